# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the SBOM readers, the model, and `headwater sbom validate` as a whole against their bars
and prints two tables. Exit 1 when a bar is missed.

    cmake --build build/release --target sbom_bench headwater
    python3 tests/bench/sbom_bench.py build/release/tests/bench/sbom_bench \\
        build/release/service/headwater

Times are processor time, the best of several runs; memory is the largest resident set. The reading is
measured within one process, the command from its start to its end.
"""

import json
import os
import subprocess
import sys
import tempfile

from yardstick import Yardstick

RUNS = "7"
MIB = 1 << 20
# The bars: 20,000 components in 47 MB, the median of real documents, linear growth.
LARGE, LARGE_MS, LARGE_BYTES = 20000, 200, 200 * MIB
MEDIAN, MEDIAN_MS = 61, 3  # 145 kB.
# The whole command: reading, the schema, what no schema says, all profiles, the answer.
COMMAND_MS, COMMAND_BYTES, COMMAND_MEDIAN_MS = 350, 220 * MIB, 6
COMMAND_CASES = [("json", MEDIAN)] + [("json", count) for count in (5000, 10000, LARGE, 27000)]
MORE = 40  # Documents beside the first.
GROWTH = 1.5  # How much dearer a component may be in the largest document than in the smallest.
CASES = [("json", MEDIAN)] + [("json", count) for count in (5000, 10000, LARGE, 27000)] + [
    ("xml", LARGE), ("spdx2", LARGE), ("tag", LARGE), ("spdx3", LARGE)]


def make(kind, count, path):
    script = os.path.join(os.path.dirname(os.path.realpath(__file__)), "sbom_documents.py")
    subprocess.run([sys.executable, "-B", script, kind, str(count), path], check=True)


def run(bench, runs, path):
    """(read ms, model ms, values, components), bytes of memory."""
    process = subprocess.Popen([bench, runs, path], stdout=subprocess.PIPE)
    read, model, values, components = process.stdout.read().split()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("sbom_bench failed")
    return (float(read), float(model), int(values), int(components)), usage.ru_maxrss * 1024


def run_command(command, path, times=1):
    """(processor ms of the best run, bytes of memory, the answer). `times`: how often in one call."""
    best, memory = float("inf"), 0
    for _ in range(int(RUNS)):
        process = subprocess.Popen([command, "sbom", "validate", "--format", "json"] + [path] * times,
                                   stdout=subprocess.PIPE)
        answer = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        best = min(best, (usage.ru_utime + usage.ru_stime) * 1000)
        memory = max(memory, usage.ru_maxrss * 1024)
    return best, memory, json.loads(answer)["documents"][0]


def grows(per_component, what):
    """A line for each kind of growth that is more than linear."""
    is_too_fast = per_component[-1] > GROWTH * per_component[0]
    return [f"{what} grows faster than the document"] if is_too_fast else []


def measure_one_more(command, path, first, slowness):
    """What was missed by one more document: most of what a call with one takes is its start."""
    time, _, _ = run_command(command, path, 1 + MORE)
    each = (time - first) / MORE
    print(f"| each of {MORE} more in the same call | | {each:.1f} ms | |")
    return [f"one more document: {COMMAND_MEDIAN_MS} ms"] if each >= COMMAND_MEDIAN_MS * slowness else []


def measure_command(command, work, slowness):
    """What was missed."""
    missed, per_component = [], []
    print("\n| whole command | size | time | memory |\n|---|---:|---:|---:|")
    path = os.path.join(work, "bom")
    for kind, count in COMMAND_CASES:
        make(kind, count, path)
        time, memory, answer = run_command(command, path)
        name = f"{kind}, {count:,} components"
        print(f"| {name} | {os.path.getsize(path) / 1e6:.2f} MB | {time:.1f} ms | "
              f"{memory / MIB:.0f} MB |")
        if answer["valid"] is not True or not answer["profiles"]:
            missed.append(f"{name}: {answer['errors'][:1]}")
        if count == MEDIAN:
            missed += measure_one_more(command, path, time, slowness)
            if time >= COMMAND_MEDIAN_MS * slowness:
                missed.append(f"{name}: {COMMAND_MEDIAN_MS} ms")
        if count == LARGE and (time >= COMMAND_MS * slowness or memory >= COMMAND_BYTES):
            missed.append(f"{name}: {COMMAND_MS} ms, {COMMAND_BYTES / MIB:.0f} MB")
        if count != MEDIAN:
            per_component.append(time / count)
    return missed + grows(per_component, "the command's time")


def main():
    bench, command = sys.argv[1:]
    missed, per_component = [], []
    yardstick = Yardstick()
    print(yardstick)
    print("| document | size | values | read | model | memory |\n|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as work:
        for kind, count in CASES:
            path = os.path.join(work, "bom")
            make(kind, count, path)
            (read, model, values, components), _ = run(bench, RUNS, path)
            _, memory = run(bench, "1", path)
            size = os.path.getsize(path)
            name = f"{kind}, {count:,} components"
            print(f"| {name} | {size / 1e6:.2f} MB | {values:,} | {read:.1f} ms | {model:.1f} ms | "
                  f"{memory / MIB:.0f} MB |")
            if components < count:
                missed.append(f"{name}: only {components} were read")
            if count == MEDIAN and read + model >= MEDIAN_MS * yardstick.slowness:
                missed.append(f"{name}: {MEDIAN_MS} ms")
            if count == LARGE and (read + model >= LARGE_MS * yardstick.slowness or memory >= LARGE_BYTES):
                missed.append(f"{name}: {LARGE_MS} ms, {LARGE_BYTES / MIB:.0f} MB")
            if kind == "json" and count != MEDIAN:
                per_component.append((read + model) / count)
        missed += grows(per_component, "the time")
        missed += measure_command(command, work, yardstick.measure())
    for line in missed:
        print("MISSED " + line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
