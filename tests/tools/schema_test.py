"""The schema check tells valid results from others."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = str(Path(__file__).with_name("schema.py"))
SCHEMA = """{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
  "required": ["cmrr_db"], "properties": {"cmrr_db": {"type": ["number", "null"]}}, "additionalProperties": false}"""


class Schema(unittest.TestCase):
    def check(self, text, schema=SCHEMA):
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            file.write(schema)
            file.flush()
            return subprocess.run(
                [sys.executable, SCRIPT, file.name, "-"], input=text, capture_output=True, text=True, check=False
            )

    def test_a_valid_result_passes_in_silence(self):
        done = self.check('{"cmrr_db": null}')
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_each_violation_is_named_with_its_place(self):
        done = self.check('{"cmrr_db": "60", "extra": 1}')
        self.assertEqual(done.returncode, 1)
        self.assertIn("-: $.cmrr_db: '60' is not of type", done.stdout)
        self.assertIn("'extra' was unexpected", done.stdout)

    def test_nan_and_cut_off_text_are_not_json(self):
        self.assertEqual(self.check('{"cmrr_db": NaN}').returncode, 1)
        self.assertEqual(self.check('{"cmrr_db": 6').returncode, 1)

    def test_a_schema_that_is_none_is_an_error_of_its_own(self):
        self.assertEqual(self.check("{}", schema='{"type": "nonsense"}').returncode, 2)


if __name__ == "__main__":
    unittest.main()
