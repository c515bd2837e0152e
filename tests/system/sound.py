"""WAV files, written and read by Python's own module."""

import struct
import wave


def samples(path):
    """The file's parameters and its samples, channels in turn, of 24 bits; full scale is 1."""
    with wave.open(str(path)) as file:
        raw = file.readframes(file.getnframes())
        assert file.getsampwidth() == 3
        return file, [int.from_bytes(raw[i : i + 3], "little", signed=True) / 2**23 for i in range(0, len(raw), 3)]


def write_wav(path, values, channels=1, rate=44100):
    """Samples of 16 bits, channels in turn."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f"<{len(values)}h", *values))
