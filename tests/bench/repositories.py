# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Repositories for the benchmarks: a large honest one, and the hostile ones.

The hostile ones hold objects that git itself would not write, so their pack file is written here
(format: https://git-scm.com/docs/pack-format) and indexed by git.
"""

import hashlib
import os
import struct
import subprocess
import sys
import zlib

WHO = "a <a@example.org> 1700000000 +0000"
COMMIT, TREE, BLOB = 1, 2, 3
NAMES = {COMMIT: "commit", TREE: "tree", BLOB: "blob"}


def git(repo, *arguments, data=None):
    """Runs git in the repository and gives its output."""
    return subprocess.run(["git", "-C", repo, *arguments], input=data, check=True,
                          capture_output=True).stdout


class Pack:
    """Objects written straight into a pack file of a new bare repository."""

    def __init__(self, path):
        self.path = path
        self.objects = {}
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", path], check=True)

    def add(self, kind, body):
        oid = hashlib.sha1(f"{NAMES[kind]} {len(body)}\0".encode() + body).digest()
        self.objects[oid] = (kind, body)
        return oid

    def tree(self, entries):
        """entries: (mode, name, id), sorted by the caller as git sorts them."""
        return self.add(TREE, b"".join(mode.encode() + b" " + name.encode() + b"\0" + oid
                                       for mode, name, oid in entries))

    def commit(self, tree, parents, message, date=1700000000):
        who = WHO.replace("1700000000", str(date))
        lines = [f"tree {tree.hex()}"] + [f"parent {p.hex()}" for p in parents]
        lines += [f"author {who}", f"committer {who}", "", ""]
        return self.add(COMMIT, "\n".join(lines).encode() + message)

    def finish(self, refs):
        with open(os.path.join(self.path, "made.pack"), "wb") as out:
            digest = hashlib.sha1()

            def write(data):
                digest.update(data)
                out.write(data)

            write(b"PACK" + struct.pack(">II", 2, len(self.objects)))
            for kind, body in self.objects.values():
                write(self._header(kind, len(body)) + zlib.compress(body, 1))
            out.write(digest.digest())
        with open(os.path.join(self.path, "made.pack"), "rb") as pack:
            subprocess.run(["git", "-C", self.path, "index-pack", "--stdin"], stdin=pack,
                           check=True, capture_output=True)
        os.unlink(os.path.join(self.path, "made.pack"))
        for name, oid in refs.items():
            path = os.path.join(self.path, "refs", "heads", name)
            with open(path, "w", encoding="ascii") as ref:
                ref.write(oid.hex() + "\n")

    @staticmethod
    def _header(kind, size):
        byte = kind << 4 | size & 15
        size >>= 4
        header = bytearray()
        while size:
            header.append(byte | 0x80)
            byte = size & 0x7F
            size >>= 7
        header.append(byte)
        return bytes(header)


def source(name, lines):
    """A C file with a licence header and some lines of its own."""
    body = "".join(f"int {name}_{i}(int x) {{ return x + {i}; }}\n" for i in range(lines))
    return f"// SPDX-License-Identifier: EUPL-1.2\n{body}".encode()


def large(path, files=20000, commits=5000, changed=1000):
    """main with `commits` commits over `files` files; feature changes `changed` of them; main has
    moved on since feature left it."""
    subprocess.run(["git", "init", "-q", "-b", "main", path], check=True)
    stream = []

    def blob(name, content):
        return f"M 100644 inline {name}\ndata {len(content)}\n".encode() + content + b"\n"

    def commit(branch, date, start, body):
        who = WHO.replace("1700000000", str(date))
        head = f"commit refs/heads/{branch}\nauthor {who}\ncommitter {who}\ndata 6\nchange\n"
        stream.append((head + (f"from {start}\n" if start else "")).encode() + body)

    names = [f"src/part{i // 400:02}/dir{i // 40 % 10}/file{i:05}.c" for i in range(files)]
    date = 1700000000
    commit("main", date, None, b"".join(blob(n, source(f"f{i}", 40)) for i, n in enumerate(names)))
    for i in range(1, commits):
        n = i * 7 % files
        commit("main", date + i, None, blob(names[n], source(f"f{n}", 40 + i % 9)))
    body = b"".join(blob(names[i * 20], source(f"g{i}", 42)) for i in range(changed * 4 // 5))
    body += b"".join(blob(f"src/new/file{i}.c", source(f"n{i}", 60)) for i in range(changed // 5))
    commit("feature", date + commits, "refs/heads/main", body)
    commit("main", date + commits + 1, None, blob(names[1], source("f1", 99)))
    subprocess.run(["git", "-C", path, "fast-import", "--quiet"], input=b"".join(stream),
                   check=True)
    git(path, "repack", "-adq")
    git(path, "reset", "-q", "--hard", "main")


def from_folder(path, folder, limit):
    """A repository of the first `limit` files of a real tree, as one commit."""
    subprocess.run(["git", "init", "-q", "-b", "main", path], check=True)
    names = sorted(os.path.join(base, name) for base, _, found in os.walk(folder) for name in found
                   if os.path.isfile(os.path.join(base, name))
                   and not os.path.islink(os.path.join(base, name)))[:int(limit)]
    stream = [f"commit refs/heads/main\nauthor {WHO}\ncommitter {WHO}\ndata 5\ntree\n".encode()]
    for name in names:
        with open(name, "rb") as file:
            content = file.read()
        stream.append(f"M 100644 inline {os.path.relpath(name, folder)}\n"
                      f"data {len(content)}\n".encode() + content + b"\n")
    subprocess.run(["git", "-C", path, "fast-import", "--quiet"], input=b"".join(stream),
                   check=True)
    git(path, "repack", "-adq")
    print(len(names))


def _pair(pack, before, after, message=b"change\n"):
    base = pack.commit(before, [], b"base\n")
    head = pack.commit(after, [base], message, date=1700000001)
    pack.finish({"main": base, "feature": head})


def tree_bomb(path, depth=20, width=10):
    """20 trees, each holding the one below it ten times: 10^20 files."""
    pack = Pack(path)
    oid = pack.add(BLOB, b"int x;\n")
    mode = "100644"
    for _ in range(depth):
        oid = pack.tree([(mode, f"n{i}", oid) for i in range(width)])
        mode = "40000"
    _pair(pack, pack.tree([]), oid)


def deep_tree(path, depth=200000):
    """A chain of 200,000 nested folders."""
    pack = Pack(path)
    oid = pack.tree([("100644", "f", pack.add(BLOB, b"x\n"))])
    for _ in range(depth):
        oid = pack.tree([("40000", "d", oid)])
    _pair(pack, pack.tree([]), oid)


def huge_message(path, size=100 << 20):
    """A commit with a message of 100 MB."""
    pack = Pack(path)
    tree = pack.tree([("100644", "a.c", pack.add(BLOB, b"int x;\n" * 30))])
    _pair(pack, pack.tree([]), tree, message=b"x" * size)


def criss_cross(path):
    """Two best merge bases: against the older tip of the attacker's branch evil.c is unchanged,
    but the merge adds it."""
    pack = Pack(path)
    old = ("100644", "a.c", pack.add(BLOB, source("a", 20)))
    evil = ("100644", "evil.c", pack.add(BLOB, b"int evil;\n" * 30))
    other = ("100644", "main.c", pack.add(BLOB, source("m", 20)))
    root = pack.commit(pack.tree([old]), [], b"root\n", 1700000000)
    attacker = pack.commit(pack.tree([old, evil]), [root], b"attacker\n", 1700000002)
    main = pack.commit(pack.tree([old, other]), [root], b"main\n", 1700000001)
    target = pack.commit(pack.tree([old, other]), [main, attacker], b"merge, ours\n", 1700000003)
    head = pack.commit(pack.tree([old, evil, other]), [attacker, main], b"merge\n", 1700000004)
    pack.finish({"main": target, "feature": head})


KINDS = {kind.__name__: kind for kind in
         (large, from_folder, tree_bomb, deep_tree, huge_message, criss_cross)}

if __name__ == "__main__":
    KINDS[sys.argv[1]](*sys.argv[2:])
