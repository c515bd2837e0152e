"""`pin3 advise`: its figures against `pin3 run`, what it recommends, and what it refuses."""

import json
import unittest

from folder import InAFolder
from program import ROOT, pin3, printed

EXAMPLE = ROOT / "netlists" / "synth_to_mixer.pin3"


class Advise(InAFolder):
    def advice(self, *options):
        return json.loads(printed("advise", self.file, "--format", "json", *options))

    def test_figures_are_those_of_run(self):
        advice = json.loads(printed("advise", EXAMPLE, "--format", "json", "--units", "10000"))
        report = json.loads(printed("run", EXAMPLE, "--format", "json"))
        self.assertFalse(advice["standard_changes"])
        for option, link in zip(advice["options"], report["links"]):
            self.assertEqual(option["link"], link["name"])
            self.assertEqual(option["hum_dbu"], link["hum"]["of_95_percent_of_units"]["total_dbu"])
            self.assertEqual(option["noise_dbu"], link["noise"]["dbu_20k"])
            self.assertEqual(option["receiver_dbu"], link["level"]["receiver_dbu"])
            self.assertEqual(option["cmrr_1k_db"], next(c["db"] for c in link["cmrr"] if c["frequency_hz"] == 1000))

    def test_takes_the_first_that_nobody_hears(self):
        advice = json.loads(printed("advise", EXAMPLE, "--format", "json"))
        quiet = [o["link"] for o in advice["options"] if o["audible_margin_db"] <= -10]
        self.assertEqual(advice["recommended"], quiet[0])
        text = printed("advise", EXAMPLE).decode()
        self.assertIn("Nobody hears what there is, but by 6 dB only. To be safe take resistor:", " ".join(text.split()))
        self.assertIn("More no longer helps", " ".join(text.split()))
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)

    def test_tries_the_standard_changes_by_itself(self):
        self.file.write_text("output s : unbalanced { rout = 1k 5% }\ncable c : coax { length = 6 m }\ninput d : difference { r = 10k 1% }\n", encoding="utf-8")
        advice = self.advice()
        self.assertTrue(advice["standard_changes"])
        changes = [option["change"] for option in advice["options"]]
        self.assertEqual(changes[0], "as it is")
        self.assertIn("a resistor of 1 kohm on pin 3 and a lead with two conductors", changes)
        self.assertIn("a passive DI box and a lead with two conductors", changes)
        self.assertEqual(len(advice["remarks"]), 1)  # the room
        base = advice["options"][0]
        against = lambda option: option["receiver_dbu"] - option["hum_dbu"]
        for option in advice["options"]:
            self.assertAlmostEqual(option["less_hum_db"], against(option) - against(base), places=9)
        boxed = next(option for option in advice["options"] if option["link"] == "with_di_box")
        self.assertAlmostEqual(base["receiver_dbu"] - boxed["receiver_dbu"], 21.6, delta=0.7)
        text = printed("advise", self.file).decode()
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)

    def test_says_first_that_what_there_is_clips(self):
        # half of 4 dBu, 0.868 V peak, from a supply of 2.5 V less 2 V of headroom: 4.8 dB, or 0.37 V, too little
        self.file.write_text(
            'use "ne5532.pin3"\nopamp ne5v : ne5532 { supply = 2.5 V }\noutput s : symmetric { opamp = ne5v }\n'
            "output t : symmetric { opamp = ne5532 }\noutput u : impedance_balanced\ninput d : difference { r = 10k 1% }\n"
            "ground g : mains\nlink now = s -> d @ g\nlink then = t -> d @ g\nlink other = u -> d @ g\n", encoding="utf-8")
        advice = self.advice()
        self.assertTrue(advice["advice"].startswith("First of all a nominal signal clips: it is 4.8 dB beyond"), advice["advice"])
        self.assertIn("a level 4.9 dB lower, or a supply 0.37 V higher on each side", advice["advice"])
        self.assertIn("what does not clip is then, other.", advice["advice"])
        self.assertTrue(any("6 dB less hum and hiss" in remark for remark in advice["remarks"]), advice["remarks"])
        text = printed("advise", self.file).decode()
        self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)

    def test_says_when_parts_match_as_no_real_ones_do(self):
        self.file.write_text("output s : unbalanced { rout = 1k }\ninput mixer : difference { r = 10k }\n", encoding="utf-8")
        self.assertEqual(len(self.advice()["remarks"]), 2)
        self.assertIn(b"Note: the parts of mixer have no tolerance", printed("advise", self.file))

    def test_ranks_by_what_is_heard(self):
        # the transformer takes more off the fundamental, the driver more off the buzz
        self.file.write_text("""output amp : unbalanced { rout = 2.2k, level = -10 dBV }
output floating : transformer { rout = 2.2k, level = -10 dBV }
output driven : symmetric { rout = 50 1%, level = -10 dBV }
input desk : difference { r = 10k 1% }
cable lead : twisted_pair { length = 6 m, pin3 = source }
cable straight : twisted_pair { length = 6 m }
ground stage : mains { level = 300 mV, spectrum = rectifier, frequency = 60 Hz }
link now = amp -> lead -> desk @ stage
link trafo = floating -> straight -> desk @ stage
link driver = driven -> straight -> desk @ stage
""", encoding="utf-8")
        advice = self.advice()
        now, trafo, driver = advice["options"]
        self.assertGreater(trafo["less_hum_db"], driver["less_hum_db"])
        self.assertGreater(trafo["audible_margin_db"], driver["audible_margin_db"])
        self.assertEqual(advice["recommended"], "driver")

    def test_says_which_room_it_assumes(self):
        self.file.write_text("output s : unbalanced\ninput d : difference { r = 10k 1% }\nlink l = s -> d\n", encoding="utf-8")
        self.assertIn("no ground is named", self.advice()["remarks"][0])

    def test_shields_a_lead_that_has_none(self):
        self.file.write_text("output s : unbalanced { rout = 22 }\ncable c : unshielded { length = 2 m }\ninput d : instrumentation { r = 10k 1% }\nground psu : supply\n", encoding="utf-8")
        self.assertEqual(self.advice()["recommended"], "with_shielded_lead")

    def test_leaves_alone_what_nobody_hears(self):
        self.file.write_text("output s : unbalanced { rout = 1 }\ninput d : difference { r = 10k, opamp = ne5532 }\nground g : mains { level = 1 uV }\n", encoding="utf-8")
        self.assertIsNone(self.advice()["recommended"])
        self.assertIn(b"Leave it as it is", printed("advise", self.file))

    def test_refuses_what_is_not_clear(self):
        for text, reason in (("output s : unbalanced\n", "no input"), ("output s : unbalanced\noutput t : unbalanced\ninput d : difference\n", "2 outputs"), ("output s : nothing\n", "P101")):
            self.file.write_text(text, encoding="utf-8")
            done = pin3("advise", self.file)
            self.assertEqual(done.returncode, 2)
            self.assertIn(reason, done.stderr.decode())
            self.assertEqual(done.stdout, b"")


if __name__ == "__main__":
    unittest.main()
