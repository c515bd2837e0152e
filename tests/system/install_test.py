"""What `cmake --install` lays down works where it lies: the program finds its models, the manual is one."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

BINARY = Path(os.environ["PIN3_BINARY"])


class Installed(unittest.TestCase):
    def test_program_models_manual_and_completion_stand_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix = Path(folder) / "pre fix"
            subprocess.run(["cmake", "--install", BINARY.parent, "--prefix", prefix], check=True, capture_output=True)
            clean = {"PATH": os.environ["PATH"], "HOME": folder}
            opamps = subprocess.run([prefix / "bin/pin3", "list", "opamps"], cwd=folder, env=clean, check=True,
                                    capture_output=True, text=True).stdout
            self.assertIn("ne5532", opamps)
            self.assertIn(".TH PIN3 1", (prefix / "share/man/man1/pin3.1").read_text().upper())
            completion = prefix / "share/bash-completion/completions/pin3"
            subprocess.run(["bash", "-n", completion], check=True)


if __name__ == "__main__":
    unittest.main()
