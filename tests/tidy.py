# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs clang-tidy over every product source and exits with 1 when it complains.

    cmake --preset release && python3 tests/tidy.py build/release [--all]

Without --all the checks are left out that take as long as all others together, and the one that
follows calls: what it finds depends on which sources are read together.

Most of the time of clang-tidy goes into what a source includes, so units.py puts sources together.
Where they cannot be read together all the same, and with --all, each is read by itself.
"""

import concurrent.futures
import json
import os
import shlex
import subprocess
import sys

import units

ROOTS = ("include/", "hooks/", "rules/", "service/")
PER_UNIT = 48
FOR_ALL = ("performance-unnecessary-value-param", "readability-identifier-naming",
           "cppcoreguidelines-owning-memory", "bugprone-exception-escape")


ALL = "--all" in sys.argv
LEFT_OUT = "--checks=" + ("" if ALL else ",".join("-" + check for check in FOR_ALL))


def flags_of(database):
    """What any of the sources is compiled with, but for warnings and what is written."""
    flags = {"-std=c++20": None}
    for entry in database:
        words = shlex.split(entry["command"])
        for word, following in zip(words, words[1:]):
            if word.startswith(("-I", "-D")):
                flags[word] = None
            if word == "-isystem":
                flags["-isystem" + following] = None
    return list(flags)


def run(sources, flags):
    """Whether clang-tidy was content, and what it says."""
    ended = subprocess.run(
        ["clang-tidy", "--quiet", "--config-file=.clang-tidy", LEFT_OUT,
         "--extra-arg=-Wno-unknown-warning-option"] + sources + ["--"] + flags,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    said = ended.stdout.decode(errors="replace")
    if ended.returncode != 0 and not said:
        said = f"clang-tidy failed on {' '.join(sources)}\n"
    return ended.returncode == 0, said


def check(number, unit, folder, flags):
    """The same for a unit."""
    source = os.path.join(folder, f"{number}.cc")
    with open(source, "w", encoding="utf-8") as file:
        file.write(units.text_of(unit))
    content, said = run([source], flags)
    # An error of the compiler may be one of reading them together.
    alone = [one.path for one in unit]
    return run(alone, flags) if "[clang-diagnostic-error]" in said else (content, said)


def main(build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        database = json.load(file)
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard",
                             "--", "*.cc"], stdout=subprocess.PIPE, check=True).stdout
    paths = [path for path in listed.decode().split("\0")
             if path.startswith(ROOTS) and os.path.exists(path)]
    together = units.units_of(paths, 1 if ALL else PER_UNIT)
    folder = os.path.join(build, "tidy")
    os.makedirs(folder, exist_ok=True)
    flags = flags_of(database)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda item: check(*item, folder, flags), enumerate(together)))
    for content, said in results:
        if not content:
            print(said, end="")
    print(f"clang-tidy: {len(paths)} sources in {len(together)} units")
    return 0 if all(content for content, _ in results) else 1


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--all"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
