# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares `headwater licenses` with `reuse spdx`, file by file. Exit 1 when a difference is not
explained by a clause of the specification.

    python3 tests/bench/reuse_agreement.py build/release/service/headwater REPOSITORY... [--all]

The REPOSITORIES are git work trees; --all lists every difference. Debian's `reuse` 1.1.2 implements
REUSE 3.0 and reads the first 4 KiB of a file; what came later is among the explanations. Each
explanation is checked on the file itself, not on what Headwater says of it: the statement stands in
a REUSE.toml, behind the first 4 KiB, between the marks of a snippet or an ignore block, or outside
of every comment by Pygments' lexer of the language (python3-pygments).
"""
# REUSE-IgnoreStart

import json
import os
import re
import subprocess
import sys
import tomllib

from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment
from pygments.util import ClassNotFound

TAG = "SPDX-License-Identifier:"
# Another version can be tried: REUSE=/path/to/reuse.
REUSE = os.environ.get("REUSE", "reuse")
READ_BYTES = 4096  # reuse 1.1.2, _util.py, _HEADER_BYTES

SPEC = "REUSE 3.3, "
# Name of a difference: (the clause that explains it, what is meant).
CLAUSES = {
    "not covered": (SPEC + "Covered Files", "REUSE.toml is not a Covered File"),
    "nested": (SPEC + "License Files; Covered Files, 1", "only LICENSES/ in the root holds License "
               "Files; elsewhere they are Covered Files"),
    "toml": (SPEC + "REUSE.toml", "the statement stands in one on the way to the root"),
    "override": (SPEC + "REUSE.toml, Order of precedence", "a table with precedence = "
                 "\"override\" replaces what the file says"),
    "far": (SPEC + "Comment headers", "a header may stand anywhere in the file; it stands behind "
            "the first 4 KiB"),
    "string": (SPEC + "Comment headers", "a header is a comment: by the language's lexer it stands "
               "in none"),
    "prose": (SPEC + "Comment headers", "a header is a comment: it stands in a heading or a code "
              "block of prose"),
    "no notice": (SPEC + "Copyright Notices", "a notice begins with its prefix and names a holder: "
                  "the word in a sentence, or before a variable, is none"),
    "snippet": (SPEC + "In-line Snippet comments", "a snippet's information is the snippet's"),
    "ignored": (SPEC + "Ignoring parts of a file", "between the marks nothing counts"),
    "encoding": (SPEC + "Comment headers", "the file is not UTF-8"),
    "two lines": (SPEC + "Copyright Notices", "the holder, which a notice has to name, stands in "
                  "the line below the years"),
    "end of line": (SPEC + "Copyright Notices", "the same notice, with or without the end of its "
                    "comment's line"),
    "colon": (SPEC + "Copyright Notices", "the prefix is the word; what follows it, a colon for "
              "one, is free"),
    "operator": ("SPDX 2.3, Annex D.2", "operators are compared with regard to case: `or` is none"),
    "quoted": ("SPDX 2.3, Annex D.1", "no expression holds a quotation mark: the value ends before "
               "it; read with it, the whole file was skipped"),
    "spelling": ("SPDX 2.3, Annex D.2", "identifiers are compared without regard to case"),
    "binary": (SPEC + "Comment headers", "a file with NUL bytes and no known kind has no comments"),
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


def tables_of(tree, path):
    """The tables of every REUSE.toml on the way to the root."""
    tables, folder = [], os.path.dirname(path)
    while True:
        toml = os.path.join(tree, folder, "REUSE.toml")
        if os.path.exists(toml):
            with open(toml, "rb") as file:
                tables += tomllib.load(file).get("annotations", [])
        if not folder:
            return tables
        folder = os.path.dirname(folder)


def values_of(tables, key):
    for table in tables:
        value = table.get(key, [])
        yield from [value] if isinstance(value, str) else value


class Difference:
    """What one side has and the other lacks, in one file."""

    def __init__(self, tree, path, ours):
        self.tree, self.path, self.ours = tree, path, ours
        side_car = os.path.join(tree, path + ".license")
        with open(side_car if os.path.exists(side_car) else os.path.join(tree, path), "rb") as file:
            self.bytes = file.read()
        self.text = self.bytes.decode("utf-8", "replace")
        self.tables = tables_of(tree, path)

    def places(self, statement, license):
        """(line, offset of its end in bytes) where the statement stands in the file."""
        found, end = [], 0
        for line in self.bytes.splitlines(keepends=True):
            end += len(line)
            text = line.decode("utf-8", "replace")
            here = (TAG in text and statement in text if license
                    else re.search("opyright|©", text) and plain(statement) in plain(text))
            if here:
                found.append((text, end))
        return found

    def in_toml(self, statement, license):
        key = "SPDX-License-Identifier" if license else "SPDX-FileCopyrightText"
        return any(statement in ids(value) if license else plain(statement) in plain(value)
                   for value in values_of(self.tables, key))

    def in_dep5_folder(self):
        """Whether a pattern is the name of a folder that the file is in."""
        dep5 = os.path.join(self.tree, ".reuse", "dep5")
        if not os.path.exists(dep5):
            return False
        with open(dep5, encoding="utf-8") as file:
            patterns = re.findall(r"^Files:((?:.*\n)(?:[ \t]+\S.*\n)*)", file.read(), re.MULTILINE)
        return any(self.path.startswith(one + "/") for line in patterns for one in line.split())

    def explain_more(self, statement, license):
        """Why they lack what we have."""
        if self.in_toml(statement, license):
            return "toml"
        if self.in_dep5_folder():
            return "dep5"
        # The beginning of a notice of two lines stands in one.
        begin = statement if license else re.match(r".*?\d{4}|.*", statement).group()
        places = self.places(statement, license) or self.places(begin, license)
        if places and all(end > READ_BYTES for _, end in places):
            return "far"
        if not license and all(re.search(r"Copyright\s*:", line) for line, _ in places):
            return "colon"
        if re.search(TAG + r"[ \t]*[^\n\"]*\"\s*$", self.text, re.MULTILINE):
            return "quoted"
        if self.text != self.bytes.decode("utf-8", "ignore"):
            return "encoding"
        return None

    def explain_less(self, statement, license):
        """Why we lack what they have."""
        if self.ours["sources"] == ["REUSE.toml"] and "override" in values_of(self.tables,
                                                                              "precedence"):
            return "override"
        if self.in_dep5_folder():
            return "dep5"
        places = self.places(statement, license)
        if not places:
            return None
        for begin, end, name in (("SPDX-SnippetBegin", "SPDX-SnippetEnd", "snippet"),
                                 ("REUSE-IgnoreStart", "REUSE-IgnoreEnd", "ignored")):
            if all(self.between(begin, end, offset) for _, offset in places):
                return name
        if not license and all(is_prose(line) for line, _ in places):
            return "no notice"
        if self.path.endswith((".md", ".rst")):
            return None if any(self.between("<!--", "-->", end) for _, end in places) else "prose"
        small = TAG + r"[\w.+() -]*\b(or|and|with)\b"
        if license and all(re.search(small, line) for line, _ in places):
            return "operator"
        if all(self.is_no_comment(line, end) for line, end in places):
            return "string"
        return "binary" if b"\0" in self.bytes[:8000] else None

    def between(self, begin, end, offset):
        before = self.bytes[:offset]
        return before.rfind(begin.encode()) > before.rfind(end.encode())

    def is_no_comment(self, line, end):
        try:
            lexer = get_lexer_for_filename(self.path, self.text)
        except ClassNotFound:
            return False
        begin = len(self.bytes[:end].decode("utf-8", "replace")) - len(line)
        return not any(kind in Comment and at < begin + len(line) and begin < at + len(value)
                       for at, kind, value in lexer.get_tokens_unprocessed(self.text))


def is_prose(line):
    """The word in a sentence, or with nobody behind it."""
    match = re.search(r"Copyright(?![a-zA-Z])(\s?\([cC]\))?(.*)", line)
    if not match or match.group(1):
        return bool(match) and not re.search(r"[A-Za-z]", re.sub(r"\w*COPYRIGHT\w*|\\\w", "",
                                                                match.group(2)))
    before, rest = re.sub(r"\([cC]\)", "", line[:match.start()]), match.group(2).strip()
    if re.match(r"[^a-zA-Z]*\d{4}", rest):
        return False
    in_sentence = re.search(r"[A-Za-z]", before)
    topic = re.match(r"(Notices?|Licen[sc]e|Holders?|Owners?|(?!by )[a-z<\[{%$\"'`*_.,:)/]|$)",
                     rest)
    return bool(in_sentence or topic)


def compare_covered(ours, theirs, found):
    for path in sorted(set(theirs) | {p for p, file in ours.items() if file["covered"]}):
        file = ours.get(path)
        if path in theirs and file is not None and file["covered"]:
            continue
        name = None
        if path in theirs and file is not None and os.path.basename(path) == "REUSE.toml":
            name = "not covered"
        elif path not in theirs and re.search(r"./LICENSES/", path):
            name = "nested"
        what = str(file["excluded_because"]) if file else "not listed"
        found.setdefault(name, []).append((path, what))


def compare_file(tree, path, ours, theirs, found):
    difference = Difference(tree, path, ours)
    mine = set().union(*(ids(expression) for expression in ours["expressions"]))
    lower = {one.lower(): one for one in theirs["licenses"]}
    for one in sorted(mine - theirs["licenses"]):
        why = "spelling" if one.lower() in lower else difference.explain_more(one, True)
        found.setdefault(why, []).append((path, "+ " + one))
    for one in sorted(theirs["licenses"] - mine):
        if one.lower() in {other.lower() for other in mine}:
            continue
        found.setdefault(difference.explain_less(one, True), []).append((path, "- " + one))
    notices = {plain(one): one for one in ours["copyrights"]}
    others = {plain(one): one for one in theirs["copyrights"]}
    for one in sorted(set(notices) - set(others)):
        same = [other for other in others if other and (one in other or other in one)]
        if same:
            years = any(re.fullmatch(r"[\d ,-]*", other) for other in same)
            why = "two lines" if years else "end of line"
        else:
            why = difference.explain_more(notices[one], False)
        found.setdefault(why, []).append((path, "+ © " + notices[one]))
    for one in sorted(set(others) - set(notices)):
        if any(one in other or other in one for other in notices if other):
            continue  # The same notice, counted above.
        found.setdefault(difference.explain_less(others[one], False),
                         []).append((path, "- © " + others[one]))


def report(tree, both, found, every):
    different = {path for places in found.values() for path, _ in places}
    print(f"## {os.path.basename(os.path.normpath(tree))}: {len(both)} files covered by both, "
          f"{len(set(both) - different)} equal\n\n"
          "| difference | statements | files | clause | |\n|---|---:|---:|---|---|")
    for name, places in sorted(found.items(), key=lambda item: str(item[0])):
        clause, meaning = CLAUSES.get(name, ("UNEXPLAINED", "no clause explains this"))
        paths = {path for path, _ in places}
        print(f"| {name} | {len(places)} | {len(paths)} | {clause} | {meaning} |")
    print()
    for name, places in found.items():
        for path, what in places if every or name is None else places[:1]:
            print(f"  {name}: {path}: {what[:120]}")
    print()


def main():
    trees = [one for one in sys.argv[2:] if one != "--all"]
    if not trees:
        sys.exit("usage: python3 tests/bench/reuse_agreement.py HEADWATER REPOSITORY... [--all]")
    unexplained = 0
    for tree in trees:
        ours, theirs, found = ours_of(os.path.realpath(sys.argv[1]), tree), theirs_of(tree), {}
        if not theirs:
            sys.exit(f"{REUSE} says nothing about {tree}")
        compare_covered(ours, theirs, found)
        both = sorted(path for path in theirs if path in ours and ours[path]["covered"])
        for path in both:
            compare_file(tree, path, ours[path], theirs[path], found)
        report(tree, both, found, "--all" in sys.argv)
        unexplained += len(found.get(None, []))
    print(f"unexplained: {unexplained}")
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()

# REUSE-IgnoreEnd
