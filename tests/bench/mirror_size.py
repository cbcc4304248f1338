# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a mirror without file contents costs, against a full bare clone of the same repository.

    python3 tests/bench/mirror_size.py REPOSITORY

REPOSITORY is a bare repository on this disk (`git clone --mirror https://github.com/curl/curl`). It
is served by tests/service/git/git_server.py on 127.0.0.1, and all copies are fetched from there,
one after the other. Prints a table; exit 1 when a bar is missed. Also prints how long looking up
missing objects takes among many packs, which is why packs are joined
(service/git/mirror_clean_up.cc).
"""

import os
import subprocess
import sys
import tempfile
import time

MIB = 1 << 20
# The bar for a mirror's share of a full clone's bytes, with the same references.
MAX_SHARE = 1 / 3
MIN_FULL_BYTES = 100 * MIB
BLOBS = 500
LOOK_UPS = 2000
PACKS = (0, 50, 500, 1500)
SERVER = os.path.join(os.path.dirname(os.path.realpath(__file__)),
                      "..", "service", "git", "git_server.py")
# As service/git/git_command.cc sets it where it bears on size and time.
SETTINGS = {"protocol.version": "2", "fetch.unpackLimit": "1", "transfer.unpackLimit": "1",
            "gc.auto": "0", "maintenance.auto": "false", "pack.threads": "1",
            "fetch.writeCommitGraph": "false", "advice.fetchShowForcedUpdates": "false",
            "safe.directory": "*"}


def environment(extra=()):
    settings = {**SETTINGS, **dict(extra)}
    result = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
              "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_NO_LAZY_FETCH": "1",
              "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        result[f"GIT_CONFIG_KEY_{number}"] = key
        result[f"GIT_CONFIG_VALUE_{number}"] = value
    return result


def git(repository, *arguments, data=None, extra=()):
    return subprocess.run(["git", "--git-dir=" + repository, *arguments], input=data, check=True,
                          env=environment(extra), capture_output=True).stdout


def size(folder):
    return sum(os.path.getsize(os.path.join(path, name))
               for path, _, names in os.walk(folder) for name in names)


def mirror(path, url, options, refs):
    """Makes a bare repository and fetches the references; gives seconds and bytes."""
    subprocess.run(["git", "init", "-q", "--bare", "--template=", path], check=True,
                   env=environment())
    start = time.perf_counter()
    git(path, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *options, "--", url, *refs)
    return time.perf_counter() - start, size(path)


def missing_look_ups(path):
    """As a reader sees them that does not know of promised objects, as libgit2 does not."""
    with open(os.path.join(path, "config"), "w", encoding="utf-8") as config:
        config.write("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    ids = b"".join(b"%040x\n" % number for number in range(1, LOOK_UPS + 1))
    start = time.perf_counter()
    git(path, "cat-file", "--batch-check", data=ids)
    return time.perf_counter() - start


def add_packs(source, path, ids):
    """One pack for each object, as a fetch for each verdict leaves them."""
    folder = os.path.join(path, "objects", "pack", "pack")
    for oid in ids:
        name = git(source, "pack-objects", "--quiet", folder, data=oid + b"\n").decode().strip()
        with open(f"{folder}-{name}.promisor", "w", encoding="utf-8"):
            pass


def join(path):
    folder = os.path.join(path, "objects", "pack")
    packs = [name for name in os.listdir(folder) if name.endswith(".pack")]
    small = [name for name in packs if os.path.getsize(os.path.join(folder, name)) < MIB]
    start = time.perf_counter()
    git(path, "pack-objects", "--quiet", "--stdin-packs", os.path.join(folder, "pack"),
        data="".join(name + "\n" for name in small).encode())
    return len(small), time.perf_counter() - start


def main():
    source = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory() as work:
        os.mkdir(os.path.join(work, "served"))
        os.symlink(source, os.path.join(work, "served", "project.git"))
        with subprocess.Popen([sys.executable, "-B", SERVER, os.path.join(work, "served")],
                              stdout=subprocess.PIPE) as server:
            try:
                port = int(server.stdout.readline().split()[0])
                return measure(source, work, f"http://127.0.0.1:{port}/project.git")
            finally:
                server.kill()


def measure(source, work, url):
    refs = ["+refs/heads/*:refs/headwater/branch/*", "+refs/tags/*:refs/headwater/tag/*"]
    full_seconds, full_bytes = mirror(os.path.join(work, "full.git"), url, [], refs)
    blobless = os.path.join(work, "blobless.git")
    seconds, used = mirror(blobless, url, ["--filter=blob:none"], refs)
    one = ["+HEAD:refs/headwater/branch/one"]
    one_seconds, one_bytes = mirror(os.path.join(work, "one.git"), url, ["--filter=blob:none"], one)
    again = time.perf_counter()
    git(blobless, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none",
        "--", url, *refs)
    again = time.perf_counter() - again
    ids = list(dict.fromkeys(line.split()[2] for line in git(
        source, "ls-tree", "-r", "HEAD").splitlines() if b" blob " in line))
    wanted = b"\n".join(ids[:BLOBS]) + b"\n"
    blobs = time.perf_counter()
    git(blobless, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--filter=blob:none",
        "--stdin", "--", url, data=wanted, extra=[("fetch.negotiationAlgorithm", "noop")])
    blobs = time.perf_counter() - blobs
    print("| copy | bytes | time |\n|---|---|---|")
    print(f"| full bare clone, all branches and tags | {full_bytes / MIB:.0f} MiB "
          f"| {full_seconds:.1f} s |")
    print(f"| the same without contents | {used / MIB:.0f} MiB ({used / full_bytes:.2f}) "
          f"| {seconds:.1f} s |")
    print(f"| default branch without contents: a mirror | {one_bytes / MIB:.0f} MiB "
          f"({one_bytes / full_bytes:.2f}) | {one_seconds:.1f} s |")
    print(f"| nothing new to fetch | | {again * 1000:.0f} ms |")
    print(f"| {min(BLOBS, len(ids))} file contents by id | | {blobs * 1000:.0f} ms |")
    print_packs(source, blobless, ids)
    if full_bytes < MIN_FULL_BYTES:
        print(f"the repository is smaller than {MIN_FULL_BYTES // MIB} MiB", file=sys.stderr)
        return 1
    if used > MAX_SHARE * full_bytes:
        print(f"the mirror takes more than {MAX_SHARE} of the full clone", file=sys.stderr)
        return 1
    return 0


def print_packs(source, blobless, ids):
    print(f"\n| packs beside the first | {LOOK_UPS} look-ups of missing objects |\n|---|---|")
    made = 0
    for packs in PACKS:
        # Objects of the whole history, so that there are enough.
        add_packs(source, blobless, ids[made:packs])
        made = min(packs, len(ids))
        print(f"| {made} | {min(missing_look_ups(blobless) for _ in range(3)) * 1000:.0f} ms |")
    joined, seconds = join(blobless)
    print(f"\n{joined} small packs joined into one in {seconds * 1000:.0f} ms.")


if __name__ == "__main__":
    sys.exit(main())
