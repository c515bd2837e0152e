"""`pin3 run --waveforms`: limits in the report, files of the programme in its room, and what is refused."""

import json
import math
import unittest

from folder import InAFolder
from program import pin3, printed
from sound import samples, write_wav

TEXT = """output synth : unbalanced { rout = 1 }
cable lead : coax { length = 3 m, r_shield = 134 mohm/m, electric = 0 V, magnetic = 0 T }
input desk : unbalanced { r = 1meg }
input mixer : difference { r = 10k, r1 = 10.1k, opamp = ne5532 }
ground rack : mains { level = 100 mV, spectrum = sine }
link l = synth -> lead -> desk @ rack
link m = synth -> mixer @ rack
"""


class Waveforms(InAFolder):
    text = TEXT

    def test_limits_are_in_the_report(self):
        links = json.loads(printed("run", self.file, "--waveforms", "--format", "json"))["links"]
        desk, mixer = (link["waveform"] for link in links)
        self.assertIsNone(desk["max_signal_dbu"])
        self.assertIsNone(desk["max_common_mode_v"])
        # 13 V peak at the op-amp and 4 % above it for 1 % of THD; 13 V at its inputs are 26 V between the chassis
        self.assertAlmostEqual(mixer["max_signal_dbu"], 20 * math.log10(13 * 1.04 / math.sqrt(2) / math.sqrt(0.6)), delta=0.3)
        self.assertAlmostEqual(mixer["max_common_mode_v"], 26, delta=1)
        self.assertLess(mixer["thd_percent"], 1e-4)

    def test_programme_and_hum_are_in_the_file(self):
        out = self.folder / "out.wav"
        report = json.loads(printed("run", self.file, "--waveforms", out, "--programme", "sine", "--seconds", "0.2", "--format", "json"))
        file, values = samples(out)
        self.assertEqual((file.getnchannels(), file.getframerate(), file.getsampwidth()), (2, 48000, 3))
        left = values[::2][:9600]
        level = report["links"][0]["level"]["receiver_dbu"]
        for hertz, dbu in ((1000, level), (50, report["links"][0]["hum"]["total_dbu"])):
            peak = abs(2 * sum(v * complex(math.cos(x), -math.sin(x)) for v, x in ((v, 2 * math.pi * hertz * i / 48000) for i, v in enumerate(left))) / len(left))
            self.assertAlmostEqual(20 * math.log10(peak) + 18, dbu - level, delta=0.02)

    def test_takes_a_wav_as_programme(self):
        programme, out = self.folder / "p.wav", self.folder / "out.csv"
        write_wav(programme, [int(4000 * math.sin(0.05 * i)) for i in range(4410)])
        printed("run", self.file, "--waveforms", out, "--programme", programme, "--seconds", "5")
        lines = out.read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines[0], "link,time_s,out_v,chassis_v")
        self.assertAlmostEqual(float(lines[-1].split(",")[1]), 0.1, places=6)

    def test_a_stereo_programme_is_mixed_and_that_is_said(self):
        programme, out = self.folder / "p.wav", self.folder / "out.csv"
        right = [value for i in range(4410) for value in (0, int(4000 * math.sin(0.05 * i)))]
        write_wav(programme, right, channels=2)
        done = pin3("run", self.file, "--waveforms", out, "--programme", programme, "--units", "0")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"the mean of both channels", done.stderr)
        loudest = max(abs(float(line.split(",")[2])) for line in out.read_text(encoding="utf-8").splitlines()[1:])
        self.assertGreater(loudest, 0.4)
        write_wav(programme, [sign * 1000 for _ in range(4410) for sign in (1, -1)], channels=2)
        done = pin3("run", self.file, "--waveforms", "--programme", programme)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"cancel each other", done.stderr)

    def test_refuses_what_cannot_be(self):
        for options in (("--programme", "sine"), ("--waveforms", "--programme", "nothing.wav"), ("--waveforms", "x.mp3"), ("--waveforms", "--programme", "sine", "--seconds", "0")):
            done = pin3("run", self.file, *options)
            self.assertEqual(done.returncode, 2, options)
            self.assertTrue(done.stderr)
        done = pin3("run", self.file, "--waveforms", "/nowhere/x.wav", "--programme", "sine")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"name another file", done.stderr)

    def test_says_when_the_room_is_too_much(self):
        self.file.write_text(TEXT.replace("100 mV", "40 V").replace("-> mixer", "-> lead -> mixer").replace("r_shield = 134 mohm/m", "r_shield = 50 ohm/m"), encoding="utf-8")
        report = printed("run", self.file, "--waveforms", "--programme", "sine").decode()
        self.assertIn("the common mode clips", " ".join(report.split()))


if __name__ == "__main__":
    unittest.main()
