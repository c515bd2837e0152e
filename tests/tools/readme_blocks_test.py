"""The commands that the pages show are really run and really compared."""

import contextlib
import io
import os
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))
from readme_blocks import main, matches


class ReadmeBlocks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.page = self.root / "README.md"

    def check(self, text, *arguments):
        self.page.write_text(text, encoding="utf-8")
        self.said = io.StringIO()
        with contextlib.redirect_stdout(self.said):
            return main(list(arguments), self.root)

    def test_output_as_shown_passes(self):
        self.assertEqual(self.check("text\n```console\n$ echo a; echo b >&2\na\nb\n$ true\n```\n"), 0)
        self.assertIn("2 commands, 0 different", self.said.getvalue())

    def test_other_output_fails_and_names_the_line(self):
        self.assertEqual(self.check("```console\n$ echo b\na\n```\n"), 1)
        self.assertIn("README.md:2: `echo b`", self.said.getvalue())

    def test_output_that_is_not_shown_fails(self):
        self.assertEqual(self.check("```console\n$ echo a\n```\n"), 1)

    def test_a_page_without_commands_fails(self):
        self.assertEqual(self.check("```sh\n$ echo a\n```\n"), 1)

    def test_dots_stand_for_any_lines_and_only_for_whole_ones(self):
        self.assertTrue(matches(["a", "...", "d"], ["a", "b", "c", "d"]))
        self.assertTrue(matches(["...", "d"], ["d"]))
        self.assertTrue(matches(["...", "b", "...", "d"], ["a", "b", "c", "b", "d"]))
        self.assertFalse(matches(["a", "...", "d"], ["a", "b", "c"]))
        self.assertFalse(matches(["a..."], ["abc"]))

    def test_a_block_that_is_marked_is_left_out(self):
        self.assertEqual(self.check("<!-- not run: no -->\n\n```console\n$ echo b\na\n```\n```console\n$ true\n```\n"), 0)
        self.assertIn("1 commands, 0 different, 1 blocks not run", self.said.getvalue())

    def test_the_mark_reaches_only_the_next_block(self):
        self.assertEqual(self.check("<!-- not run: no -->\ntext\n```console\n$ echo b\na\n```\n"), 1)

    def test_a_command_may_go_on_in_the_next_line(self):
        self.assertEqual(self.check("```console\n$ echo a \\\n    b\na b\n```\n"), 0)

    def test_the_program_stands_in_for_the_tool(self):
        program = self.root / "the program"
        program.write_text('#!/bin/sh\necho "got $*"\n', encoding="utf-8")
        program.chmod(0o755)
        with mock.patch.dict(os.environ, PIN3_BINARY=str(program)):
            self.assertEqual(self.check("```console\n$ tools/pin3 run x | cat; echo tools/pin3.md\ngot run x\ntools/pin3.md\n```\n"), 0)

    def test_files_written_by_a_command_do_not_reach_the_project(self):
        self.assertEqual(self.check("```console\n$ echo a > new; cat new\na\n$ cat new\na\n```\n"), 0)
        self.assertFalse((self.root / "new").exists())

    def test_blessing_writes_what_differs_and_leaves_the_rest(self):
        page = "# A\n```console\n$ echo 1; echo 2\n...\n2\n$ echo b\na\n$ echo c\n```\nend\n"
        self.assertEqual(self.check(page, "--bless"), 0)
        blessed = "# A\n```console\n$ echo 1; echo 2\n...\n2\n$ echo b\nb\n$ echo c\nc\n```\nend\n"
        self.assertEqual(self.page.read_text(encoding="utf-8"), blessed)
        self.assertEqual(self.check(blessed), 0)


if __name__ == "__main__":
    unittest.main()
