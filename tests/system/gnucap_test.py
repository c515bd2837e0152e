"""A simulator that shares nothing with ngspice agrees about every kind of stage: gnucap reads the decks' element lines as
they are; only the dot cards are its own."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from program import DRIVES, EXAMPLES, deck, links, spot_rows

CARDS = re.compile(r"^\.(save|options|ac|meas|end)\b")
NODES = re.compile(r"^\.meas ac (?:out|signal_gain|chassis)_\w+ find vdb\((\w+)\)", re.MULTILINE)
HERTZ = 1000.0
SUFFIXES = {"": 1, "n": 1e-9, "u": 1e-6, "m": 1e-3, "K": 1e3}

# gnucap makes a voltage source of 10 microohm, and a controlled one as well: some thousandths of a decibel.
AGREE_DB = 0.01


def number(text):
    mantissa = text.rstrip("numK")
    return float(mantissa) * SUFFIXES[text[len(mantissa) :]]


def plugins():
    """Whether gnucap can do anything: its analyses and parts are in a package of their own."""
    if not shutil.which("gnucap"):
        return False
    done = subprocess.run(["gnucap", "-b", os.devnull], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return "plugin not found" not in done.stdout + done.stderr


def level_db(text, node):
    """The level of a node at 1 kHz."""
    lines = [line for line in text.decode().splitlines() if not CARDS.match(line)]
    lines += [".options numdgt=9", f".print ac vdb({node})(13)", ".op", f".ac {HERTZ:g} {HERTZ:g} lin 1", ".end"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "deck.ckt")
        path.write_text("\n".join(lines) + "\n", encoding="ascii")
        done = subprocess.run(
            ["gnucap", "-b", str(path)], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False
        )
    last = done.stdout.splitlines()[-1].split()
    if done.returncode or len(last) != 2 or last[0] != "1.K":
        raise AssertionError(f"gnucap did not simulate the deck:\n{done.stdout}{done.stderr}")
    return number(last[1])


@unittest.skipUnless(plugins(), "gnucap's parts are not installed: apt-get install gnucap gnucap-default-plugins0")
class Gnucap(unittest.TestCase):
    def test_it_agrees_about_every_example(self):
        for example in EXAMPLES:
            link = links(example)[0]
            row = next(r for r in spot_rows(example) if r["link"] == link and float(r["frequency_hz"]) == HERTZ)
            for drive in DRIVES:
                with self.subTest(example=example.stem, link=link, drive=drive):
                    text = deck(example, link, drive)
                    nodes = list(dict.fromkeys(NODES.findall(text.decode())))  # out, and for the ground the chassis
                    levels = [level_db(text, node) for node in nodes]
                    gain = levels[0] - (levels[1] if drive == "ground" else 0)
                    self.assertAlmostEqual(gain, float(row[f"{drive}_gain_db"]), delta=AGREE_DB)


if __name__ == "__main__":
    unittest.main()
