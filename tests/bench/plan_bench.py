#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long `headwater policy plan` takes for a platform's open merge requests.

usage: plan_bench.py PLAN_STORE HEADWATER [COUNT]

Has `headwater evaluate` judge changes of 1 to 100 files in a repository of 2,000, makes a store of
2,000 open merge requests (or COUNT) that were judged like these, and asks what a policy with every
rule of the strict preset as a gate would make of them. Prints a table with the time beside that of
one `headwater replay`. Exit 1 when a plan of 2,000 takes longer than 60 s on two cores, or says
something of fewer merge requests than there are.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = 2_000
CHANGED = [1, 3, 10, 30, 100]
BAR_SECONDS = 60
BAR_COUNT = 2_000
REPLAYS = 7

INSTANCE = """contact: rules@example.org
owners: [platform/rules]
extends: preset:strict
rules:
  license/header-missing: {mode: {start: hint, 2027-03-01: gate, cohorts: 4}, stop_if: {red: 20%}}
"""


def git(folder, *words, data=None):
    return subprocess.run(["git", "-C", folder, *words], input=data, check=True,
                          capture_output=True).stdout.decode().strip()


def content(number, version):
    lines = [f"int value_{number}_{line}(void) {{ return {line * version}; }}" for line in range(120)]
    head = "// SPDX-License-Identifier: EUPL-1.2\n" if number % 3 else ""
    return head + "\n".join(lines) + "\n"


def stream():
    """For git fast-import: the target, and for each size a branch that changes so many files."""
    parts = []

    def commit(branch, files, parent):
        parts.append(f"commit refs/heads/{branch}\ncommitter A <a@example.org> 1700000000 +0000\n"
                     f"data 6\nchange\n" + (f"from {parent}\n" if parent else ""))
        for path, text in files:
            parts.append(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n")

    commit("main", [(f"src/{n // 100}/file_{n}.c", content(n, 1)) for n in range(FILES)], None)
    for changed in CHANGED:
        commit(f"change-{changed}", [(f"src/{n // 100}/file_{n}.c", content(n, 2))
                                     for n in range(changed)], "refs/heads/main")
    return "".join(parts).encode()


def judge(program, folder, changed):
    """What the evaluator hands over for one change, with its record."""
    request = {"schema": "headwater.evaluate/1", "repository": "city/kettle", "mirror": folder,
               "target": git(folder, "rev-parse", "main"),
               "head": git(folder, "rev-parse", f"change-{changed}"), "target_branch": "main",
               "target_is_default": True, "as_of": "2026-11-22",
               "policy": {"standard": "preset:opencode"}, "record": True}
    return subprocess.run([program, "evaluate"], input=json.dumps(request).encode(), check=True,
                          capture_output=True).stdout


def make_store(maker, program, folder, count):
    repository = f"{folder}/repository.git"
    Path(repository).mkdir()
    git(repository, "init", "-q", "--bare")
    git(repository, "fast-import", "--quiet", data=stream())
    answers = []
    for changed in CHANGED:
        answers.append(f"{folder}/answer-{changed}")
        Path(answers[-1]).write_bytes(judge(program, repository, changed))
    return subprocess.run([maker, folder, str(count), *answers], check=True,
                          capture_output=True).stdout.decode().strip()


def timed(*words):
    start = time.monotonic()
    done = subprocess.run(words, capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: {done.stderr.decode()}")
    return time.monotonic() - start, done.stdout


def main():
    maker, program = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else BAR_COUNT
    with tempfile.TemporaryDirectory() as folder:
        first = make_store(maker, program, folder, count)
        instance = f"{folder}/new.yml"
        Path(instance).write_text(INSTANCE)
        seconds, out = timed(program, "policy", "plan", "--instance", instance, "--store", folder,
                             "--format", "json")
        replay = statistics.median(
            timed(program, "replay", first, "--store", folder)[0] for _ in range(REPLAYS))
    told = json.loads(out)["open"]
    print("| open merge requests | plan | of each | one replay | ratio | turn red | new hints |")
    print("|---:|---:|---:|---:|---:|---:|---:|")
    each = seconds / count
    print(f"| {count} | {seconds:.1f} s | {each * 1000:.1f} ms | {replay * 1000:.0f} ms | "
          f"{each / replay:.2f} x | {told['turn_red']} | {told['new_hints']} |")
    bar = BAR_SECONDS * count / BAR_COUNT
    if told["said"] != count:
        print(f"something is said of {told['said']} only", file=sys.stderr)
    if seconds > bar:
        print(f"longer than {bar:.0f} s", file=sys.stderr)
    return 0 if told["said"] == count and seconds <= bar else 1


if __name__ == "__main__":
    sys.exit(main())
