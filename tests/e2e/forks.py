#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `headwater index` makes of projects of which we know where they come from.

    forks.py HEADWATER [FOLDER]

Ten projects with releases; sixty imports of them, six ways each; and more than two hundred projects
that nobody took from anybody: strangers, those that carry the same licence, lock file or script
along, those begun from one of three templates. All are made up here, from a seed. Asked are the
imports and the others; found must be at least 95 % of the imports, and no stranger, and no template
called a fork. With FOLDER the repositories are kept there.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from made_projects import COMMON, DAY, SHAPES, START, Maker, Repository, develop

FORKS = {"declared-fork", "undeclared-fork", "sibling", "squashed-import", "vendored-directory"}
RECALL = 0.95
LATER = START + 900 * DAY  # Imports come when all releases are out.


def add_own(files, maker):
    return files | maker.sources(len(files) // 3, "local/")


def move_and_thin(files, maker):
    kept = [path for path in sorted(files) if maker.random.random() > 0.3]
    host = maker.project(30)
    return host | {f"vendor/upstream/{path}": files[path] for path in kept}


def with_crlf(files, _):
    return {path: text.replace("\n", "\r\n") for path, text in files.items()}


def with_header_and_name(files, maker, old):
    sign = {".py": "#", ".c": "//", ".java": "//", ".js": "//", ".go": "//"}
    changed = {}
    for path, text in files.items():
        mark = sign.get(pathlib.PurePath(path).suffix)
        head = (f"{mark} SPDX-FileCopyrightText: 2026 Alex Example\n"
                f"{mark} SPDX-License-Identifier: EUPL-1.2\n\n") if mark else ""
        changed[path.replace(old, maker.name)] = head + text.replace(old, maker.name)
    return changed


def copy_some(files, maker):
    sources = [path for path in sorted(files) if path.startswith("src/")]
    taken = maker.random.sample(sources, max(6, len(sources) * 15 // 100))
    return maker.project(40) | {path: files[path] for path in taken}


WAYS = {
    "plain": lambda files, maker, old: files,
    "with own files": lambda files, maker, old: add_own(files, maker),
    "moved and thinned": lambda files, maker, old: move_and_thin(files, maker),
    "CRLF": lambda files, maker, old: with_crlf(files, maker),
    "header and name": with_header_and_name,
    "partly copied": lambda files, maker, old: copy_some(files, maker),
}
# The classes that tell the truth about each.
CLASSES = {way: {"squashed-import"} for way in WAYS} | {
    "moved and thinned": {"vendored-directory"},
    "partly copied": {"vendored-directory", "shared-third-party"}}


class Project:
    def __init__(self, kind, name, repository, origin=None):
        self.kind, self.name, self.repository, self.origin = kind, name, repository, origin
        self.relations = None


def make_origins():
    origins = []
    for number in range(10):
        maker = Maker(f"origin {number}", sorted(SHAPES)[number % len(SHAPES)])
        repository = Repository(START + number * 40 * DAY)
        files = maker.project(36 + 6 * number, common=3)
        repository.commit(files, "Begin")
        states = []
        for release in ("v1.0", "v1.1", "v2.0"):
            files = develop(maker, files, repository, 6)
            repository.tag(release)
            states.append(files)
        develop(maker, files, repository, 5)
        origins.append((Project("origin", f"origins/{maker.name}", repository), states, maker))
    return origins


def make_imports(origins):
    for number, (origin, states, made) in enumerate(origins):
        for way, change in WAYS.items():
            maker = Maker(f"import {number} {way}", made.language)
            files = change(states[number % 3], maker, made.name)
            repository = Repository(LATER + number * DAY)
            repository.commit(files, "Import")
            yield Project(way, f"imports/{number}-{way}", repository, origin.name)


def make_negatives():
    def begin(kind, number, extra, count=None, keep=False):
        maker = Maker(f"{kind} {number}")
        files = maker.project(count or maker.random.randrange(12, 50)) | extra
        repository = Repository(START + maker.random.randrange(900) * DAY)
        if keep:  # A template comes first, and by itself.
            repository.commit(extra, "From a template")
        repository.commit(files, "Begin")
        develop(maker, files, repository, 4)
        return Project(kind, f"{kind}/{number}", repository)

    for number in range(80):
        yield begin("stranger", number, {})
    for number in range(50):
        yield begin("customs", number, COMMON)
    library = Maker("library", "javascript", "wanderer")
    script = {"web/js/wanderer.js": "".join(library.source() for _ in range(40))}
    for number in range(40):
        yield begin("script", number, script)
    for number in range(3):
        maker = Maker(f"template {number}")
        skeleton = maker.project(14 + 4 * number, common=4)
        repository = Repository(START)
        repository.commit(skeleton, "Begin")
        kind = "template" if number < 2 else "unregistered template"
        yield Project(kind, f"templates/{number}", repository)
        for derived in range(14):
            words = {path: text.replace(maker.name, f"app{number}x{derived}") if path in
                     ("README.md", "build.conf") else text for path, text in skeleton.items()}
            yield begin(f"from template {number}", derived, words, 10 + 3 * derived, keep=True)


class Suite:
    def __init__(self, headwater, folder):
        self.headwater, self.folder = headwater, pathlib.Path(folder)
        self.index = self.folder / "index"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder),
                            "GIT_CONFIG_NOSYSTEM": "1", "ASAN_OPTIONS": "detect_leaks=0"}

    def path(self, project):
        return self.folder / "repositories" / project.name.replace(" ", "-")

    def write(self, project):
        if not self.path(project).exists():
            project.repository.write(self.path(project))

    def run(self, *arguments):
        return subprocess.run([self.headwater, "index", *arguments, "--index", str(self.index)],
                              env=self.environment, check=True, capture_output=True,
                              text=True).stdout

    def add(self, project):
        role = ["--role", "template"] if project.kind == "template" else []
        self.run("add", project.name.replace(" ", "-"), str(self.path(project)), *role)

    def ask(self, project):
        out = self.run("query", "--repo", str(self.path(project)), "--format", "json")
        document = json.loads(out)
        assert document["schema"] == "headwater.forks/1", document
        project.relations = document["relations"]


def judge_imports(imports):
    """Wrong and missed ones, as lines."""
    found = collections.Counter()
    right = collections.Counter()
    told = collections.Counter()
    lines = []
    for one in imports:
        ours = [r for r in one.relations if r["project"] == one.origin and r["class"] in
                FORKS | {"shared-third-party"}]
        others = [r for r in one.relations if r["project"] != one.origin and r["class"] in FORKS]
        lines += [f"{one.name}: {r['project']} is no {r['class']}" for r in others]
        if not ours:
            lines.append(f"{one.name}: {one.origin} was not found: {one.relations}")
            continue
        found[one.kind] += 1
        right[one.kind] += ours[0]["class"] in CLASSES[one.kind]
        told[one.kind, ours[0]["direction"]] += 1
        if ours[0]["direction"] == "we-are-upstream":
            lines.append(f"{one.name}: the wrong direction")
    for way in WAYS:
        directions = ", ".join(f"{count} {direction}" for (kind, direction), count
                               in sorted(told.items()) if kind == way)
        print(f"  {way}: {found[way]} of 10 found, {right[way]} in the right class; {directions}")
    return found.total(), right.total(), lines


ALLOWED = {"stranger": set(), "customs": set(), "script": {"shared-third-party"}}


def judge_negatives(negatives):
    lines = []
    counts = collections.Counter()
    for one in negatives:
        counts[one.kind] += 1
        allowed = ALLOWED.get(one.kind, {"template-derived"})
        lines += [f"{one.name}: {r['project']} is no {r['class']}: {r['evidence']}"
                  for r in one.relations if r["class"] not in allowed]
    print("  " + ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    return lines


def main():
    headwater = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory(prefix="headwater-forks-") as temporary:
        started = time.monotonic()
        suite = Suite(headwater, sys.argv[2] if len(sys.argv) > 2 else temporary)
        made = make_origins()
        origins = [origin for origin, _, _ in made]
        imports, negatives = list(make_imports(made)), list(make_negatives())
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(suite.write, origins + imports + negatives))
            print(f"made {len(origins + imports + negatives)} repositories: "
                  f"{time.monotonic() - started:.0f} s", flush=True)
            for one in origins + negatives:
                suite.add(one)
            print(f"indexed: {time.monotonic() - started:.0f} s", flush=True)
            list(pool.map(suite.ask, imports + negatives))
        print(f"asked: {time.monotonic() - started:.0f} s", flush=True)
        found, right, wrong = judge_imports(imports)
        wrong += judge_negatives(negatives)
        print(f"  {found} of {len(imports)} imports found, {right} in the right class; "
              f"{len(negatives)} others; {len(wrong)} wrong answers")
        for line in wrong:
            print(f"  {line}")
        assert found >= RECALL * len(imports), "too few imports were found"
        missed = len(imports) - found
        assert len(wrong) == missed, "somebody was told of a fork that is none"
        assert len(negatives) >= 200 and len(imports) >= 60


if __name__ == "__main__":
    main()
