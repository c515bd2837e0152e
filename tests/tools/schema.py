#!/usr/bin/env python3
"""Checks JSON files against a JSON schema.

usage: schema.py SCHEMA JSON...        `-` is standard input
Prints FILE: PLACE: MESSAGE for every violation. Exit status: 0 all valid, 1 some are not, 2 usage or no JSON schema.
"""

import json
import sys
from pathlib import Path

import jsonschema


def no_constant(name):
    """JSON has no NaN and no Infinity, which Python would read."""
    raise ValueError(f"{name} is not JSON")


def read(name):
    text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    return json.loads(text, parse_constant=no_constant)


def main(arguments):
    if len(arguments) < 2:
        print("usage: schema.py SCHEMA JSON...", file=sys.stderr)
        return 2
    try:
        schema = read(arguments[0])
        checker = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
        checker.check_schema(schema)
    except (OSError, ValueError, jsonschema.SchemaError) as error:
        print(f"{arguments[0]}: no usable schema: {error}", file=sys.stderr)
        return 2
    problems = []
    for name in arguments[1:]:
        try:
            errors = sorted(checker(schema).iter_errors(read(name)), key=lambda error: error.json_path)
            problems += [f"{name}: {error.json_path}: {error.message}" for error in errors]
        except (OSError, ValueError) as error:
            problems.append(f"{name}: {error}")
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
