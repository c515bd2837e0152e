// Sound: samples, and WAV files of them by libsndfile.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pin3 {

// A sine of this peak, re full scale, is a signal of nominal level: -18 dBFS, as EBU R 68 has it.
inline constexpr double nominal_peak = 0.12589254117941673;

// Full scale is 1. All channels are of the same length.
struct Audio {
    double rate_hz = 48000;
    std::vector<std::vector<double>> channels;

    std::size_t frames() const { return channels.empty() ? 0 : channels[0].size(); }
    double seconds() const { return static_cast<double>(frames()) / rate_hz; }
    double peak() const;
};

// The mean of all channels as one.
Audio mixed_down(const Audio& audio);

struct ReadAudio {
    Audio audio;
    std::vector<std::string>
        remarks;  // what is not as it should be, but can be used: "it is cut off after 3.2 s"
};

// Up to `most_seconds` of a sound file with one or two channels. A sentence when it cannot be used: it is not
// there, no regular file, no sound file, empty or silent, or has more channels.
std::variant<ReadAudio, std::string> read_audio(const std::string& path, double most_seconds);

// The bytes of a WAV file of 24 bits; what lies beyond full scale is clipped.
std::string wav_bytes(const Audio& audio);

}  // namespace pin3
