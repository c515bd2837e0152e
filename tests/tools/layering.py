#!/usr/bin/env python3
"""Checks that the layers of the source see only those before them, and that what one place alone may know stays there.

usage: layering.py SRC [MAP]
MAP: the page that says what is in each layer, docs/map.md: it names all of them in their order, and every file and every
function that it names is there.
Prints a line for every violation, in the form FILE:LINE: MESSAGE. Exit status: 0 none, 1 some, 2 usage.
"""

import re
import sys
from pathlib import Path, PurePosixPath
from posixpath import normpath

LAYERS = ["core", "language", "circuit", "netlist", "catalog", "description", "simulator", "response", "production",
          "transient", "room", "metrics", "judgement", "report", "cli"]

# Layers that see less than all before them.
SEES_ONLY = {"simulator": {"simulator", "core"}}

# The parser's library is slow to compile and its types are hard to read: one translation unit has it.
SPIRIT = re.compile(r"\bboost/spirit\b")
SPIRIT_UNIT = "language/grammar.cpp"

# What it is, where it shows in the code, and the layer or file that alone may know it.
CONFINED = [
    ("ngspice", re.compile(r"\bngspice/|\bdl(?:m?open|sym)\b"), "simulator"),
    ("JSON's library", re.compile(r"\bnlohmann\b"), "report/formats/json.cpp"),
    ("CLI11", re.compile(r"\bCLI/|\bCLI::"), "cli/command_line.cpp"),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')

# A string or character literal, to step over, or a comment. Raw strings end with their own delimiter.
LITERAL_OR_COMMENT = re.compile(
    r'(R"(?P<end>[^()\\\s]*)\(.*?\)(?P=end)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])*\')'
    r"|//[^\n]*|/\*.*?\*/",
    re.DOTALL,
)


def without_comments(text):
    """The text with its comments blanked and its lines where they were."""
    return LITERAL_OR_COMMENT.sub(lambda m: m[1] or re.sub(r"[^\n]", " ", m[0]), text)


def layer_of(file):
    """The layer's place in the order. Files beside the layers (main.cpp) come after all of them."""
    layer = file.partition("/")[0] if "/" in file else None
    return LAYERS.index(layer) if layer in LAYERS else len(LAYERS)


def included_by(file, name, files):
    """The file of the source that `#include "name"` in `file` means, or None for one from outside."""
    for candidate in (normpath(str(PurePosixPath(file).parent / name)), normpath(name)):
        if candidate in files:
            return candidate
    return None


def violations(source):
    """All violations below the folder `source`, as (file, line, message)."""
    files = {
        path.relative_to(source).as_posix(): without_comments(path.read_text(encoding="utf-8")).splitlines()
        for path in sorted(source.rglob("*"))
        if path.suffix in (".cpp", ".hpp")
    }
    includes = {file: {} for file in files}  # file: {included file: line}
    found = []

    for file, lines in files.items():
        folder = file.partition("/")[0]
        if "/" in file and folder not in LAYERS:
            found.append((file, 1, f"`{folder}` is not a layer; the layers are {', '.join(LAYERS)}"))
        for number, line in enumerate(lines, 1):
            include = INCLUDE.match(line)
            target = included_by(file, include[1], files) if include else None
            if target:
                includes[file].setdefault(target, number)
                if layer_of(target) > layer_of(file):
                    found.append((file, number, f"{folder} includes {target}, a later layer"))
                elif target.partition("/")[0] not in SEES_ONLY.get(folder, {target.partition("/")[0]}):
                    found.append((file, number, f"{folder} includes {target}, and may see only core"))
            for what, pattern, allowed in CONFINED:
                if pattern.search(line) and allowed not in (folder, file):
                    found.append((file, number, f"only src/{allowed} may know {what}"))

    # Spirit may stand in the grammar and in headers that nothing but the grammar gets to see.
    spirit = {file for file, lines in files.items() if any(SPIRIT.search(line) for line in lines)}
    for unit in files:
        reached, open_files = {unit}, [unit]
        while open_files:
            for target in includes[open_files.pop()]:
                if target not in reached:
                    reached.add(target)
                    open_files.append(target)
        if unit.endswith(".cpp") and unit != SPIRIT_UNIT and reached & spirit:
            by = min(reached & spirit)
            how = "" if by == unit else f" through {by}"
            found.append((unit, 1, f"sees boost/spirit{how}; only {SPIRIT_UNIT} may"))
    return found


def stale(page, source):
    """What a page says of the source that is not so, as (line, message).

    Its table has a row a layer, `| `core` | … |`, in their order. A line that names files (`response/measure.hpp`) and
    functions or types (`measure()`, `Rig`) behind them names what the file before it declares.
    """
    found, layers = [], []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        row = re.match(r"\|\s*`(\w+)`\s*\|", line)
        if row:
            layers.append(row[1])
            if row[1] not in LAYERS:
                found.append((number, f"`{row[1]}` is not a layer"))
        text = ""
        for name in re.findall(r"`([^`]+)`", line):
            if re.fullmatch(r"[\w/]+\.(?:cpp|hpp|inc)", name):
                file = source / name
                text = file.read_text(encoding="utf-8") if file.is_file() else ""
                if not file.is_file():
                    found.append((number, f"there is no file {name}"))
            elif text and not re.search(rf"\b{re.escape(name.removesuffix('()'))}\b", text):
                found.append((number, f"`{name}` is not in the file named before it"))
    if layers != LAYERS:
        found.append((1, f"its table has the layers {', '.join(layers)}; they are {', '.join(LAYERS)}"))
    return found


def main(arguments):
    if len(arguments) not in (1, 2) or not Path(arguments[0]).is_dir():
        print("usage: layering.py SRC [MAP]", file=sys.stderr)
        return 2
    source = Path(arguments[0])
    found = [(f"{source}/{file}", line, message) for file, line, message in violations(source)]
    if len(arguments) == 2:
        found += [(arguments[1], line, message) for line, message in stale(Path(arguments[1]), source)]
    for file, line, message in found:
        print(f"{file}:{line}: {message}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
