"""tidy.py runs clang-tidy on what changed, and on nothing else. Tried on a project of one source."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).with_name("tidy.py")
CMAKE = """cmake_minimum_required(VERSION 3.25)
project(tried CXX)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_library(tried STATIC src/tried.cpp)
"""
CLEAN = '#include "tried.hpp"\nint tried() { return value; }\n'
FAULTY = '#include "tried.hpp"\nint tried() { return value == value; }\n'


@unittest.skipUnless(shutil.which("clang-tidy") and shutil.which("clang++"), "clang is not there")
class Tidy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        (self.root / "src").mkdir()
        self.write("CMakeLists.txt", CMAKE)
        self.write(".clang-tidy", "Checks: '-*,misc-redundant-expression'\nWarningsAsErrors: '*'\n")
        self.write("src/tried.hpp", "inline int value = 1;\n")
        self.write("src/tried.cpp", CLEAN)

    def write(self, name, text):
        (self.root / name).write_text(text, encoding="utf-8")

    def tidy(self):
        build = self.root / "build"
        subprocess.run(["cmake", "-S", self.root, "-B", build, "-G", "Ninja", "-DCMAKE_CXX_COMPILER=clang++"], check=True, capture_output=True)
        subprocess.run(["cmake", "--build", build], check=True, capture_output=True)
        calls = self.root / "calls"  # a clang-tidy that notes that it was run
        calls.mkdir(exist_ok=True)
        log = calls / "log"
        log.write_text("", encoding="utf-8")
        program = calls / "clang-tidy"
        program.write_text(f'#!/bin/sh\ncase $* in *--version*) ;; *) echo run >>"{log}" ;; esac\nexec {shutil.which("clang-tidy")} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        environment = {**os.environ, "XDG_CACHE_HOME": str(self.root / "cache"), "PATH": f"{calls}:{os.environ['PATH']}"}
        ran = subprocess.run([sys.executable, "-B", SCRIPT, build, self.root / "src"], env=environment, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr, log.read_text(encoding="utf-8").count("run")

    def test_a_clean_file_is_looked_at_once(self):
        self.assertEqual(self.tidy(), (0, "", 1))
        self.assertEqual(self.tidy(), (0, "", 0))

    def test_a_changed_header_is_a_reason_to_look_again(self):
        self.tidy()
        self.write("src/tried.hpp", "inline int value = 2;\n")
        self.assertEqual(self.tidy(), (0, "", 1))

    def test_a_fault_is_shown_every_time(self):
        self.write("src/tried.cpp", FAULTY)
        for _ in range(2):
            status, said, runs = self.tidy()
            self.assertEqual((status, runs), (1, 1))
            self.assertIn("misc-redundant-expression", said)


if __name__ == "__main__":
    unittest.main()
