# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fork index costs at the size of a platform, and how that grows.

    python3 tests/bench/fork_bench.py build/release/tests/bench/fork_bench [MILLIONS...]

MILLIONS of contents (default: 1 10; with 50, which is the platform of 100,000 projects, it takes
5 GB of disk and ten minutes). Every content has 5 projects on average, and there are 0.3 commits,
0.3 root folders and 0.92 other folders for each, with as many projects. Prints a table; exit 1 when
a bar is missed. Times depend on the disk: beside a push (the best of three runs) stands what writing
and syncing as many pages takes there, measured in the same minute. TMPDIR says where.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

FULL = 50
FULL_KEYS = 126_000_000
GB = 1_000_000_000
# The bars.
MAX_BYTES = 5 * GB
MAX_WARM_MS = 300
MAX_COLD_MS = 1000
MAX_PUSH_MS = 50
MAX_FIRST_MS = 2000
MAX_RSS_KB = 500_000

QUERIES = 200
COLD_QUERIES = 5
PUSHES = 300
PUSH_RUNS = 3
FIRST_KEYS = 200_000
# What a push of 200 objects writes to the log.
PUSH_BYTES = 250 * 4096


def ask(bench, *arguments):
    words = [bench, *(str(argument) for argument in arguments)]
    return json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)


def evict(folder):
    """Makes the machine forget the files; as root, also what the file system knows of them."""
    os.sync()
    for entry in os.scandir(folder):
        with open(entry.path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    try:
        with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as switch:
            switch.write("2")
    except OSError:
        pass


def read_whole(folder):
    for entry in os.scandir(folder):
        with open(entry.path, "rb") as file:
            while file.read(1 << 24):
                pass


def disk_floor(folder):
    """Median and 99th percentile of writing and syncing what a push writes, in milliseconds."""
    path = os.path.join(folder, "floor")
    data = os.urandom(PUSH_BYTES)
    times = []
    with open(path, "wb", buffering=0) as file:
        for _ in range(PUSHES):
            start = time.monotonic()
            file.seek(0)
            file.write(data)
            os.fdatasync(file.fileno())
            times.append((time.monotonic() - start) * 1000)
    os.unlink(path)
    times.sort()
    return times[len(times) // 2], times[len(times) * 99 // 100]


class Table:
    def __init__(self):
        self.missed = False

    def row(self, what, figure, bar="", good=True):
        self.missed |= not good
        print(f"| {what} | {figure} | {bar}{'' if good else ' MISSED'} |", flush=True)


def measure(bench, millions, work, table):
    folder = os.path.join(work, f"index-{millions}")
    filled = ask(bench, "fill", folder, millions)
    per_key = filled["bytes"] / filled["keys"]
    full = filled["bytes"] if millions == FULL else per_key * FULL_KEYS
    name = f"{millions} million contents"
    table.row(f"{name}: {filled['keys']:,} keys on disk",
              f"{filled['bytes'] / GB:.2f} GB, {per_key:.1f} bytes a key", "")
    table.row(f"{name}: at {FULL} million, with as many bytes a key", f"{full / GB:.2f} GB",
              "< 5 GB", full < MAX_BYTES)
    cold = []
    for _ in range(COLD_QUERIES):
        evict(folder)
        cold.append(ask(bench, "query", folder, millions, 1)["query"]["max"])
    table.row(f"{name}: merge request of 200 files and 50 commits, nothing in memory",
              f"slowest of {COLD_QUERIES}: {max(cold):.0f} ms", "< 1 s", max(cold) < MAX_COLD_MS)
    read_whole(folder)
    warm = ask(bench, "query", folder, millions, QUERIES)
    table.row(f"{name}: the same, files in memory",
              f"{warm['query']['p50']:.1f} ms, p99 {warm['query']['p99']:.1f} ms", "< 0.3 s",
              warm["query"]["p99"] < MAX_WARM_MS)
    floor = disk_floor(work)
    push = min((ask(bench, "push", folder, millions, PUSHES) for _ in range(PUSH_RUNS)),
               key=lambda run: run["push"]["p99"])
    table.row(f"{name}: push of 200 objects",
              f"{push['push']['p50']:.1f} ms, p99 {push['push']['p99']:.1f} ms "
              f"(the disk alone {floor[0]:.1f} and {floor[1]:.1f} ms)", "p99 < 50 ms",
              push["push"]["p99"] < MAX_PUSH_MS)
    table.row(f"{name}: upkeep after a push, for which nobody waits",
              f"{push['upkeep']['p50']:.1f} ms, p99 {push['upkeep']['p99']:.1f} ms")
    first = ask(bench, "first", folder, FIRST_KEYS)
    table.row(f"{name}: {FIRST_KEYS:,} new keys at once", f"{first['first']['max'] / 1000:.1f} s")
    rss = max(run["rss_kb"] for run in (filled, warm, push, first))
    table.row(f"{name}: largest memory of a process", f"{rss / 1000:.0f} MB", "< 500 MB",
              rss < MAX_RSS_KB)



def main():
    if len(sys.argv) < 2:
        sys.exit("usage: python3 tests/bench/fork_bench.py FORK_BENCH [MILLIONS...]")
    bench = os.path.realpath(sys.argv[1])
    table = Table()
    print("| what | measured | bar |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        empty = ask(bench, "first", os.path.join(work, "empty"), FIRST_KEYS)["first"]["max"]
        table.row(f"{FIRST_KEYS:,} new keys at once in an empty index", f"{empty / 1000:.1f} s",
                  "< 2 s", empty < MAX_FIRST_MS)
        for millions in map(int, sys.argv[2:] or ("1", "10")):
            measure(bench, millions, work, table)
    sys.exit(1 if table.missed else 0)


if __name__ == "__main__":
    main()
