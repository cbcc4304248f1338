#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""How well licence texts are recognised, as a table; fails below the bars.

  tests/bench/text_recognition.py --tool build/release/tests/bench/text_bench --source DIR

DIR is a work tree of https://github.com/spdx/license-list-XML: its test texts are judged as they
are and changed in ways in which texts are changed in the wild. Debian's copyright files and common
licences are judged where they are installed. Nothing is random. `licensecheck` is timed in the same
run where it is installed.

Unsafe is an answer that calls a restricted text free (no restriction, and no addition named), or
that misses an added restriction.
"""

import argparse
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "rules" / "data"))
from generate_texts import restriction_of  # noqa: E402

EXACT, MODIFIED = "1", "2"
BARS = {"test texts": 99.0}  # In percent; the others:
BAR = 97.0
DEBIAN = pathlib.Path("/usr/share")
SPEED_RUNS = 3

NEUTRAL = ("Whoever receives this work informs the harbour master of the nearest town in writing "
           "within thirty days and encloses a drawing of a ship.")
RESTRICTIONS = (
    "The Software may not be used for military purposes.",
    "This license permits noncommercial use only.",
    "The grant of rights does not include the right to sell the Software.",
    "You must not use this work to provide a competing service.",
    "No patent rights are granted, and modified versions are prohibited.",
)

# Short names of Debian's machine-readable copyright files, as far as they name one licence.
SHORT_NAMES = {
    "expat": ["MIT"], "mit": ["MIT"], "isc": ["ISC"], "zlib": ["Zlib"], "bsl-1.0": ["BSL-1.0"],
    "bsd-2-clause": ["BSD-2-Clause", "BSD-2-Clause-Views"], "bsd-3-clause": ["BSD-3-Clause"],
    "apache-2.0": ["Apache-2.0"], "mpl-2.0": ["MPL-2.0"], "mpl-1.1": ["MPL-1.1"],
    "artistic-2.0": ["Artistic-2.0"], "artistic": ["Artistic-1.0-Perl", "Artistic-1.0"],
    "cc0-1.0": ["CC0-1.0"], "cc0": ["CC0-1.0"], "unlicense": ["Unlicense"],
    "public-domain": ["LicenseRef-public-domain", "CC0-1.0", "Unlicense"],
}
for family in ("gpl", "lgpl", "agpl"):
    for version in ("1", "2", "2.0", "2.1", "3", "3.0"):
        full = version if "." in version else version + ".0"
        SHORT_NAMES[f"{family}-{version}"] = [f"{family.upper()}-{full}-only"]
        SHORT_NAMES[f"{family}-{version}+"] = [f"{family.upper()}-{full}-or-later"]

# Debian's label says less, or something else, than the text it stands before. Read by hand: what the
# text says. (The packages of Debian 12; a label that is not here counts as it stands.)
READ_BY_HAND = {
    "BSD-3-clause": ["BSD-3-Clause-Tso", "BSD-3-Clause-Open-MPI"],  # Named so by the list.
    "BSD-2-clause": ["BSD-2-Clause-pkgconf-disclaimer"],
    "ISC": ["ISC-Veillard"],
    # Historical permission notices and relatives that packagers call MIT or Expat.
    "MIT": ["HPND-sell-variant", "X11", "MIT-Modern-Variant"],
    "Expat": ["X11", "MIT-testregex", "dtoa"],
    "libarchive13: Expat": ["ISC"], "libipt2: Expat": ["BSD-3-Clause"],
    # Dedications with a name of their own.
    "public-domain": ["blessing", "Unlicense-libtelnet"],
    # `either version 2 of the License`, with the label of another version.
    "gnucobol3: LGPL-2.1+": ["LGPL-2.0-or-later"], "heaptrack: LGPL-2.1+": ["LGPL-2.0-or-later"],
    "libisl23: LGPL-2.1+": ["LGPL-2.0-or-later"], "libacl1: LGPL-2+": ["LGPL-2.1-or-later"],
    "libde265-0: LGPL-3+": ["GPL-3.0-or-later"],
    # `or any later version` is in the text and not in the label, or the other way round.
    "GPL-2": ["GPL-2.0-or-later"], "GPL-3": ["GPL-3.0-or-later"],
    "LGPL-2.1": ["LGPL-2.1-or-later"], "libsqlite3-0: GPL-2+": ["GPL-2.0-only"],
}
LABELS = {key.lower(): value for key, value in READ_BY_HAND.items()}
# Nobody can read a licence out of these: remarks of packagers, pointers to other files, texts that
# break off.
UNREADABLE = {
    "fp-compiler: public-domain", "gir1.2-glib-2.0: CC0-1.0", "gir1.2-glib-2.0: LGPL-2",
    "gir1.2-glib-2.0: MPL-1.1", "less: GPL-3+", "libapparmor1: BSD-3-clause",
    "libassuan0: LGPL-2.1+", "libcryptsetup12: public-domain", "libgnutls-dane0: Expat",
    "liblzma-dev: LGPL-2.1+", "liblzma-dev: GPL-2",
}

COMMON = {
    "Apache-2.0": "Apache-2.0", "Artistic": "Artistic-1.0-Perl", "BSD": "BSD-3-Clause",
    "CC0-1.0": "CC0-1.0", "GFDL-1.2": "GFDL-1.2-only", "GFDL-1.3": "GFDL-1.3-only",
    "GPL-1": "GPL-1.0-only", "GPL-2": "GPL-2.0-only", "GPL-3": "GPL-3.0-only",
    "LGPL-2": "LGPL-2.0-only", "LGPL-2.1": "LGPL-2.1-only", "LGPL-3": "LGPL-3.0-only",
    "MPL-1.1": "MPL-1.1", "MPL-2.0": "MPL-2.0",
}


class Answer:
    def __init__(self, line):
        (self.path, self.match, ids, self.restriction, added, left_out, prose,
         micros) = line.rstrip("\n").split("\t")
        self.ids = [i for i in ids.split() if not i.startswith("+")]
        self.parts = [i[1:] for i in ids.split() if i.startswith("+")]
        self.added, self.left_out = int(added), int(left_out)
        self.prose, self.micros = prose.split(), int(micros)

    def is_free(self):
        """Whether the answer calls the text free without reserve."""
        return (self.match != "0" and self.restriction == "0" and self.added == 0
                and not any(map(restriction_of, self.ids)))


class Sample:
    """A text, the identifiers that are right, and whether more was added than a name."""

    def __init__(self, name, text, right, restricted=False, added=False):
        self.name, self.text, self.right = name, text, right
        self.restricted, self.added = restricted, added

    def is_right(self, answer):
        return bool(set(self.right) & set(answer.ids)) and not (self.added
                                                                and answer.match == EXACT)

    def is_unsafe(self, answer):
        return (self.restricted or self.added) and answer.is_free()


class Paragraph(Sample):
    """A licence paragraph: a whole text, a sentence that grants, or both."""

    def is_right(self, answer):
        found = set(answer.parts) | set(answer.prose)
        # A full text cannot say whether later versions are meant.
        loose = {i.replace("-only", "-or-later") for i in answer.parts}
        return bool(set(self.right) & (found | loose))


def recognise(tool, samples):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, sample in enumerate(samples):
            path = pathlib.Path(folder) / f"{number}.txt"
            path.write_bytes(sample.text)
            paths.append(str(path))
        result = subprocess.run([tool], input="\n".join(paths) + "\n", text=True, check=True,
                                capture_output=True)
    return [Answer(line) for line in result.stdout.splitlines()]


def replacements(source):
    """What the list names instead of deprecated identifiers."""
    found = {}
    for path in source.glob("src/*.xml"):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"<obsoletedBy(?: [^>]*)?>([^<]+)<", text)
        found[path.stem] = [word for name in names for word in re.split(r"[ ()]+", name)]
    return found


def spdx_texts(source):
    instead = replacements(source)
    for path in sorted(source.glob("test/simpleTestForGenerator/*.txt")):
        name = path.stem.removeprefix("depreciate_")
        right = [name] + instead.get(name, [])
        if name == "WXwindows":
            right += ["wxWindows", "WxWindows-exception-3.1"]
        yield Sample(path.name, path.read_bytes(), right, bool(restriction_of(name)))


def changed(samples, change, added=False, wanted=lambda text: True):
    """The samples with their text changed; those that the change leaves alone are dropped."""
    for number, sample in enumerate(samples):
        text = sample.text.decode("utf-8", "replace")
        other = change(text, number)
        if other != text and wanted(text):
            yield Sample(sample.name, other.encode(), sample.right, sample.restricted, added)


def rewrap(text, _):
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(textwrap.fill(" ".join(p.split()), 60) for p in paragraphs)


def truncate(text, _):
    return text[:len(text) * 9 // 10]


def prefix(mark, end=""):
    def change(text, _):
        return "".join(f"{mark}{line}".rstrip() + end + "\n" for line in text.splitlines())
    return change


def c_comment(text, number):
    return "/*\n" + prefix(" * ")(text.replace("*/", "* /"), number) + " */\n"


def xml_comment(text, _):
    return "<!--\n" + html.escape(text, quote=False).replace("--", "- -") + "\n-->\n"


def holder(text, _):
    """Another holder in front and in the notices that have blanks."""
    filled = re.sub(r"<(year|yyyy|dates?)>", "2019, 2021-2026", text, flags=re.I)
    filled = re.sub(r"<(owner|copyright holders?|name of author|authors?)>",
                    "The Example Foundation, Inc. and its contributors", filled, flags=re.I)
    return "Copyright (c) 2019-2026 Alex Example <alex@example.org>\n\n" + filled


def insert(clauses):
    def change(text, number):
        paragraphs = re.split(r"(\n\s*\n)", text)
        middle = len(paragraphs) // 4 * 2
        paragraphs.insert(middle, clauses[number % len(clauses)] + "\n\n")
        return "".join(paragraphs)
    return change


def append(clauses):
    return lambda text, number: text + "\n\n" + clauses[number % len(clauses)] + "\n"


# What a package says of where Debian keeps the text; it grants nothing.
POINTER = re.compile(r"(?:^|(?<=\.)\s)[^.]*?(?:on debian|full text|complete text|copy of the)"
                     r"[^.]*?common-licenses/\S*(?:[^.]*?(?:\.(?=\s|$)|$))?", re.I | re.S)
MIN_WORDS = 20


def debian_paragraphs():
    """Stand-alone licence paragraphs of all packages, each text once: those that hold a text or a
    sentence that grants a licence, not only where to find it."""
    seen = set()
    for path in sorted(DEBIAN.glob("doc/*/copyright")):
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        for block in re.findall(r"^License:[ \t]*(\S+)[ \t]*\n((?:[ \t]+\S.*\n)+)", text, re.M):
            name, body = block[0].lower(), textwrap.dedent(block[1]).replace("\n.\n", "\n\n")
            said = POINTER.sub("", body)
            if name in SHORT_NAMES and len(said.split()) >= MIN_WORDS and (name, body) not in seen:
                seen.add((name, body))
                title = f"{path.parent.name}: {block[0]}"
                if title not in UNREADABLE:
                    right = SHORT_NAMES[name] + LABELS.get(name, []) + LABELS.get(title.lower(), [])
                    yield Paragraph(title, body.encode(), right)


def common_licenses():
    for name, right in COMMON.items():
        path = DEBIAN / "common-licenses" / name
        if path.exists():
            yield Sample(name, path.read_bytes(), [right])


def all_sets(source):
    texts = list(spdx_texts(source))
    yield "test texts", texts
    yield "rewrapped", changed(texts, rewrap)
    yield "last tenth cut off", changed(texts, truncate)
    yield "in a C comment", changed(texts, c_comment)
    yield "behind #", changed(texts, prefix("# "))
    yield "behind REM", changed(texts, prefix("REM "))
    yield "in an XML comment", changed(texts, xml_comment)
    yield "other holder", changed(texts, holder)
    yield "clause added inside", changed(texts, insert([NEUTRAL]), added=True)
    yield "clause added behind", changed(texts, append([NEUTRAL]), added=True)
    yield "restriction inside", changed(texts, insert(RESTRICTIONS), added=True)
    yield "restriction behind", changed(texts, append(RESTRICTIONS), added=True)
    yield "restriction before", changed(
        texts, lambda text, n: RESTRICTIONS[n % len(RESTRICTIONS)] + "\n\n" + text, added=True)
    yield "Debian common licences", common_licenses()
    yield "Debian copyright files", debian_paragraphs()


def judge(name, samples, answers, verbose):
    wrong = [(s, a) for s, a in zip(samples, answers) if not s.is_right(a)]
    unsafe = [(s, a) for s, a in zip(samples, answers) if s.is_unsafe(a)]
    share = 100.0 * (len(samples) - len(wrong)) / max(len(samples), 1)
    micros = sum(a.micros for a in answers) / max(len(answers), 1)
    print(f"{name:24} {len(samples):6} {share:7.2f} % {len(unsafe):7} {micros / 1000:9.2f} ms")
    if verbose:
        for kind, rows in (("wrong", wrong), ("unsafe", unsafe)):
            for sample, answer in rows:
                print(f"    {kind}: {sample.name}: match {answer.match} {answer.ids[:3]} "
                      f"parts {answer.parts[:4]} prose {answer.prose[:3]}")
    return bool(samples) and share >= BARS.get(name, BAR) and not unsafe


def children_seconds():
    """Processor time of all ended children: the machine may do other things meanwhile."""
    times = os.times()
    return times.children_user + times.children_system


def compare_speed(tool, source):
    """Whole files, several times, against licensecheck on the same folder."""
    folder = source / "test" / "simpleTestForGenerator"
    paths = "".join(f"{p}\n" for p in sorted(folder.glob("*.txt")))
    begin = children_seconds()
    for _ in range(SPEED_RUNS):
        subprocess.run([tool, "--text-only"], input=paths, text=True, check=True,
                       stdout=subprocess.DEVNULL)
    ours = (children_seconds() - begin) / SPEED_RUNS
    print(f"\nall test texts: {ours:.2f} s of processor time")
    if not shutil.which("licensecheck"):
        print("licensecheck is not installed: not compared")
        return
    begin = children_seconds()
    result = subprocess.run(["licensecheck", "--lines", "0", "--check", ".*", "--recursive",
                             str(folder)], check=True, capture_output=True, text=True)
    theirs = children_seconds() - begin
    print(f"licensecheck: {theirs:.2f} s for {len(result.stdout.splitlines())} files, "
          f"{theirs / ours:.0f} times as long")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--source", required=True, type=pathlib.Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    print(f"{'texts':24} {'number':>6} {'right':>9} {'unsafe':>7} {'mean':>12}")
    good = True
    for name, samples in all_sets(options.source):
        samples = list(samples)
        answers = recognise(options.tool, samples)
        good &= judge(name, samples, answers, options.verbose)
    compare_speed(options.tool, options.source)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
