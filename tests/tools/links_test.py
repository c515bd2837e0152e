"""Links that lead nowhere are found."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from links import broken


class Links(unittest.TestCase):
    def check(self, text):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "other.md").write_text("# The `pin3` language: a tour\n```\n# no heading\n```\n", encoding="utf-8")
            page = Path(folder, "page.md")
            page.write_text(text, encoding="utf-8")
            return list(broken(page))

    def test_files_and_headings_that_are_there_pass(self):
        text = "# Own\n[a](other.md) [b](other.md#the-pin3-language-a-tour) [c](#own) [d](https://example.org/none)\n"
        self.assertEqual(self.check(text), [])

    def test_a_missing_file_is_named_with_its_line(self):
        self.assertEqual(self.check("\n[a](gone.md)\n"), [(2, "there is no gone.md")])

    def test_a_missing_heading_is_found(self):
        self.assertEqual(len(self.check("[a](other.md#no-heading) [b](#none)\n")), 2)

    def test_code_has_no_links(self):
        self.assertEqual(self.check("`[a](gone.md)`\n```\n[a](gone.md)\n```\n"), [])


if __name__ == "__main__":
    unittest.main()
