# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the SBOM readers and the model against their bars and prints a table. Exit 1 when a bar
is missed.

    cmake --build build/release --target sbom_bench
    python3 tests/bench/sbom_bench.py build/release/tests/bench/sbom_bench

Times are processor time, the best of several runs; memory is the largest resident set of a run of its
own that reads the document once, as the product does.
"""

import os
import subprocess
import sys
import tempfile

RUNS = "7"
MIB = 1 << 20
# The bars: 20,000 components in 47 MB, the median of real documents, linear growth.
LARGE, LARGE_MS, LARGE_BYTES = 20000, 200, 200 * MIB
MEDIAN, MEDIAN_MS = 61, 3  # 145 kB.
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


def main():
    bench = sys.argv[1]
    missed, per_component = [], []
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
            if count == MEDIAN and read + model >= MEDIAN_MS:
                missed.append(f"{name}: {MEDIAN_MS} ms")
            if count == LARGE and (read + model >= LARGE_MS or memory >= LARGE_BYTES):
                missed.append(f"{name}: {LARGE_MS} ms, {LARGE_BYTES / MIB:.0f} MB")
            if kind == "json" and count != MEDIAN:
                per_component.append((read + model) / count)
    if per_component[-1] > GROWTH * per_component[0]:
        missed.append("time grows faster than the document")
    for line in missed:
        print("MISSED " + line)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
