# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the inventory against its bars and prints a table. Exit 1 when a bar is missed.

    python3 tests/bench/licenses_bench.py build/release/service/headwater [REPOSITORY]

REPOSITORY is a real git work tree of more than 4,000 files; without it one is made of Linux's
headers, nearly all of which have a tag. (`reuse` reads 4 KiB of a file: in a tree of large files
without tags it does not do what is measured here.) Needs g++, Debian's `reuse` and `licensecheck`.
All programs take turns on one core with a warm cache; a row has the best time of its runs, and
ratios are of those. Takes two to three minutes.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

from yardstick import Yardstick

FAST_RUNS, SLOW_RUNS = 15, 2
MIB = 1 << 20
# Depends, by way of one package for each processor, on the headers that all have in common.
TREE_PACKAGE = "linux-headers-amd64"
MIN_FILES = 4000
HERE = os.path.dirname(os.path.realpath(__file__))


class Timed:
    """The best wall and processor time and the largest memory of a command."""

    def __init__(self, command):
        self.command = command
        self.wall = self.cpu = float("inf")
        self.bytes = 0

    def run(self):
        start = time.perf_counter()
        process = subprocess.Popen(["taskset", "-c", "0", *self.command],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        self.wall = min(self.wall, time.perf_counter() - start)
        self.cpu = min(self.cpu, usage.ru_utime + usage.ru_stime)
        self.bytes = max(self.bytes, usage.ru_maxrss * 1024)
        self.code = os.waitstatus_to_exitcode(status)


def git(repo, *arguments):
    subprocess.run(["git", "-C", repo, "-c", "user.name=Alex Example",
                    "-c", "user.email=alex@example.org", *arguments], check=True,
                   capture_output=True)


def make_tree(work):
    known = subprocess.run(["apt-cache", "depends", "--recurse", "--important", TREE_PACKAGE],
                           capture_output=True, text=True, check=True).stdout
    package = re.search(r"\blinux-headers-\S+-common\b", known).group()
    subprocess.run(["apt-get", "-q", "download", package], cwd=work, check=True,
                   capture_output=True)
    deb = next(name for name in os.listdir(work) if name.endswith(".deb"))
    tree = os.path.join(work, "tree")
    subprocess.run(["dpkg-deb", "-x", os.path.join(work, deb), tree], check=True)
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "The sources")
    return tree


def make_large(work):
    """20,000 files, one of them changed on a branch."""
    repo = os.path.join(work, "large")
    for folder in range(200):
        os.makedirs(f"{repo}/src/{folder}")
        for file in range(100):
            with open(f"{repo}/src/{folder}/{file}.c", "w") as out:
                out.write(f"// SPDX-FileCopyrightText: 2026 Example\n"
                          f"// SPDX-License-Identifier: MIT\nint f{folder}_{file};\n")
    with open(f"{repo}/REUSE.toml", "w") as out:
        out.write("version = 1\n")
    git(repo, "init", "-q", "-b", "main")
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "All")
    git(repo, "checkout", "-qb", "feature")
    with open(f"{repo}/src/7/7.c", "a") as out:
        out.write("int more;\n")
    git(repo, "commit", "-qam", "One")
    return repo


def build_floor(work):
    floor = os.path.join(work, "floor")
    subprocess.run(["g++", "-O2", "-std=c++20", os.path.join(HERE, "licenses_floor.cc"), "-o",
                    floor], check=True)
    return floor


def rounds(timed, runs):
    for _ in range(runs):
        for one in timed:
            one.run()


def evaluate_milliseconds(headwater, repo):
    """What the whole check took, by the report's own clock: the best of several runs."""
    best = float("inf")
    for _ in range(FAST_RUNS):
        out = subprocess.run(["taskset", "-c", "0", headwater, "check", "--repo", repo, "--base",
                              "main", "--head", "feature", "--format", "json"],
                             capture_output=True, text=True).stdout
        report = json.loads(out)
        best = min(best, report["stats"]["duration_us"] / 1000)
    return best


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python3 tests/bench/licenses_bench.py HEADWATER [REPOSITORY]")
    headwater = os.path.realpath(sys.argv[1])
    missed = []

    def row(what, cells, bars):
        print(f"| {what} | " + " | ".join(cells) + " | " +
              "; ".join(text + ("" if held else " MISSED") for text, held in bars) + " |",
              flush=True)
        missed.extend(f"{what}: {text}" for text, held in bars if not held)

    with tempfile.TemporaryDirectory() as work:
        tree = os.path.realpath(sys.argv[2]) if len(sys.argv) == 3 else make_tree(work)
        listed = subprocess.run(["git", "-C", tree, "ls-files"], capture_output=True, text=True)
        files = listed.stdout.count("\n")
        if files < MIN_FILES:
            sys.exit(f"{tree} has only {files} files")
        floor = Timed([build_floor(work), tree])
        ours = {name: Timed([headwater, "licenses", "--repo", tree, *options])
                for name, options in (("--worktree --format json", ["--worktree", "--format", "json"]),
                                      ("--worktree", ["--worktree"]),
                                      ("--worktree --format spdx", ["--worktree", "--format", "spdx"]),
                                      ("--rev HEAD", []))}
        main_row = ours["--worktree --format json"]
        reuse = Timed(["reuse", "--no-multiprocessing", "--root", tree, "lint"])
        check = Timed(["licensecheck", "-r", tree])
        rounds([floor, *ours.values()], FAST_RUNS)
        rounds([reuse, check, floor, main_row], SLOW_RUNS)

        print(f"{files:,} files of {os.path.basename(tree)}\n")
        print("| what | wall | processor | memory | times the floor | bar |\n"
              "|---|---:|---:|---:|---:|---|")

        def cells(timed):
            return [f"{timed.wall * 1000:.1f} ms", f"{timed.cpu * 1000:.1f} ms",
                    f"{timed.bytes / MIB:.0f} MB", f"{timed.cpu / floor.cpu:.2f}"]

        row("the floor: walk, open, read, two memmem", cells(floor), [])
        for name, timed in ours.items():
            bars = [("< 64 MB", timed.bytes < 64 * MIB), ("all read", timed.code == 0)]
            if timed is main_row:
                bars += [("<= 2.5 x floor", timed.cpu <= 2.5 * floor.cpu)]
            row(f"`headwater licenses {name}`", cells(timed), bars)
        for name, timed, bar in (("reuse lint", reuse, 20), ("licensecheck -r", check, 60)):
            factor = timed.cpu / main_row.cpu
            row(f"`{name}`", cells(timed), [(f"{factor:.0f} x ours, >= {bar}", factor >= bar)])

        large = make_large(work)
        milliseconds = evaluate_milliseconds(headwater, large)
        row("`headwater check` of one changed file of 20,000", [f"{milliseconds:.1f} ms", "", "", ""],
            [("< 10 ms", milliseconds < 10 * Yardstick().slowness)])
    for text in missed:
        print("missed:", text, file=sys.stderr)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
