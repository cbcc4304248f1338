# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the index of an upstream costs, and whether its patch ids tell apart what git's do.

    python3 tests/bench/upstream_bench.py build/release/tests/bench/upstream_bench REPOSITORY...

Each REPOSITORY is a full bare repository on this disk (`git clone --bare
https://github.com/zlib-ng/zlib-ng`); it is copied, nothing is fetched. Prints a table; exit 1 when
a bar is missed. The index is built, and git's own patch ids are made, in turns in the same run.
"""

import collections
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROUNDS = 2
# The bars. Speed: of `git log -p | git patch-id`, in commits a second.
MIN_SPEED_SHARE = 0.8
MAX_SIMILAR_MS = 300
MAX_NOTHING_MS = 100
# An update may take this for each new commit, in units of what a commit of the whole takes, beside
# what it takes to look over all commits that are known.
MAX_UPDATE_SHARE = 3
MAX_UPDATE_BASE_MS = 500
MIN_AGREEMENT = 0.99

CHANGE_COMMITS = 50
UPDATE_COMMITS = 100
AGREEMENT_COMMITS = 3_000
REACHED = ["--branches", "--tags"]


def git(repository, *arguments, data=None):
    return subprocess.run(["git", "--git-dir=" + repository, *arguments], input=data, check=True,
                          capture_output=True).stdout.decode()


def ask(bench, *arguments, data=None):
    output = subprocess.run([bench, *arguments], input=data, check=True,
                            stdout=subprocess.PIPE).stdout.decode()
    return json.loads(output)


def newest(repository, count):
    return git(repository, "rev-list", "--no-merges", f"--max-count={count}", *REACHED)


def floor(repository):
    """Seconds that git takes for the patch ids of everything."""
    start = time.monotonic()
    with subprocess.Popen(["git", "--git-dir=" + repository, "log", "-p", "--no-merges", *REACHED],
                          stdout=subprocess.PIPE) as log:
        subprocess.run(["git", "patch-id", "--stable"], stdin=log.stdout, check=True,
                       stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def build(bench, repository, folder):
    """The best milliseconds of ours and of git's, how many commits, and where the index is."""
    index = os.path.join(folder, "index")
    ours, gits = [], []
    for _ in range(ROUNDS):
        shutil.rmtree(index, ignore_errors=True)
        report = ask(bench, "update", repository, index)
        ours.append(report["ms"])
        gits.append(floor(repository) * 1000)
    return (min(ours), min(gits)), report["commits"], index


def size(folder):
    return sum(entry.stat().st_size for entry in os.scandir(folder))


def update_of_few(bench, repository, folder):
    """Milliseconds of an update by the last commits, and how many they were."""
    head = git(repository, "rev-parse", "HEAD").strip()
    old = git(repository, "rev-parse", f"HEAD~{UPDATE_COMMITS}").strip()
    for name in git(repository, "for-each-ref", "--format=%(refname)").split():
        git(repository, "update-ref", "-d", name)
    index = os.path.join(folder, "few")
    git(repository, "update-ref", "refs/heads/main", old)
    ask(bench, "update", repository, index)
    git(repository, "update-ref", "refs/heads/main", head)
    report = ask(bench, "update", repository, index)
    return report["ms"], report["new"]


def pairs(text):
    """Which commits do the same, as pairs."""
    groups = collections.defaultdict(list)
    for line in text.splitlines():
        patch, commit = line.split()
        groups[patch].append(commit)
    return {(a, b) for group in groups.values() for a in group for b in group if a < b}


def agreement(bench, repository):
    """The share of the pairs of equal commits that are equal for both, and how many there are."""
    data = newest(repository, AGREEMENT_COMMITS).encode()
    ours = pairs(subprocess.run([bench, "ids", repository], input=data, check=True,
                                stdout=subprocess.PIPE).stdout.decode())
    patches = subprocess.run(["git", "--git-dir=" + repository, "diff-tree", "--stdin", "--root",
                              "-p"], input=data, check=True, stdout=subprocess.PIPE).stdout
    gits = pairs(subprocess.run(["git", "patch-id", "--stable"], input=patches, check=True,
                                stdout=subprocess.PIPE).stdout.decode())
    either = ours | gits
    return (len(ours & gits) / len(either) if either else 1.0), len(either)


class Table:
    def __init__(self):
        self.missed = False

    def row(self, what, figure, bar="", good=True):
        self.missed |= not good
        print(f"| {what} | {figure} | {bar}{'' if good else ' **missed**'} |")


def measure(bench, source, table):
    with tempfile.TemporaryDirectory() as folder:
        repository = os.path.join(folder, "copy.git")
        subprocess.run(["git", "clone", "-q", "--bare", source, repository], check=True)
        (index_ms, git_ms), commits, index = build(bench, repository, folder)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        table.row(f"**{source}**, {commits:,} commits", f"index of {size(index) >> 10:,} KiB")
        table.row("`git log -p` and `git patch-id`, for comparison", f"{git_ms:,.0f} ms")
        table.row("index from nothing", f"{index_ms:,.0f} ms, {git_ms / index_ms:.2f} of its speed",
                  f">= {MIN_SPEED_SHARE}", git_ms / index_ms >= MIN_SPEED_SHARE)
        table.row("largest process until then, git's included", f"{memory} MiB")
        nothing = ask(bench, "update", repository, index)["ms"]
        table.row("update of nothing", f"{nothing:.0f} ms", f"< {MAX_NOTHING_MS} ms",
                  nothing < MAX_NOTHING_MS)
        found = ask(bench, "similar", repository, index,
                    data=newest(repository, CHANGE_COMMITS).encode())
        table.row(f"similar commits of {found['of']}", f"{found['similar']:.0f} ms, opening it "
                  f"{found['open']:.0f} ms, their patches {found['patches']:.0f} ms",
                  f"< {MAX_SIMILAR_MS} ms", found["similar"] + found["open"] < MAX_SIMILAR_MS)
        table.row("of these, found as the same patch", f"{found['same']} of {found['of']}", "all",
                  found["same"] == found["of"])
        share, count = agreement(bench, repository)
        table.row("pairs of commits that are equal for both or for one", f"{share:.1%} of {count}",
                  f">= {MIN_AGREEMENT:.0%}", share >= MIN_AGREEMENT)
        few_ms, few = update_of_few(bench, repository, folder)
        most = MAX_UPDATE_BASE_MS + MAX_UPDATE_SHARE * few * index_ms / commits
        table.row(f"update by {few} commits", f"{few_ms:.0f} ms", f"< {most:.0f} ms", few_ms < most)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    table = Table()
    print("| what | figure | bar |\n|---|---:|---|")
    for source in sys.argv[2:]:
        measure(sys.argv[1], source, table)
    sys.exit(1 if table.missed else 0)


if __name__ == "__main__":
    main()
