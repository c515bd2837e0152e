"""The program under test, and the example descriptions that come with it."""

import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = os.environ.get("PIN3_BINARY") or str(ROOT / "tools" / "pin3")
EXAMPLES = sorted((ROOT / "netlists").glob("*.pin3"))
DRIVES = ("signal", "ground")
SECONDS = 120

# What a developer's shell may hold and the tests must not see.
CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in ("NO_COLOR", "COLUMNS", "PIN3_MODELS", "PIN3_NGSPICE") and not name.startswith(("LC_", "LANG"))
}


def pin3(*arguments, cwd=ROOT, stdin=b"", **environment):
    """Runs the program to its end; stdout and stderr come as bytes. Keywords are variables of its environment."""
    return subprocess.run(
        [BINARY, *map(str, arguments)],
        cwd=cwd,
        env={**CLEAN, **environment},
        input=stdin,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )


def printed(*arguments, allowed=(0,), **options):
    """What the program prints, or an exception with what it complains of."""
    done = pin3(*arguments, **options)
    if done.returncode not in allowed:
        command = " ".join(map(str, arguments))
        raise RuntimeError(f"pin3 {command}: exit status {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def report(example):
    """The JSON report of a description, as a dictionary. An expectation that does not hold is no obstacle."""
    return json.loads(printed("run", example.relative_to(ROOT), "--format", "json", allowed=(0, 1)))


def spot_rows(example):
    """The gains of every link at its spot frequencies: dictionaries with the columns of the CSV report."""
    lines = printed("run", example.relative_to(ROOT), "--format", "csv", allowed=(0, 1)).decode().splitlines()
    names = lines[0].split(",")
    rows = [dict(zip(names, line.split(","))) for line in lines[1:]]
    return [row for row in rows if row["spot"] == "1"]


def links(example):
    """The names of a description's links, in their order."""
    lines = example.read_text(encoding="utf-8").splitlines()
    return [words[1] for words in map(str.split, lines) if words[:1] == ["link"]]


def deck(example, link, drive, **options):
    """The bytes of a link's deck."""
    return printed("netlist", example, "--link", link, "--drive", drive, **options)
