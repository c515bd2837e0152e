"""The JSON report keeps its contract, docs/report.schema.json."""

import copy
import json
import unittest

import jsonschema
from program import EXAMPLES, ROOT, printed

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def no_constant(name):
    raise ValueError(f"{name} is not JSON")


def report(name, *options):
    text = printed("run", f"netlists/{name}.pin3", "--format", "json", *options, allowed=(0, 1))
    return json.loads(text, parse_constant=no_constant)


class Schema(unittest.TestCase):
    def setUp(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        self.validator = jsonschema.Draft202012Validator(SCHEMA)

    def problems(self, document):
        return [f"{error.json_path}: {error.message}" for error in self.validator.iter_errors(document)]

    def test_every_example_is_valid(self):
        for example in EXAMPLES:
            with self.subTest(example=example.stem):
                self.assertEqual(self.problems(report(example.stem)), [])

    def test_with_waveforms_it_is_valid_and_has_them(self):
        document = report("output_measured", "--waveforms")
        self.assertEqual(self.problems(document), [])
        self.assertIn("waveform", document["links"][0])

    def test_a_curve_has_as_many_values_as_frequencies(self):
        for link in report("synth_to_mixer")["links"]:
            self.assertEqual({len(column) for column in link["curve"].values()}, {81})

    def test_the_schema_refuses_what_is_not_the_contract(self):
        """Each of these must be found, or the schema says nothing."""
        good = report("synth_to_mixer")
        changes = {
            "a key that is gone": lambda d: d["links"][0].pop("cmrr"),
            "a key that nobody promised": lambda d: d.update(extra=1),
            "a number as text": lambda d: d["links"][0]["cmrr"][0].update(db="26.0"),
            "another schema": lambda d: d.update(schema="pin3/run/2"),
            "a negative frequency": lambda d: d["links"][0]["cmrr"][0].update(frequency_hz=-50),
            "an unknown class": lambda d: d["outputs"][0].update({"class": "servo"}),
            "a third leg": lambda d: d["inputs"][0]["cmrr"][0].update(iec_worse_leg="shield"),
            "a verdict that is not yes or no": lambda d: d["expectations"][0].update(holds="yes"),
        }
        for what, change in changes.items():
            with self.subTest(what):
                bad = copy.deepcopy(good)
                change(bad)
                self.assertNotEqual(self.problems(bad), [])


if __name__ == "__main__":
    unittest.main()
