# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares `headwater licenses` with `reuse spdx`, file by file. Exit 1 when a difference is not
explained by a clause of the specification.

    python3 tests/bench/reuse_agreement.py build/release/service/headwater REPOSITORY...

The REPOSITORIES are git work trees. Debian's `reuse` 1.1.2 implements REUSE 3.0 and reads the first
4 KiB of a file; what came later is among the explanations.
"""
# REUSE-IgnoreStart

import json
import os
import re
import subprocess
import sys

TAG = "SPDX-License-Identifier:"
# Another version can be tried: REUSE=/path/to/reuse.
REUSE = os.environ.get("REUSE", "reuse")
READ_BYTES = 4096  # reuse 1.1.2, _util.py, _HEADER_BYTES

# Name of a difference: (the clause that explains it, what is meant).
CLAUSES = {
    "covered-3.3": ("REUSE 3.3, Covered Files",
                    "REUSE.toml, LICENCE*, .reuse/ and LICENSES/ at the root only, Meson "
                    "subprojects only where they are some, SPDX documents"),
    "toml": ("REUSE 3.3, REUSE.toml", "unknown to REUSE 3.0"),
    "far": ("REUSE 3.3, Comment Headers", "a header may stand anywhere; only 4 KiB were read"),
    "code": ("REUSE 3.3, Comment Headers", "a header is a comment: strings, code and examples "
             "in prose do not count"),
    "prose": ("REUSE 3.3, Copyright Notices", "a notice begins with its prefix and names a holder: "
              "the word in a sentence is none"),
    "snippet": ("REUSE 3.3, In-line Snippet comments", "a snippet's information is the snippet's"),
    "ignored": ("REUSE 3.3, Ignore blocks", "between the marks nothing counts"),
    "encoding": ("REUSE 3.3, Comment Headers", "text in UTF-16 or Latin-1 is text"),
    "below": ("REUSE 3.3, Copyright Notices", "the holder stands in the line below the years"),
    "tail": ("REUSE 3.3, Copyright Notices", "the same notice, with or without the end of its "
             "comment's line"),
    "spelling": ("SPDX 2.3, Annex D.2", "identifiers are compared without regard to case"),
    "binary": ("REUSE 3.3, Comment Headers", "a binary file has no comments"),
    "dep5": ("Debian copyright-format 1.0, Files", "a pattern matches whole paths: a folder's name "
             "does not match what is in it"),
}


def ours_of(headwater, tree):
    run = subprocess.run([headwater, "licenses", "--repo", tree, "--worktree", "--format", "json"],
                         capture_output=True, text=True)
    if run.returncode not in (0, 3):
        sys.exit(run.stderr)
    return {file["path"]: file for file in json.loads(run.stdout)["files"]}


def theirs_of(tree):
    run = subprocess.run([REUSE, "--root", tree, "spdx"], capture_output=True, text=True)
    files, path, text = {}, None, None
    for line in run.stdout.splitlines():
        if text is not None:
            text.append(line)
        elif line.startswith("FileName: ./"):
            path = line[len("FileName: ./"):]
            files[path] = {"licenses": set(), "copyrights": set()}
        elif line.startswith("LicenseInfoInFile: ") and path:
            value = line.split(": ", 1)[1]
            if value not in ("NONE", "NOASSERTION"):
                files[path]["licenses"].add(value)
        elif line.startswith("FileCopyrightText: <text>"):
            text = [line[len("FileCopyrightText: <text>"):]]
        if text is not None and text[-1].endswith("</text>"):
            text[-1] = text[-1][:-len("</text>")]
            files[path]["copyrights"] = {notice for notice in text if notice}
            text = None
    return files


def ids(expression):
    """The licences of an expression; an exception is one of them for reuse."""
    words = re.sub(r"[()]", " ", expression).split()
    return {word for word in words if word not in ("AND", "OR", "WITH")}


def plain(notice):
    """A notice without its tag, signs and blanks."""
    notice = re.sub(r"SPDX-(File|Snippet)CopyrightText:|\(c\)|\(C\)|©|�|Copyright|\s+", " ",
                    notice)
    return re.sub(r"[\s,]+", " ", notice).strip(" .,:;*/#-\"'")


class Difference:
    """What one side has and the other lacks, in one file."""

    def __init__(self, tree, path, ours, theirs):
        self.path, self.ours, self.theirs = path, ours, theirs
        with open(os.path.join(tree, path), "rb") as file:
            self.bytes = file.read()
        side_car = os.path.join(tree, path + ".license")
        if os.path.exists(side_car):
            with open(side_car, "rb") as file:
                self.bytes = file.read()
        self.head = self.bytes[:READ_BYTES].decode("utf-8", "replace")
        self.text = self.bytes.decode("utf-8", "replace")

    def explain_more(self, statement, marks):
        """Why they lack what we have."""
        if "REUSE.toml" in self.ours["sources"]:
            return "toml"
        if "dep5" in self.ours["sources"]:
            return "dep5"
        if any(mark in self.text for mark in marks) and not any(
                mark in self.head for mark in marks):
            return "far"
        if b"\0" in self.bytes[:READ_BYTES] or self.text != self.bytes.decode("latin-1"):
            if not any(mark in self.text for mark in marks):
                return "encoding"
        return None

    def lines_with(self, statement):
        return [line for line in self.text.splitlines() if plain(statement) in plain(line)]

    def explain_less(self, statement, license):
        """Why we lack what they have."""
        if "\0" in self.text[:8000]:
            return "binary"
        if self.ours["sources"] == ["REUSE.toml"]:
            return "toml"
        if "dep5" in self.ours["sources"]:
            return "dep5"
        for snippet in self.ours.get("snippets", []):
            known = " ".join(snippet["expressions"] + snippet["copyrights"])
            if plain(statement) in plain(known):
                return "snippet"
        if "REUSE-IgnoreStart" in self.text:
            return "ignored"
        lines = self.lines_with(statement)
        if license:
            return "code" if lines else None
        if lines and all(is_prose(line) for line in lines):
            return "prose"
        if lines and all(self.is_code(line) for line in lines):
            return "code"
        return None

    def is_code(self, line):
        """Outside of comments, as far as a line tells; the printed examples are to be looked at."""
        if self.path.endswith((".py", ".pl", ".sh", ".rb", ".yml", ".yaml")):
            return not line.lstrip().startswith("#")
        if self.path.endswith((".md", ".rst", ".txt")):
            return not line.lstrip().startswith(("<!--", ".."))
        return bool(re.search(r"[\"'`].*(Copyright|©|SPDX-)", line))


def is_prose(line):
    """The word in a sentence, or with nobody behind it."""
    match = re.search(r"Copyright(?![a-zA-Z])(\s?\([cC]\))?(.*)", line)
    if not match:
        return False
    before, rest = line[:match.start()], match.group(2).strip()
    name = re.match(r"[^a-zA-Z]*(\d{4}|\([cC]\)|©)", rest) or match.group(1)
    in_sentence = re.search(r"[A-Za-z]", before) and not name
    topic = re.match(r"(Notices?|Licen[sc]e|Holders?|Owners?|[a-z<\[{%$\"'`*_.,:)/]|$)", rest)
    return bool(in_sentence or (topic and not name))


def compare_covered(ours, theirs, found):
    for path in sorted(set(theirs) | {p for p, file in ours.items() if file["covered"]}):
        file = ours.get(path)
        if path not in theirs or file is None or not file["covered"]:
            reason = file["excluded_because"] if file else "not listed"
            name = os.path.basename(path)
            known = (reason in ("reuse-toml", "license-file", "meson-subproject", "spdx-document",
                                "licenses-folder", "reuse-folder") or
                     re.search(r"(^|/)(LICENSES|\.reuse|subprojects)/", path) or
                     re.match(r"(LICENSE|COPYING|LICENCE)", name) or ".spdx" in name)
            found.setdefault("covered-3.3" if known else None, []).append((path, str(reason)))


def compare_file(tree, path, ours, theirs, found):
    difference = Difference(tree, path, ours, theirs)
    mine = set().union(*(ids(expression) for expression in ours["expressions"]))
    lower = {one.lower(): one for one in theirs["licenses"]}
    for one in sorted(mine - theirs["licenses"]):
        why = "spelling" if one.lower() in lower else difference.explain_more(one, [one])
        found.setdefault(why, []).append((path, "+ " + one))
    for one in sorted(theirs["licenses"] - mine):
        if one.lower() in {other.lower() for other in mine}:
            continue
        found.setdefault(difference.explain_less(one, True), []).append((path, "- " + one))
    notices = {plain(one): one for one in ours["copyrights"]}
    others = {plain(one): one for one in theirs["copyrights"]}
    for one in sorted(set(notices) - set(others)):
        if any(one in other or other and other in one for other in others):
            why = "tail" if not re.fullmatch(r"[\d ,-]*", min(others, key=len)) else "below"
        else:
            # The beginning of a notice of two lines stands in one.
            begin = re.match(r".*?\d{4}|.*", notices[one]).group()
            why = difference.explain_more(one, [one, notices[one], begin])
        found.setdefault(why, []).append((path, "+ © " + notices[one]))
    for one in sorted(set(others) - set(notices)):
        if any(one in other or other in one for other in notices if other):
            continue  # The same notice, counted above.
        found.setdefault(difference.explain_less(others[one], False),
                         []).append((path, "- © " + others[one]))


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: python3 tests/bench/reuse_agreement.py HEADWATER REPOSITORY...")
    unexplained = 0
    for tree in sys.argv[2:]:
        ours, theirs, found = ours_of(os.path.realpath(sys.argv[1]), tree), theirs_of(tree), {}
        compare_covered(ours, theirs, found)
        both = [path for path in theirs if path in ours and ours[path]["covered"]]
        for path in sorted(both):
            compare_file(tree, path, ours[path], theirs[path], found)
        different = {path for places in found.values() for path, _ in places}
        print(f"## {os.path.basename(os.path.normpath(tree))}: {len(both)} files covered by both, "
              f"{len(set(both) - different)} equal\n")
        for name, places in sorted(found.items(), key=lambda item: str(item[0])):
            clause, meaning = CLAUSES.get(name, ("UNEXPLAINED", "no clause explains this"))
            paths = {path for path, _ in places}
            print(f"* {name}: {len(places)} in {len(paths)} files. {clause}: {meaning}")
            for path, what in places if name is None else places[:3]:
                print(f"    {path}: {what[:120]}")
        unexplained += len(found.get(None, []))
        print()
    print(f"unexplained: {unexplained}")
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()

# REUSE-IgnoreEnd
