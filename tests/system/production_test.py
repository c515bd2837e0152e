"""Production on the command line: seeds, replay, files of units, interruption, and numbers that make no sense."""

import csv
import io
import json
import math
import os
import re
import signal
import subprocess
import time
import unittest

from folder import InAFolder
from program import BINARY, CLEAN, ROOT, pin3, printed

TEXT = """output jack : impedance_balanced { rout = 1k 5%, pin3 = 1k 1% }
input desk : difference { r = 10k 1% }
cable lead : twisted_pair { length = 3 m }
link l = jack -> lead -> desk
expect l.cmrr at 1 kHz >= 35 dB for 99%
expect l.cmrr at 1 kHz >= 60 dB for 99%
"""


class Production(InAFolder):
    text = TEXT

    def report(self, *options):
        return json.loads(printed("run", self.file, "--format", "json", *options, allowed=(0, 1)))

    def test_a_seed_is_a_production(self):
        one, again, other = (self.report("--units", "500", "--seed", seed)["links"][0]["production"] for seed in "112")
        self.assertEqual(one, again)
        self.assertNotEqual(one["at"], other["at"])

    def test_the_number_of_threads_makes_no_difference(self):
        first, second = (self.report("--units", "3000", "-j", jobs)["links"][0]["production"] for jobs in "12")
        self.assertEqual(first["at"], second["at"])

    def test_three_answers(self):
        verdicts = self.report()["expectations"]
        self.assertEqual([(verdict["verdict"], verdict["holds"]) for verdict in verdicts],
                         [("holds", True), ("fails", False)])
        few = self.report("--units", "10")["expectations"][0]
        self.assertEqual((few["verdict"], few["holds"], few["yield"]), ("undecided", False, 1.0))
        self.assertLess(few["yield_low"], 0.99)

    def test_stages_have_yields_of_their_own(self):
        # rout is uniform within 5 % of 1k, and the impedance of hot is rout: 90 % lie below 1.04k
        self.file.write_text(TEXT + "expect jack.z_hot at 1 kHz <= 1.04k for 80%\n"
                             "expect jack.z_hot at 1 kHz <= 1.04k for 95%\n"
                             "expect desk.cmrr_tied at 1 kHz >= 20 dB for 99%\n", encoding="utf-8")
        verdicts = self.report("--units", "4000")["expectations"][2:]
        self.assertEqual([verdict["verdict"] for verdict in verdicts], ["holds", "fails", "holds"])
        deviation = math.sqrt(0.9 * 0.1 / 4000)
        self.assertLess(abs(verdicts[0]["yield"] - 0.9), 4 * deviation)
        # the worst corner of four 1 % resistors is 33.98 dB: all are better than 33.9
        self.file.write_text(TEXT + "expect desk.cmrr_tied at 1 kHz >= 33.9 dB for 99%\n", encoding="utf-8")
        self.assertEqual(self.report()["expectations"][2]["yield"], 1.0)

    def test_a_unit_that_does_not_work_can_end_the_run(self):
        self.file.write_text("output line : cross_coupled { r = 10k 1%, rout = 50 1% }\ninput desk : difference {}\n"
                             "link l = line -> desk\n", encoding="utf-8")
        done = pin3("run", self.file, "--on-failure", "stop")
        self.assertEqual(done.returncode, 3)
        said = re.search(r"unit (\d+) of l latches up; see `pin3 (.*)`", done.stderr.decode())
        self.assertIsNotNone(said, done.stderr.decode())
        printed(*said.group(2).split())
        self.assertEqual(pin3("run", self.file).returncode, 0)

    def test_no_units_are_nominal_values_only(self):
        report = self.report("--units", "0")
        self.assertIsNone(report["links"][0]["production"])
        self.assertNotIn("yield", report["expectations"][0])

    def test_a_unit_is_the_same_in_the_file_in_a_run_of_its_own_and_in_its_deck(self):
        units = self.folder / "units.csv"
        self.report("--units", "100", "--csv", units)
        rows = list(csv.DictReader(io.StringIO(units.read_text(encoding="utf-8"))))
        self.assertEqual([row["unit"] for row in rows], [str(number) for number in range(100)])
        # what was drawn stands beside what came of it: rout within its 5 %, and another value for each unit
        drawn = [float(row["jack.rout"]) for row in rows]
        self.assertTrue(all(0.95 <= factor <= 1.05 for factor in drawn))
        self.assertEqual(len(set(drawn)), len(drawn))
        expected = float(rows[47]["cmrr_db_1000hz"])
        alone = self.report("--unit", "47")
        cmrr = [row["db"] for row in alone["links"][0]["cmrr"] if row["frequency_hz"] == 1000]
        self.assertAlmostEqual(cmrr[0], expected, 5)
        self.assertEqual(alone["unit"], {"number": 47, "seed": 1})
        gains = {}
        for drive in ("signal", "ground"):
            deck = self.folder / "deck.cir"
            pin3("netlist", self.file, "--unit", "47", "--drive", drive, "-o", deck)
            said = subprocess.run(["ngspice", "-b", deck], capture_output=True, text=True, check=False).stdout
            gains[drive] = float(re.search(rf"^{drive}_gain_1000\s*=\s*(\S+)", said, re.M).group(1))
        self.assertAlmostEqual(gains["signal"] - gains["ground"], expected, 3)

    def test_the_worst_case_is_made_of_its_values(self):
        production = self.report("--units", "1")["links"][0]["production"]
        worst = production["worst_case"]["values"]
        self.assertEqual(set(worst), {"jack.rout", "jack.pin3", "desk.r1", "desk.r2", "desk.r3", "desk.r4"})
        # four resistors by hand, and the two of the source beside r1 and r3
        rout, pin3_ohm = 1000 * worst["jack.rout"], 1000 * worst["jack.pin3"]
        r1, r2, r3, r4 = (10e3 * worst[f"desk.r{i}"] for i in (1, 2, 3, 4))
        r1, r3 = r1 + pin3_ohm, r3 + rout
        noise = r4 / (r3 + r4) * (1 + r2 / r1) - r2 / r1
        wanted = r4 / (r3 + r4) * (1 + r2 / r1)
        at_low = [case["db"] for case in production["worst_cases"] if case["frequency_hz"] == 50]
        self.assertAlmostEqual(at_low[0], 20 * math.log10(abs(wanted / noise)), 1)

    def test_an_interrupted_run_reports_what_it_has(self):
        for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 130)):
            units = self.folder / "units.csv"
            run = subprocess.Popen([BINARY, "run", self.file, "--units", "1000000000", "--format", "json", "--csv", units],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN, cwd=ROOT)
            time.sleep(1.5)
            run.send_signal(number)
            out, _ = run.communicate(timeout=60)
            self.assertEqual(run.returncode, status)
            report = json.loads(out)
            self.assertFalse(report["complete"])
            done = report["links"][0]["production"]["units"]
            self.assertGreater(done, 0)
            with open(units, encoding="utf-8") as file:
                self.assertEqual(sum(1 for _ in file), done + 1)
            units.unlink()

    def test_a_full_disk_leaves_no_file_of_units(self):
        done = pin3("run", self.file, "--csv", "/dev/full")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"/dev/full", done.stderr)

    def test_numbers_of_units_that_make_no_sense(self):
        for words in (["--units", "-1"], ["--units", "1e3"], ["--units", "2000000000"], ["--seed", "x"],
                      ["--unit", "1", "--units", "5"]):
            self.assertEqual(pin3("run", self.file, *words).returncode, 2, words)

    def test_tolerances_that_make_no_sense(self):
        for wrong in ("100%", "250%", "-5%"):
            self.file.write_text(TEXT.replace("1k 5%", f"1k {wrong}"), encoding="utf-8")
            done = pin3("check", self.file)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn(b"a.pin3:1:", done.stderr)
        self.file.write_text(TEXT.replace("3 m", "3 m 5%"), encoding="utf-8")
        self.assertIn(b"takes no tolerance", pin3("check", self.file).stderr)

    def test_units_that_latch_up_are_counted_and_meet_nothing(self):
        self.file.write_text("output o : cross_coupled { r = 10k 1%, rout = 50 1% }\ninput i : difference\n"
                             "link l = o -> i\nexpect l.cmrr at 1 kHz >= 1 dB for 90%\n", encoding="utf-8")
        report = self.report("--units", "1000")
        production = report["links"][0]["production"]
        self.assertGreater(production["latched_up"], 100)
        self.assertLessEqual(report["expectations"][0]["yield"], 1 - production["latched_up"] / 1000)
        self.assertIn("latch up", printed("run", self.file, "--units", "1000", allowed=(0, 1)).decode())


if __name__ == "__main__":
    unittest.main()
