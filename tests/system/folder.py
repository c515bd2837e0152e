"""A test with an empty folder of its own, and a description in it."""

import tempfile
import unittest
from pathlib import Path


class InAFolder(unittest.TestCase):
    text = None  # of self.file; none: the file is not there

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "a.pin3"
        if self.text is not None:
            self.write(self.text)

    def write(self, text, name="a.pin3"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path
