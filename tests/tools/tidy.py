#!/usr/bin/env python3
"""Runs clang-tidy over the source, as many files at a time as there are cores, and remembers what it found nothing in.

usage: tidy.py BUILD SRC         BUILD: the folder of a finished build by clang, whose options and headers are used
What a file says depends on its text, on the headers that it includes, on the options that it is compiled with and on
clang-tidy with its list of checks: where none of that has changed since it was last found clean, it is not run again.
That is remembered in $XDG_CACHE_HOME/pin3/tidy, ~/.cache by default.
Prints what clang-tidy says. Exit status: 0 nothing, 1 something, 2 usage.
"""

import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pin3" / "tidy"
COUNTS = re.compile(r"^\d+ warnings? generated\.$")  # of warnings in other people's headers


@lru_cache(maxsize=None)
def digest(path):
    """Of a file's text; of a system header its size and age will do."""
    if path.startswith("/usr/"):
        state = os.stat(path)
        return f"{state.st_size} {state.st_mtime_ns}"
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def headers(build):
    """The files that each object depends on: {object: [path]}."""
    said = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found, rows = {}, None
    for line in said.splitlines():
        if line.startswith("    "):
            rows.append(str((Path(build) / line.strip()).resolve()))
        elif ":" in line:
            rows = found.setdefault(line.partition(":")[0], [])
    return found


def object_of(command):
    """The object that an entry of compile_commands.json makes, as ninja names it."""
    words = shlex.split(command["command"])
    return words[words.index("-o") + 1]


def main(arguments):
    if len(arguments) != 2 or not Path(arguments[0], "compile_commands.json").is_file():
        print("usage: tidy.py BUILD SRC", file=sys.stderr)
        return 2
    build, source = arguments[0], Path(arguments[1]).resolve()
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, text=True, check=True).stdout
    shared = version + (ROOT / ".clang-tidy").read_text(encoding="utf-8")
    depends = headers(build)
    CACHE.mkdir(parents=True, exist_ok=True)

    def key(command):
        parts = [shared, command["command"].replace(str(ROOT), "")]
        for path in [command["file"], *depends.get(object_of(command), [])]:
            parts += [path.replace(str(ROOT), ""), digest(path)]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def check(command):
        clean = CACHE / key(command)
        if object_of(command) in depends and clean.exists():
            return ""
        ran = subprocess.run(["clang-tidy", "-p", build, "--quiet", command["file"]], capture_output=True, text=True, check=False)
        said = [line for line in (ran.stdout + ran.stderr).splitlines() if line and not COUNTS.match(line)]
        if ran.returncode == 0 and not said:
            clean.touch()
        return "".join(line + "\n" for line in said) or ("" if ran.returncode == 0 else f"{command['file']}: clang-tidy failed\n")

    commands = [command for command in json.loads(Path(build, "compile_commands.json").read_text(encoding="utf-8"))
                if source in Path(command["file"]).parents]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        said = "".join(threads.map(check, commands))
    print(said, end="")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
