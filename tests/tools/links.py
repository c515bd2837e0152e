#!/usr/bin/env python3
"""Checks that what the pages link to inside the project is there: files, and headings in them.

usage: links.py [PAGE...]        pages: README.md and docs/*.md unless given
Prints PAGE:LINE: MESSAGE for every link that leads nowhere. Exit status: 0 none, 1 some.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:")


def prose(text):
    """The lines of a page that are not inside a code block, numbered."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            yield number, re.sub(r"`[^`]*`", "", line) if not line.startswith("#") else line


def anchors(page):
    """The names under which a page's headings can be linked to: lower case, blanks to hyphens, no punctuation."""
    headings = (line.lstrip("#").strip() for _, line in prose(page.read_text(encoding="utf-8")) if line.startswith("#"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(page):
    """The links of a page that lead nowhere, as (line, message)."""
    for number, line in prose(page.read_text(encoding="utf-8")):
        for target in LINK.findall(line):
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            if OUTSIDE.match(target):
                continue
            if not file.exists():
                yield number, f"there is no {target}"
            elif anchor and file.suffix == ".md" and anchor not in anchors(file):
                yield number, f"{path or 'this page'} has no heading #{anchor}"


def main(arguments):
    pages = [Path(name) for name in arguments] or [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
    found = [f"{page}:{line}: {message}" for page in pages for line, message in broken(page)]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
