"""`pin3 sweep` and `pin3 tighten`: their figures against `pin3 run` on the changed text, and what they refuse."""

import csv
import io
import json
import unittest

from folder import InAFolder
from program import pin3, printed

TEXT = """output jack : impedance_balanced {{ rout = 1k 5%, pin3 = {pin3} {tolerance}% }}
output copy : jack {{ rout = 1.8k 1% }}
output other : unbalanced {{ rout = 100 }}
input desk : difference {{ r = 10k {resistors}% }}
cable lead : twisted_pair {{ length = 3 m }}
link l = jack -> lead -> desk
link m = copy -> lead -> desk
link fixed = other -> lead
""".replace("-> lead\n", "-> lead -> desk\n")
EXPECTED = "expect l.cmrr at 1 kHz >= 50 dB for 90%\n"


def text(pin3_ohm="1k", tolerance="1", resistors="1"):
    return TEXT.format(pin3=pin3_ohm, tolerance=tolerance, resistors=resistors)


class Design(InAFolder):
    text = text()

    def sweep(self, values, *options):
        return json.loads(printed("sweep", self.file, "--vary", values, "--format", "json", *options))

    def run_with(self, written):
        changed = self.file.with_name("changed.pin3")
        changed.write_text(written, encoding="utf-8")
        return json.loads(printed("run", changed, "--format", "json", "--units", "2000", allowed=(0, 1)))

    def refused(self, *arguments):
        done = pin3(*arguments)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        return done.stderr.decode()

    def test_a_value_of_a_sweep_is_the_run_with_that_value(self):
        swept = self.sweep("jack.pin3=470, 1k, 2.2k 5%", "--units", "2000")
        # the copy has the value too; the link without either is left out
        self.assertEqual([link["name"] for link in swept["links"]], ["l", "m"])
        for place, (ohm, tolerance) in enumerate((("470", "1"), ("1k", "1"), ("2.2k", "5"))):
            report = self.run_with(text(ohm, tolerance))
            for link in swept["links"]:
                alone = next(row for row in report["links"] if row["name"] == link["name"])
                for at, spot, nominal in zip(link["values"][place]["at"], alone["production"]["at"], alone["cmrr"]):
                    self.assertEqual(at["frequency_hz"], spot["frequency_hz"])
                    self.assertAlmostEqual(at["nominal_db"], nominal["db"], 6)
                    for name in ("min_db", "p1_db", "p5_db", "median_db", "p95_db"):
                        self.assertEqual(at[name], spot[name])
        self.assertEqual(swept["links"][0]["best"], "1k 1%")
        self.assertEqual(swept["links"][1]["best"], "2.2k 5%")

    def test_the_best_value_of_a_series_equals_the_output_impedance(self):
        swept = self.sweep("jack.pin3=100..10k:E12", "--units", "1000")
        self.assertEqual(len(swept["links"][0]["values"]), 25)
        self.assertEqual([link["best"] for link in swept["links"]], ["1 kohm 1%", "1.8 kohm 1%"])

    def test_words_lengths_and_models_can_be_swept(self):
        self.assertEqual(len(self.sweep("lead.length=1..100:E3", "--units", "100")["links"]), 3)
        models = self.sweep("desk.opamp=ideal,ne5532", "--units", "100", "--link", "fixed")["links"]
        self.assertEqual([value["value"] for value in models[0]["values"]], ["ideal", "ne5532"])
        pins = self.sweep("other.pin3=ground,open", "--units", "0")["links"][0]["values"]
        self.assertLess(pins[1]["at"][1]["nominal_db"], pins[0]["at"][1]["nominal_db"])  # open, ground

    def test_a_sweep_comes_in_four_formats(self):
        rows = list(csv.DictReader(io.StringIO(printed(
            "sweep", self.file, "--vary", "jack.pin3=1k,2k", "--units", "500", "--format", "csv").decode())))
        self.assertEqual(len(rows), 2 * 2 * 4)
        self.assertIn(b"| best |", printed("sweep", self.file, "--vary", "jack.pin3=1k,2k", "--format", "markdown"))
        shown = printed("sweep", self.file, "--vary", "jack.pin3=1k,2k").decode()
        self.assertTrue(all(len(line) <= 80 for line in shown.splitlines()), shown)

    def test_values_that_are_alike_have_no_best(self):
        swept = self.sweep("jack.pin3=1k,1k", "--units", "100")["links"][0]
        self.assertIsNone(swept["best"])
        self.assertIn("all values are alike", swept["conclusion"])

    def test_what_cannot_be_swept(self):
        for values, words in (("jack", "what is to be varied"), ("jac.pin3=1", "did you mean `jack`"),
                              ("jack.pin=1", "did you mean `pin3`"), ("jack.pin3=1..2", "a series"),
                              ("jack.pin3=1..2:E25", "a series"), ("jack.pin3=2..1:E24", "begins above 0"),
                              ("jack.pin3=0..1:E24", "begins above 0"), ("jack.pin3=1,,2", "a value is missing"),
                              ("jack.pin3=", "a value is missing"), ("jack.pin3=1 Hz", "a resistance"),
                              ("jack.pin3=1..2 Hz:E3", "a resistance"), ("jack.pin3=101..102:E3", "no value in there"),
                              ("jack.pin3=1..1e12:E192", "too many"), ("jack.pin3=(1", "expected")):
            self.assertIn(words, self.refused("sweep", self.file, "--vary", values), values)
        self.assertIn("is not in link fixed",
                      self.refused("sweep", self.file, "--vary", "jack.pin3=1", "--link", "fixed"))
        self.assertIn("from 0 on", self.refused("sweep", self.file, "--vary", "jack.pin3=1", "--seed", "-1"))
        self.assertIn("there is no link", self.refused("sweep", self.file, "--vary", "jack.pin3=1", "--link", "x"))

    def test_the_tolerances_that_are_found_hold_when_they_are_written_down(self):
        self.file.write_text(text() + EXPECTED, encoding="utf-8")
        found = json.loads(printed("tighten", self.file, "--link", "l", "--format", "json"))
        self.assertTrue(found["met"])
        self.assertEqual(found["as_described"]["verdict"], "fails")
        wanted = {row["part"]: 100 * row["enough"] for row in found["tolerances"]}
        written = (text().replace("rout = 1k 5%", f"rout = 1k {wanted['jack.rout']}%")
                   .replace("pin3 = 1k 1%", f"pin3 = 1k {wanted['jack.pin3']}%")
                   .replace("r = 10k 1%", ", ".join(f"r{n} = 10k {wanted[f'desk.r{n}']}%" for n in (1, 2, 3, 4))))
        changed = self.file.with_name("changed.pin3")
        changed.write_text(written + EXPECTED, encoding="utf-8")
        report = json.loads(printed("run", changed, "--format", "json"))
        self.assertEqual(report["expectations"][0]["verdict"], "holds")
        self.assertEqual(report["expectations"][0]["yield"], found["with_these"]["yield"])

    def test_a_target_out_of_reach(self):
        done = pin3("tighten", self.file, "--link", "l", "--target", "cmrr at 20 kHz >= 120 dB for 99%")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"something else limits the link", done.stdout)

    def test_targets_that_make_no_sense(self):
        for target, words in (("cmr >= 1 dB for 9%", "did you mean `cmrr`"), ("cmrr >= 1 dB", "for how many units"),
                              ("cmrr >= 1 dB for 100%", "no number of units"), ("cmrr >= 1 V for 9%", "is a voltage"),
                              ("cmrr at 1 MHz >= 1 dB for 9%", "outside the sweep"), ("cmrr", "expected"),
                              ("cmrr >= 1 dB for 9% expect l.cmrr >= 2 dB for 9%", "one metric")):
            self.assertIn(words, self.refused("tighten", self.file, "--link", "l", "--target", target), target)
        self.assertEqual(pin3("tighten", self.file, "--link", "l", "--target", "").returncode, 2)
        self.assertIn("what is to be met", self.refused("tighten", self.file, "--link", "l"))
        self.assertIn("which link", self.refused("tighten", self.file))
        self.assertIn("did you mean", self.refused("tighten", self.file, "--link", "ll"))
        exact = self.file.with_name("exact.pin3")
        exact.write_text("output a : unbalanced {}\ninput b : difference {}\nlink c = a -> b\n", encoding="utf-8")
        self.assertIn("has a tolerance", self.refused("tighten", exact, "--target", "cmrr >= 1 dB for 9%"))


if __name__ == "__main__":
    unittest.main()
