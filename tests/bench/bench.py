# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the engine against its bars and prints a table. Exit 1 when a bar is missed.

    python3 tests/bench/bench.py build/release/service/headwater

Times are the best of several runs on one core with a warm cache; memory is the largest resident set
of any run. Ratios are taken within this one run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time

from yardstick import Yardstick

RUNS = 7
MIB = 1 << 20
# A real tree of enough files, from Debian's archive: the sources of Go's standard library.
TREE_PACKAGE = "golang-1.19-src"
TREE_FILES = 4000
# kDefaultBlobBytes of service/git/object_reader.h.
BLOB_BYTES = 8 * MIB


def make(kind, *arguments):
    """Makes a repository in a process of its own: a child's largest resident set includes that of
    the process that started it, so this one has to stay small. Gives what it prints."""
    script = os.path.join(os.path.dirname(os.path.realpath(__file__)), "repositories.py")
    return subprocess.run([sys.executable, "-B", script, kind, *arguments], check=True,
                          capture_output=True, text=True).stdout


class Measured:
    """The best time, the largest memory and the last output of a command."""

    def __init__(self, command, runs=RUNS):
        self.seconds, self.bytes = float("inf"), 0
        for _ in range(runs):
            start = time.perf_counter()
            process = subprocess.Popen(["taskset", "-c", "0", *command], stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT)
            self.output = process.stdout.read().decode("utf-8", "replace")
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = 0
            self.code = os.waitstatus_to_exitcode(status)
            self.seconds = min(self.seconds, time.perf_counter() - start)
            self.bytes = max(self.bytes, usage.ru_maxrss * 1024)


class Table:
    def __init__(self):
        self.rows, self.missed = [], []

    def add(self, what, measured, bars, note=""):
        """bars: (text, held)."""
        for text, held in bars:
            if not held:
                self.missed.append(f"{what}: {text}")
        self.rows.append((what, f"{measured.seconds * 1000:.0f} ms",
                          f"{measured.bytes / MIB:.0f} MB", note,
                          "; ".join(text + ("" if held else " MISSED") for text, held in bars)))

    def show(self):
        print("| what | time | memory | | bar |\n|---|---:|---:|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def bench_large(headwater, work, table, slowness):
    repo = os.path.join(work, "large")
    make("large", repo)
    numstat = Measured(["git", "-C", repo, "diff", "--numstat", "main...feature"])
    table.add("`git diff --numstat main...feature`", numstat, [])
    check = Measured([headwater, "check", "--repo", repo, "--base", "main", "--head", "feature"])
    ratio = check.seconds / numstat.seconds
    table.add("`headwater check`: 20,000 files, 5,000 commits, 1,000 changed", check,
              [("< 400 ms", check.seconds < 0.4 * slowness), ("< 150 MB", check.bytes < 150 * MIB),
               ("<= 4 x git", ratio <= 4), ("passes", check.code == 0)], f"{ratio:.1f} x git")


def real_tree(work):
    subprocess.run(["apt-get", "-q", "download", TREE_PACKAGE], cwd=work, check=True,
                   capture_output=True)
    deb = next(name for name in os.listdir(work) if name.endswith(".deb"))
    folder = os.path.join(work, "tree")
    subprocess.run(["dpkg-deb", "-x", os.path.join(work, deb), folder], check=True)
    return folder


def list_blobs(repo, work):
    """A file with the ids of all files that are read at all: larger ones are not."""
    tree = subprocess.run(["git", "-C", repo, "ls-tree", "-r", "-l", "HEAD"], check=True,
                          capture_output=True, text=True).stdout
    ids = [line.split()[2] for line in tree.splitlines() if int(line.split()[3]) <= BLOB_BYTES]
    path = os.path.join(work, "blobs")
    with open(path, "w", encoding="ascii") as file:
        file.write("\n".join(ids) + "\n")
    return path


def bench_all(headwater, work, table):
    repo = os.path.join(work, "real")
    count = int(make("from_folder", repo, real_tree(work), str(TREE_FILES)))
    read = Measured(["sh", "-c", 'exec git -C "$0" cat-file --batch --buffer <"$1" >/dev/null',
                     repo, list_blobs(repo, work)])
    table.add("`git cat-file --batch` of the same files", read, [])
    check = Measured([headwater, "check", "--repo", repo, "--all"])
    ratio = check.seconds / read.seconds
    table.add(f"`headwater check --all`: {count:,} files of {TREE_PACKAGE}", check,
              [("<= 3 x git", ratio <= 3), ("< 100 MB", check.bytes < 100 * MIB),
               ("judged", check.code in (0, 1))], f"{ratio:.1f} x git")


HOSTILE = [
    ("tree bomb (20 objects, 10^20 files)", "tree_bomb", 3, "entries|files"),
    ("200,000 nested folders", "deep_tree", 3, "deep|depth"),
    ("commit message of 100 MB", "huge_message", 3, "more than 1048576"),
    ("criss-cross history hiding a file", "criss_cross", 1, "evil.c:1"),
]


def bench_hostile(headwater, work, table, slowness):
    for index, (what, kind, code, pattern) in enumerate(HOSTILE):
        repo = os.path.join(work, f"hostile{index}.git")
        make(kind, repo)
        check = Measured([headwater, "check", "--preset", "strict", "--repo", repo, "--base",
                          "main", "--head", "feature"], runs=3)
        right = check.code == code and re.search(pattern, check.output) is not None
        table.add(what, check, [("< 1 s", check.seconds < slowness), ("< 100 MB", check.bytes < 100 * MIB),
                                (f"exit {code}, named", right)])


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/bench/bench.py HEADWATER")
    headwater = os.path.realpath(sys.argv[1])
    table = Table()
    with tempfile.TemporaryDirectory() as work:
        yardstick = Yardstick()
        print(yardstick)
        bench_large(headwater, work, table, yardstick.slowness)
        bench_all(headwater, work, table)
        bench_hostile(headwater, work, table, yardstick.measure())
    table.show()
    for missed in table.missed:
        print("missed:", missed, file=sys.stderr)
    sys.exit(1 if table.missed else 0)


if __name__ == "__main__":
    main()
