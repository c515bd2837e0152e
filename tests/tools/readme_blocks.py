#!/usr/bin/env python3
"""Runs the commands that the pages show and compares what they print with what the pages say they print.

usage: readme_blocks.py [--bless] [PAGE...]        pages: README.md and docs/*.md unless given

In a block that opens with ```console a line `$ COMMAND` is a command (a `\\` at its end continues it on the next
line), and the lines up to the next command are what it prints, on both channels, to the letter. A line `...` stands for
any lines, also none. The comment `<!-- not run: REASON -->` above a block leaves it out.

A command runs in a copy of the project's folder, so files that it writes land nowhere else; `tools/pin3` in it
means the program that PIN3_BINARY names, if that is set.
--bless writes what was printed into the pages, where it differs.
Exit status: 0 all as shown (or blessed), 1 something differs, 2 usage.
"""

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_RUN = re.compile(r"<!-- not run: \S.*-->")
TOOL = re.compile(r"(?<![\w/.-])(?:\./)?tools/pin3(?![\w/.-])")
SECONDS = 120


class Command:
    """A command of a page: its text, the lines it is said to print, and the half-open range where these stand."""

    def __init__(self, text, begin):
        self.text, self.begin, self.end, self.expected = text, begin, begin, []


def commands(lines):
    """The commands of a page's console blocks, and the line numbers of the blocks that stay out."""
    found, left_out = [], []
    inside, skip, mark, command = False, False, False, None
    for number, line in enumerate(lines):
        if not inside:
            if line.startswith("```") and line != "```":
                inside, command = line[3:].strip() or "text", None
                skip = mark
                if inside == "console" and skip:
                    left_out.append(number + 1)
            if line.strip():
                mark = bool(NOT_RUN.fullmatch(line.strip()))
            continue
        if line == "```":
            inside = False
        elif inside == "console" and not skip:
            if command and command.begin == number and command.text.endswith("\\"):
                command.text = command.text[:-1] + line.lstrip()
                command.begin = command.end = number + 1
            elif line.startswith("$ "):
                command = Command(line[2:], number + 1)
                found.append(command)
            elif command:
                command.expected.append(line)
                command.end = number + 1
            else:
                raise ValueError(f"line {number + 1}: output before the first `$ ` command of its block")
    return found, left_out


def matches(expected, actual):
    """Whether the lines are the expected ones, where `...` stands for any lines."""
    if "..." not in expected:
        return expected == actual
    at = expected.index("...")
    if expected[:at] != actual[:at]:
        return False
    rest = expected[at + 1 :]
    return any(matches(rest, actual[start:]) for start in range(at, len(actual) + 1))


def run(text, folder):
    """The lines that the command prints."""
    binary = os.environ.get("PIN3_BINARY")
    if binary:
        text = TOOL.sub(lambda _: shlex.quote(binary), text)
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CLICOLOR_FORCE", "COLUMNS")},
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }
    try:
        done = subprocess.run(
            ["bash", "-c", text],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [f"(did not end within {SECONDS} s)"]
    return done.stdout.decode("utf-8", "backslashreplace").splitlines()


def copy_of(root, folder):
    """Makes `folder` look like the project: links to what is in it."""
    for entry in root.iterdir():
        if entry.name not in (".git", "build"):
            Path(folder, entry.name).symlink_to(entry)


def check(page, bless, root):
    """Runs a page's commands. Returns how many ran, how many differed, and how many blocks stayed out."""
    text = page.read_text(encoding="utf-8")
    lines = text.splitlines()
    found, left_out = commands(lines)
    different = []
    with tempfile.TemporaryDirectory() as folder:
        copy_of(root, folder)
        for command in found:
            actual = run(command.text, folder)
            if not matches(command.expected, actual):
                different.append((command, actual))
    for command, actual in different if not bless else []:
        print(f"{page}:{command.begin}: `{command.text}` prints something else:")
        print("\n".join(difflib.unified_diff(command.expected, actual, "the page", "the command", lineterm="")))
    if bless and different:
        for command, actual in reversed(different):
            lines[command.begin : command.end] = actual
        page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(found), len(different), len(left_out)


def main(arguments, root=ROOT):
    parser = argparse.ArgumentParser(description="Runs the commands that the pages show.")
    parser.add_argument("--bless", action="store_true", help="write what was printed into the pages")
    parser.add_argument("pages", nargs="*", type=Path, metavar="PAGE")
    options = parser.parse_args(arguments)
    ran = different = left_out = 0
    for page in options.pages or [root / "README.md", *sorted((root / "docs").glob("**/*.md"))]:
        counts = check(page, options.bless, root)
        ran, different, left_out = ran + counts[0], different + counts[1], left_out + counts[2]
    print(f"{ran} commands, {different} {'blessed' if options.bless else 'different'}, {left_out} blocks not run")
    if not ran:
        print("no commands found: a console block that lost its mark is not tested")
    return 0 if ran and (options.bless or not different) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
