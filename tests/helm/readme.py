# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the table of values in the chart's README from the comments in values.yaml.

    python3 tests/helm/readme.py           writes it
    python3 tests/helm/readme.py --check   says whether it is current (exit 1)
"""

import re
import sys

import yaml

from render import CHART

BEGIN, END = "<!-- values: made by tests/helm/readme.py -->\n", "<!-- end of values -->\n"
COMMENT = re.compile(r"^(?P<indent> *)# -- (?P<text>.*)$")
KEY = re.compile(r"^(?P<indent> *)(?P<key>[\w.-]+):")


def commented(text):
    """(path, comment) of each value with a comment of its own, and all paths."""
    path, comment, found, every = [], None, [], []
    for line in text.splitlines():
        if match := COMMENT.match(line):
            comment = match["text"]
        elif match := KEY.match(line):
            path = path[: len(match["indent"]) // 2] + [match["key"]]
            every.append(".".join(path))
            if comment is not None:
                found.append((".".join(path), comment))
            comment = None
        elif line.strip() and not line.lstrip().startswith("#"):
            comment = None
    return found, every


def value_at(values, path):
    for key in path.split("."):
        values = values[key]
    return values


def written(value):
    if value in ("", [], {}):
        return ""
    text = yaml.safe_dump(value, default_flow_style=True, width=1000, sort_keys=False)
    return f"`{text.removesuffix('...' + chr(10)).strip()}`"


def table(text):
    values = yaml.safe_load(text)
    rows = ["| value | default | meaning |\n", "|---|---|---|\n"]
    for path, comment in commented(text)[0]:
        rows.append(f"| `{path}` | {written(value_at(values, path))} | {comment} |\n")
    return "".join(rows)


def faults_of_comments(text):
    """Every value that is no map of others has a comment, or stands below one that has."""
    found, every = commented(text)
    explained = {path for path, _ in found}
    values = yaml.safe_load(text)
    for path in every:
        parts = path.split(".")
        above = {".".join(parts[:count]) for count in range(1, len(parts) + 1)}
        if not isinstance(value_at(values, path), dict) and not above & explained:
            yield f"{path}: has no comment"


def current(readme, text):
    head, rest = readme.split(BEGIN)
    return head + BEGIN + table(text) + END + rest.split(END)[1]


def faults_of_readme(chart=CHART):
    text = (chart / "values.yaml").read_text(encoding="utf-8")
    yield from faults_of_comments(text)
    readme = (chart / "README.md").read_text(encoding="utf-8")
    if current(readme, text) != readme:
        yield "README.md is stale: python3 tests/helm/readme.py"


def main():
    if "--check" in sys.argv[1:]:
        faults = list(faults_of_readme())
        print("\n".join(faults), end="\n" if faults else "")
        return 1 if faults else 0
    place = CHART / "README.md"
    text = (CHART / "values.yaml").read_text(encoding="utf-8")
    place.write_text(current(place.read_text(encoding="utf-8"), text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
