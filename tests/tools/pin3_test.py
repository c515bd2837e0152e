"""tools/pin3 builds when it has to, only then, and passes everything through. Tried on a project of one source."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = """#include <cstdio>
int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) std::printf("<%s>", argv[i]);
    std::printf("{%d}", std::getchar());
    return argc;
}
"""
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(pin3 CXX)
add_executable(pin3 src/main.cpp)
"""


class Pin3(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = Path(cls.folder.name, "a project")
        (cls.root / "src").mkdir(parents=True)
        (cls.root / "CMakeLists.txt").write_text(CMAKE, encoding="utf-8")
        cls.source = cls.root / "src" / "main.cpp"
        cls.source.write_text(SOURCE, encoding="utf-8")
        shutil.copytree(ROOT / "tools", cls.root / "tools")
        shutil.copy(ROOT / "CMakePresets.json", cls.root)
        cls.built = cls.run_tool("first")

    @classmethod
    def run_tool(cls, *arguments, tool="a project/tools/pin3", path=None):
        """Runs the tool from the folder above the project, without a terminal."""
        environment = {**os.environ, "PATH": path or os.environ["PATH"]}
        return subprocess.run(
            [Path(cls.folder.name, tool), *arguments],
            cwd=cls.folder.name, env=environment, input="A", capture_output=True, text=True, check=False,
        )

    def without_build_tools(self):
        """A PATH on which whatever builds would fail, since it is not there."""
        path = Path(self.folder.name, "bin")
        path.mkdir(exist_ok=True)
        for name in ("bash", "env", "find", "readlink"):
            if not (path / name).exists():
                (path / name).symlink_to(shutil.which(name))
        return str(path)

    def test_the_first_use_builds_and_says_so_beside_the_results(self):
        self.assertEqual((self.built.stdout, self.built.returncode), ("<first>{65}", 2))
        self.assertRegex(self.built.stderr, r"\Apin3: building [^\n]*\n\Z")

    def test_built_it_only_hands_over(self):
        done = self.run_tool("a b", "", "*", path=self.without_build_tools())
        self.assertEqual((done.stdout, done.stderr, done.returncode), ("<a b><><*>{65}", "", 4))

    def test_a_link_to_it_finds_the_project(self):
        link = Path(self.folder.name, "a link")
        link.symlink_to(self.root / "tools" / "pin3")
        self.addCleanup(link.unlink)
        done = self.run_tool(tool="a link", path=self.without_build_tools())
        self.assertEqual((done.stdout, done.returncode), ("{65}", 1))

    def test_a_change_is_built_and_a_mistake_in_it_reported(self):
        self.addCleanup(self.run_tool)
        self.addCleanup(self.source.write_text, SOURCE, encoding="utf-8")
        self.source.write_text(SOURCE.replace("<%s>", "[%s]"), encoding="utf-8")
        self.assertEqual(self.run_tool("x").stdout, "[x]{65}")
        self.source.write_text(SOURCE.replace("return argc;", "return nonsense;"), encoding="utf-8")
        for _ in range(2):
            done = self.run_tool("x")
            self.assertEqual((done.stdout, done.returncode), ("", 4))
            self.assertIn("nonsense", done.stderr)

    def test_a_deleted_program_is_built_again(self):
        (self.root / "build" / "release" / "pin3").unlink()
        self.assertEqual(self.run_tool("x").stdout, "<x>{65}")

    def test_a_copy_of_the_project_builds_its_own_sources(self):
        copy = Path(self.folder.name, "copy")
        shutil.copytree(self.root, copy)
        self.addCleanup(shutil.rmtree, copy)
        (copy / "src" / "main.cpp").write_text(SOURCE.replace("<%s>", "(%s)"), encoding="utf-8")
        self.assertEqual(self.run_tool("x", tool="copy/tools/pin3").stdout, "(x){65}")

    def test_two_at_once_build_once(self):
        os.utime(self.source)
        tool = [self.root / "tools" / "pin3", "x"]
        both = [subprocess.Popen(tool, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        said = [process.communicate() for process in both]
        self.assertEqual([out for out, _ in said], ["<x>{-1}"] * 2)
        self.assertEqual(sum("building" in err for _, err in said), 1)


if __name__ == "__main__":
    unittest.main()
