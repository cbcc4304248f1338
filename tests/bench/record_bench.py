#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""What it costs to record what a judgement rests on, so that it can be made again.

usage: record_bench.py HEADWATER [CHANGED...]

Makes a repository of 20,000 files with a change of so many of them (default: 10 and 1,000), has the
evaluator judge it with and without a record, in turns, and prints a table: time (the median of 15),
and bytes of the record before and after compression. Putting a record away happens elsewhere, later.
Exit 1 when recording slows a judgement of 1,000 files by more than 10 %.
"""

import json
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib

FILES = 20_000
RUNS = 15
BAR = 0.10


def git(folder, *words, data=None):
    return subprocess.run(["git", "-C", folder, *words], input=data, check=True,
                          capture_output=True).stdout.decode().strip()


def content(number, version):
    lines = [f"int value_{number}_{line}(void) {{ return {line * version}; }}" for line in range(120)]
    return "// SPDX-License-Identifier: EUPL-1.2\n" + "\n".join(lines) + "\n"


def stream(changed):
    """For git fast-import: the target, and a head that changes `changed` files."""
    parts = []

    def commit(branch, files, parent):
        parts.append(f"commit refs/heads/{branch}\ncommitter A <a@example.org> 1700000000 +0000\n"
                     f"data 6\nchange\n" + (f"from {parent}\n" if parent else ""))
        for path, text in files:
            parts.append(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n")

    commit("main", [(f"src/{n // 100}/file_{n}.c", content(n, 1)) for n in range(FILES)], None)
    commit("feature", [(f"src/{n // 100}/file_{n}.c", content(n, 2))
                       for n in range(0, FILES, FILES // changed)][:changed], "refs/heads/main")
    return "".join(parts).encode()


def request(folder, record):
    return json.dumps({"schema": "headwater.evaluate/1", "repository": "city/kettle", "mirror": folder,
                       "target": git(folder, "rev-parse", "main"),
                       "head": git(folder, "rev-parse", "feature"), "target_branch": "main",
                       "target_is_default": True, "as_of": "2026-11-22",
                       "policy": {"standard": "preset:opencode"}, "record": record}).encode()


def run(program, asked):
    start = time.monotonic()
    answer = subprocess.run([program, "evaluate"], input=asked, check=True, capture_output=True)
    return time.monotonic() - start, answer.stdout


def parts_of(output):
    """The patch, the manifest, and the contents."""
    at = output.find(b"\0") + 1
    parts = []
    while 0 < at < len(output):
        (length,) = struct.unpack_from("<Q", output, at)
        parts.append(output[at + 8:at + 8 + length])
        at += 8 + length
    return parts


def measure(program, folder, changed):
    git(folder, "init", "-q", "--bare")
    git(folder, "fast-import", "--quiet", data=stream(changed))
    asked = {record: request(folder, record) for record in (False, True)}
    times = {False: [], True: []}
    for _ in range(RUNS):
        for record in (False, True):
            times[record].append(run(program, asked[record])[0])
    plain, recorded = (statistics.median(times[record]) for record in (False, True))
    parts = parts_of(run(program, asked[True])[1])[1:]
    stored = sum(len(zlib.compress(part, 3)) for part in parts)
    slower = recorded / plain - 1
    print(f"| {changed} | {plain * 1000:.0f} ms | {recorded * 1000:.0f} ms | {slower * 100:+.1f} % | "
          f"{sum(map(len, parts)) / 1e6:.2f} MB | {stored / 1e6:.2f} MB | {len(parts) - 1} |")
    return slower


def main():
    program = sys.argv[1]
    print("| changed files | without a record | with one | | bytes | compressed | contents |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    slower = {}
    for changed in map(int, sys.argv[2:] or ["10", "1000"]):
        with tempfile.TemporaryDirectory() as folder:
            slower[changed] = measure(program, folder, changed)
    return 1 if slower.get(1000, 0) > BAR else 0


if __name__ == "__main__":
    sys.exit(main())
