"""`pin3 listen`: what it writes, and what it refuses without writing anything."""

import json
import math
import unittest

from folder import InAFolder
from program import ROOT, pin3, printed
from sound import samples, write_wav

EXAMPLE = ROOT / "netlists" / "synth_to_mixer.pin3"
LOOP = """output synth : unbalanced { rout = 1 }
cable lead : coax { length = 3 m, r_shield = 134 mohm/m, electric = 0 V, magnetic = 0 T }
input desk : unbalanced { r = 1meg }
ground rack : mains { level = 100 mV, spectrum = sine }
link l = synth -> lead -> desk @ rack
link quiet = synth -> lead -> desk
"""


class Listen(InAFolder):
    text = LOOP

    def setUp(self):
        super().setUp()
        self.out = self.folder / "sounds"

    def refused(self, *arguments, status=2):
        done = pin3("listen", *arguments)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        self.assertFalse(list(self.out.glob("*.wav")))
        return done.stderr.decode()

    def test_makes_a_file_a_link_and_an_index(self):
        text = printed("listen", EXAMPLE, "-o", self.out).decode()
        names = sorted(path.name for path in self.out.iterdir())
        self.assertEqual(names, ["driver.wav", "index.txt", "resistor.wav", "stock.wav"])
        self.assertEqual((self.out / "index.txt").read_text(encoding="utf-8"), text)
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)
        file, values = samples(self.out / "stock.wav")
        self.assertEqual((file.getframerate(), file.getnchannels(), len(values)), (48000, 1, 480000))

    def test_says_in_every_format_what_there_is_to_hear(self):
        said = {form: printed("listen", self.file, "-o", self.out, "--seconds", "1", "--format", form).decode()
                for form in ("text", "json", "csv", "markdown")}
        self.assertEqual((self.out / "index.txt").read_text(encoding="utf-8"), said["text"])
        index = json.loads(said["json"])
        self.assertEqual(index["schema"], "pin3/listen/1")
        self.assertEqual([link["file"] for link in index["links"]], ["l.wav", "quiet.wav"])
        head, *rows = (line.split(",") for line in said["csv"].splitlines())
        self.assertEqual([dict(zip(head, row))["file"] for row in rows], ["l.wav", "quiet.wav"])
        self.assertAlmostEqual(float(dict(zip(head, rows[0]))["hum_dbu"]), index["links"][0]["hum_dbu"], places=9)
        self.assertIn("| l.wav |", said["markdown"])
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), ["index.txt", "l.wav", "quiet.wav"])

    def test_the_hum_alone_is_what_run_says(self):
        hum = json.loads(printed("run", self.file, "--format", "json"))["links"][0]
        printed("listen", self.file, "-o", self.out, "--solo", "noise", "--gain", "20")
        _, values = samples(self.out / "l.wav")
        peak = abs(2 * sum(v * complex(math.cos(0.0065449847 * i), -math.sin(0.0065449847 * i)) for i, v in enumerate(values[:48000])) / 48000)
        nominal = hum["level"]["receiver_dbu"]
        self.assertAlmostEqual(20 * math.log10(peak) - 20 + 18, hum["hum"]["total_dbu"] - nominal, delta=0.02)

    def test_takes_a_programme_of_its_own(self):
        programme = self.folder / "p.wav"
        write_wav(programme, [8000, -8000] * 44100, channels=2)
        printed("listen", self.file, "-o", self.out, "--programme", programme, "--seconds", "1")
        file, values = samples(self.out / "quiet.wav")
        self.assertEqual((file.getframerate(), file.getnchannels(), len(values)), (44100, 2, 88200))

    def test_numbers_are_numbers(self):
        for option in ("--seconds", "--gain", "--listening-level"):
            self.assertIn("is no number from", self.refused(self.file, "-o", self.out, "--solo", "noise", option, "nan"))

    def test_refuses_what_is_hardly_a_programme(self):
        programme = self.folder / "p.wav"
        write_wav(programme, [8000])
        self.assertIn("or more can be used", self.refused(self.file, "-o", self.out, "--programme", programme))

    def test_a_programme_too_loud_lowers_all_files_alike(self):
        programme = self.folder / "p.wav"
        write_wav(programme, [32767 if i // 50 % 2 else -32767 for i in range(44100)])
        done = pin3("listen", self.file, "-o", self.out, "--programme", programme)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(b"is clipped at", done.stderr)
        self.assertLess(max(map(abs, samples(self.out / "l.wav")[1])), 0.99)

    def test_refuses_programmes_that_are_none(self):
        bad = self.folder / "bad.wav"
        for content, reason in ((b"", "no sound file"), (b"RIFF", "no sound file"), (EXAMPLE.read_bytes(), "no sound file")):
            bad.write_bytes(content)
            self.assertIn(reason, self.refused(self.file, "-o", self.out, "--programme", bad))
        write_wav(bad, [])
        self.assertIn("is empty", self.refused(self.file, "-o", self.out, "--programme", bad))
        write_wav(bad, [0] * 1000)
        self.assertIn("is silent", self.refused(self.file, "-o", self.out, "--programme", bad))
        write_wav(bad, [1] * 900, channels=3)
        self.assertIn("3 channels", self.refused(self.file, "-o", self.out, "--programme", bad))
        self.assertIn("no file", self.refused(self.file, "-o", self.out, "--programme", self.folder))

    def test_refuses_folders_that_cannot_be_written(self):
        self.assertIn("name another with -o", self.refused(self.file, "-o", self.file))
        self.assertIn("-o", self.refused(self.file, "-o", "/proc/nothing"))
        full = pin3("listen", self.file, "-o", "/sys")
        self.assertEqual(full.returncode, 2, full.stderr)

    def test_refuses_options_that_do_not_go_together(self):
        self.refused(self.file, "-o", self.out, "--gain", "10")
        self.refused(self.file, "-o", self.out, "--seconds", "0")
        self.refused(self.file)
        self.file.write_text("output synth : unbalanced\n", encoding="utf-8")
        self.assertIn("no link", self.refused(self.file, "-o", self.out))

    def test_writes_over_what_it_wrote(self):
        self.out.mkdir()
        (self.out / "l.wav").write_bytes(b"old")
        printed("listen", self.file, "-o", self.out)
        self.assertGreater((self.out / "l.wav").stat().st_size, 1000)


if __name__ == "__main__":
    unittest.main()
