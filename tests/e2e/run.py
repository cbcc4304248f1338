#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that is tried end to end, several at once: most of their time is waiting.

    run.py HEADWATER FORGE_DOUBLE      prints what each says once it has ended; 1 if one failed
"""

import concurrent.futures
import os
import pathlib
import subprocess
import sys
import time

FOLDER = pathlib.Path(__file__).parent
PARTS = 6
AT_ONCE = (os.cpu_count() or 1) + 1


def commands(headwater, double):
    """Each with the folder of this file before its name; those that take longest come first."""
    for part in range(PARTS):
        yield ["service.py", f"--part={part}/{PARTS}", headwater, double]
    for name in ("service_policy.py", "service_forks.py", "service_commands.py", "documents.py"):
        yield [name, headwater, double]
    for name in ("forks.py", "../rules/license/meaning.py", "upstream.py", "fork_child.py"):
        yield [name, headwater]
    yield ["connect.py", headwater, double]
    for name in ("provenance.sh", "check.sh", "fix.sh", "index.sh"):
        yield [name, headwater]
    yield ["forge.sh", double]


def run(command):
    """Its exit code, its seconds and what it printed."""
    started = time.monotonic()
    name, *arguments = command
    program = "bash" if name.endswith(".sh") else "python3"
    # The double answers until it is ended: what it then holds is no leak.
    ended = subprocess.run([program, str(FOLDER / name), *arguments], check=False,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
    return ended.returncode, time.monotonic() - started, ended.stdout.decode(errors="replace")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    failed = []
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        running = {pool.submit(run, command): command for command in commands(*sys.argv[1:])}
        for one in concurrent.futures.as_completed(running):
            name = " ".join(word for word in running[one] if word not in sys.argv[1:])
            code, seconds, said = one.result()
            print(f"-- {name} ({seconds:.0f} s)\n{said}", end="", flush=True)
            if code != 0:
                failed.append(name)
    for name in failed:
        print(f"FAILED: {name}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
