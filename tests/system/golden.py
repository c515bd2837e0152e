#!/usr/bin/env python3
"""The goldens: what pin3 said of every example when somebody last looked at it and agreed.

usage: golden.py [NAME...]        writes the goldens of the examples named, or of all

tests/golden/NAME/LINK.DRIVE.cir is a deck, to the byte: that of the ground's drive for every link, and of the signal's
for the first. links.csv, outputs.csv and inputs.csv hold the numbers and say how exact they are: row 1 the names of the
columns, row 2 their tolerances, then the data. A tolerance is `=` (the column must not change and names the row), a
number (in the column's unit) or a percentage of the value. Decibels beyond 140 are written as >140: parts without
tolerances can match better than any real ones, and how much better is rounding.
"""

import sys
from pathlib import Path

from program import DRIVES, EXAMPLES, ROOT, deck, links, report, spot_rows

GOLDEN = ROOT / "tests" / "golden"
BEYOND_DB = 140

LINKS = {"link": "=", "frequency_hz": "=", "signal_gain_db": "0.001", "ground_gain_db": "0.005", "cmrr_db": "0.005"}
OUTPUTS = {
    "output": "=",
    "class": "=",
    "signal_hot": "0.00001",
    "signal_cold": "0.00001",
    "z_hot_ohm": "0.01%",
    "z_cold_ohm": "0.01%",
    "z_common_ohm": "0.1%",
    "signal_balance_db": "0.005",
    "ocmr_db": "0.005",
}
INPUTS = {
    "input": "=",
    "frequency_hz": "=",
    "gain_db": "0.001",
    "z_differential_ohm": "0.01%",
    "z_common_ohm": "0.1%",
    "tied_rti_db": "0.005",
    "tied_rto_db": "0.005",
    "iec_db": "0.005",
}


def cell(column, value):
    """A value as the golden shows it."""
    if value is None or value == "":
        return "-"
    if LINKS.get(column) == "=" or OUTPUTS.get(column) == "=" or INPUTS.get(column) == "=":
        return str(value) if isinstance(value, str) else f"{value:.10g}"
    number = float(value)
    if column.endswith("_db"):
        if abs(number) > BEYOND_DB:
            return f"{'>' if number > 0 else '<-'}{BEYOND_DB}"
        return f"{number:.4f}".replace("-0.0000", "0.0000")
    return f"{number:.7g}" if column.endswith("_ohm") else f"{number:.6f}".replace("-0.000000", "0.000000")


def table(columns, rows):
    """The rows of a golden, the two of its head first."""
    return [list(columns), list(columns.values())] + [[cell(name, row.get(name)) for name in columns] for row in rows]


def numbers(example):
    """The tables of an example, by the names of their files."""
    found = report(example)
    inputs = [{**row, **spot, "input": row["name"]} for row in found["inputs"] for spot in row["cmrr"]]
    return {
        "links.csv": table(LINKS, spot_rows(example)),
        "outputs.csv": table(OUTPUTS, [{**row, "output": row["name"]} for row in found["outputs"]]),
        "inputs.csv": table(INPUTS, inputs),
    }


def decks(example):
    """The decks of an example, by the names of their files."""
    names = links(example)
    wanted = [(name, drive) for name in names for drive in DRIVES if drive == "ground" or name == names[0]]
    return {f"{name}.{drive}.cir": deck(example.relative_to(ROOT), name, drive) for name, drive in wanted}


def read(path):
    """The rows of a golden that is there."""
    return [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]


def as_number(text):
    try:
        return float(text)
    except ValueError:
        return None


def movement(tolerance, old, new):
    """How a value moved, in words; nothing when it did not, or by no more than the tolerance."""
    if old == new:
        return None
    before, after = as_number(old), as_number(new)
    if tolerance == "=" or before is None or after is None:
        return f"changed from {old} to {new}"
    allowed = float(tolerance.rstrip("%")) * (abs(before) / 100 if tolerance.endswith("%") else 1)
    if abs(after - before) <= allowed:
        return None
    return f"moved by {after - before:+.6g}, from {old} to {new} (tolerance {tolerance})"


def keyed(rows):
    """The rows below the head, by what names them."""
    names = [i for i, tolerance in enumerate(rows[1]) if tolerance == "="]
    return {tuple(row[i] for i in names): row for row in rows[2:]}


def differences(old, new):
    """What changed between two tables, as sentences."""
    if old[0] != new[0]:
        return [f"the columns were {', '.join(old[0])} and are {', '.join(new[0])}"]
    before, after = keyed(old), keyed(new)
    found = [f"{' '.join(key)}: is gone" for key in before if key not in after]
    found += [f"{' '.join(key)}: is new" for key in after if key not in before]
    for key in before:
        for column, tolerance, a, b in zip(old[0], old[1], before[key], after.get(key, before[key])):
            moved = movement(tolerance, a, b)
            if moved:
                found.append(f"{' '.join(key)}: {column} {moved}")
    return found


def settled(old, new):
    """The new table, with the old text of what moved by less than its tolerance: a diff shows only what matters."""
    before = keyed(old) if old[0] == new[0] else {}
    rows = new[:2]
    for key, row in keyed(new).items():
        was = before.get(key, row)
        rows.append([a if movement(tolerance, a, b) is None else b for tolerance, a, b in zip(new[1], was, row)])
    return rows


def bless(example):
    """Writes the goldens of an example; those of links that it no longer has are deleted. Returns the files changed."""
    folder = GOLDEN / example.stem
    folder.mkdir(parents=True, exist_ok=True)
    contents = decks(example)
    for name, rows in numbers(example).items():
        path = folder / name
        rows = settled(read(path), rows) if path.exists() else rows
        contents[name] = "".join(",".join(row) + "\n" for row in rows).encode()
    changed = []
    for path in sorted(folder.iterdir()):
        if path.name not in contents:
            path.unlink()
            changed.append(path)
    for name, content in contents.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            changed.append(path)
    return changed


def main(arguments):
    known = {example.stem: example for example in EXAMPLES}
    unknown = [name for name in arguments if name not in known]
    if unknown:
        print(f"there is no example {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = 0
    for name in arguments or known:
        try:
            for path in bless(known[name]):
                print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
        except RuntimeError as error:
            print(f"{name}: {error}", file=sys.stderr)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
