"""Every example still gives the decks and the numbers that were agreed on; and the comparison can tell."""

import difflib
import unittest

from golden import GOLDEN, decks, differences, movement, numbers, read, settled
from program import EXAMPLES

HOW = "look at the difference; if it is right, `tools/bless {0}` writes it and `git diff` shows it for review"


class Golden(unittest.TestCase):
    def test_decks_are_the_golden_ones_to_the_byte(self):
        for example in EXAMPLES:
            for name, content in decks(example).items():
                with self.subTest(example=example.stem, deck=name):
                    path = GOLDEN / example.stem / name
                    self.assertTrue(path.exists(), f"{path} is missing; `tools/bless {example.stem}` mints it")
                    if path.read_bytes() != content:
                        old, new = path.read_text().splitlines(), content.decode().splitlines()
                        lines = list(difflib.unified_diff(old, new, "golden", "now", n=1, lineterm=""))[:40]
                        self.fail("\n".join([*lines, HOW.format(example.stem)]))

    def test_numbers_are_the_golden_ones_within_their_tolerances(self):
        for example in EXAMPLES:
            for name, rows in numbers(example).items():
                with self.subTest(example=example.stem, file=name):
                    path = GOLDEN / example.stem / name
                    self.assertTrue(path.exists(), f"{path} is missing; `tools/bless {example.stem}` mints it")
                    found = differences(read(path), rows)
                    if found:
                        self.fail("\n".join([*found, HOW.format(example.stem)]))

    def test_no_golden_is_left_over(self):
        known = {example.stem for example in EXAMPLES}
        left = sorted(folder.name for folder in GOLDEN.iterdir() if folder.name not in known)
        self.assertEqual(left, [], "goldens without an example: delete their folders")
        for example in EXAMPLES:
            wanted = {*decks(example), "links.csv", "outputs.csv", "inputs.csv"}
            there = {path.name for path in (GOLDEN / example.stem).iterdir()}
            self.assertEqual(there - wanted, set(), f"files without a link: `tools/bless {example.stem}` removes them")


class Comparison(unittest.TestCase):
    OLD = [["link", "db", "z"], ["=", "0.01", "1%"], ["a", "20.00", "100"], ["b", "30.00", "-"]]

    def with_row(self, *row):
        return self.OLD[:2] + [list(row)] + self.OLD[3:]

    def test_a_value_within_its_tolerance_has_not_moved(self):
        self.assertEqual(differences(self.OLD, self.with_row("a", "20.009", "100.9")), [])

    def test_a_value_outside_is_named_with_how_far_it_moved(self):
        found = differences(self.OLD, self.with_row("a", "20.02", "98"))
        self.assertEqual(len(found), 2)
        self.assertIn("a: db moved by +0.02, from 20.00 to 20.02 (tolerance 0.01)", found[0])
        self.assertIn("a: z moved by -2, from 100 to 98 (tolerance 1%)", found[1])

    def test_rows_that_come_and_go_are_named(self):
        found = differences(self.OLD, self.with_row("c", "20.00", "100"))
        self.assertEqual(found, ["a: is gone", "c: is new"])

    def test_a_value_that_stops_being_a_number_has_changed(self):
        self.assertEqual(movement("0.01", "20.00", ">140"), "changed from 20.00 to >140")
        self.assertEqual(movement("0.01", "-", "-"), None)

    def test_blessing_keeps_the_text_of_what_did_not_move(self):
        self.assertEqual(settled(self.OLD, self.with_row("a", "20.009", "98"))[2], ["a", "20.00", "98"])


if __name__ == "__main__":
    unittest.main()
