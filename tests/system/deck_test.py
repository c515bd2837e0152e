"""The decks that pin3 prints: plain ngspice gives what pin3 reports, and nothing about them is left to chance."""

import math
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import CLEAN, DRIVES, EXAMPLES, ROOT, deck, links, printed, spot_rows

MEASURED = re.compile(r"^(\w+)\s*=\s*(\S+)", re.MULTILINE)
WANTED = re.compile(r"^\.meas ac (\w+) find vdb\((\w+)\) at=(\S+)$", re.MULTILINE)

# Seven digits are what ngspice prints: half a unit of the last one, of each of two figures that are subtracted.
PRINTED = 1e-6


def measured_by_ngspice(text):
    """What plain `ngspice -b` prints for the .meas lines of a deck, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "deck.cir").write_bytes(text)
        done = subprocess.run(
            ["ngspice", "-b", "deck.cir"], cwd=folder, env={**CLEAN, "HOME": folder}, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60, check=False,
        )
    if done.returncode:
        raise AssertionError(f"ngspice -b: exit status {done.returncode}\n{done.stderr}")
    return {name: float(value) for name, value in MEASURED.findall(done.stdout) if value[0] in "-+0123456789"}


def measured_gains(text, drive):
    """The gain in dB by frequency, from a deck's own .meas lines, and how exactly ngspice prints it."""
    values = measured_by_ngspice(text)
    gains = {}
    for name, _, hertz in WANTED.findall(text.decode()):
        what, _, spot = name.partition("_")
        if drive == "signal" or what == "out":
            value, chassis = values[name], 0.0 if drive == "signal" else values[f"chassis_{spot}"]
            gains[float(hertz)] = (value - chassis, PRINTED * (1 + abs(value) + abs(chassis)))
    return gains


@unittest.skipUnless(shutil.which("ngspice"), "plain ngspice is not installed: apt-get install ngspice")
class PlainNgspice(unittest.TestCase):
    def test_it_gives_the_gains_that_pin3_reports(self):
        for example in EXAMPLES:
            reported = spot_rows(example)
            for link in links(example):
                for drive in DRIVES:
                    with self.subTest(example=example.stem, link=link, drive=drive):
                        rows = {float(row["frequency_hz"]): row for row in reported if row["link"] == link}
                        gains = measured_gains(deck(example, link, drive), drive)
                        self.assertEqual(set(gains), set(rows), "the deck measures other frequencies than pin3 reports")
                        for hertz, (gain, exact) in gains.items():
                            there = float(rows[hertz][f"{drive}_gain_db"])
                            self.assertAlmostEqual(gain, there, delta=exact, msg=f"at {hertz} Hz")

    def test_the_ground_gain_that_a_deck_prints_is_the_difference_of_its_two_levels(self):
        values = measured_by_ngspice(deck(ROOT / "netlists" / "ground_mains.pin3", "room", "ground"))
        self.assertAlmostEqual(values["ground_gain_1000"], values["out_1000"] - values["chassis_1000"], places=3)


class Chassis(unittest.TestCase):
    """The voltage between the chassis per volt of EMF, as a deck measures it, against the formulas for each ground."""

    def chassis_db(self, example, link):
        text = deck(ROOT / "netlists" / f"{example}.pin3", link, "ground")
        values = measured_by_ngspice(text)
        return {float(hertz): values[name] for name, _, hertz in WANTED.findall(text.decode()) if name.startswith("chassis")}

    def test_earthed_at_both_ends_the_shield_divides_the_emf(self):
        # 10 m of 50 mohm/m and 1 uH/m beside 100 mohm and beside 1 ohm, of 10 uH each
        reactance = 2j * math.pi * 1000 * 10e-6
        for link, earth in (("room", 0.1), ("building", 1.0)):
            there = self.chassis_db("ground_mains", link)[1000.0]
            self.assertAlmostEqual(there, 20 * math.log10(abs((0.5 + reactance) / (0.5 + earth + 2 * reactance))), delta=0.01)

    def test_without_earth_the_leakage_flows_through_the_shield(self):
        # 1 nF, 5 m of 100 mohm/m: 2 pi 50 Hz 1 nF 0.5 ohm; of 230 V these are 36 uV
        there = self.chassis_db("ground_double_insulated", "hifi")[50.0]
        self.assertAlmostEqual(there, 20 * math.log10(2 * math.pi * 50 * 1e-9 * 0.5), delta=0.01)

    def test_a_test_voltage_is_stiff(self):
        self.assertEqual(set(self.chassis_db("ground_none", "test").values()), {0.0})


class Determinism(unittest.TestCase):
    def test_a_deck_is_the_same_to_the_byte_wherever_it_is_made(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "netlists", Path(folder, "netlists"))
            shutil.copytree(ROOT / "models", Path(folder, "models"))
            for example in EXAMPLES:
                with self.subTest(example=example.stem):
                    link = links(example)[0]
                    here = deck(example, link, "ground", LC_ALL="C")
                    there = deck(Path("netlists", example.name), link, "ground", cwd=folder, LC_ALL="de_DE.UTF-8")
                    self.assertEqual(here, there)

    def test_two_reports_are_the_same_to_the_byte(self):
        for form in ("text", "json", "csv", "markdown"):
            with self.subTest(format=form):
                one, other = (printed("run", "netlists/synth_to_mixer.pin3", "--format", form, "-j", jobs) for jobs in (1, 2))
                self.assertEqual(one, other)

    def test_decks_are_plain_text_that_ends_with_a_line(self):
        for example in EXAMPLES:
            text = deck(example, links(example)[0], "signal").decode("ascii")
            self.assertTrue(text.endswith("\n.end\n"))
            self.assertFalse(any(c < " " and c != "\n" for c in text))


if __name__ == "__main__":
    unittest.main()
