#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""The child that fills and asks the service's fork index, with orders as the service gives them.

    fork_child.py HEADWATER
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

STORIES = []
NOW = 1_790_000_000
PARTS = ("burial", "ledger", "plot", "keeper", "register", "fee")
# Of a question about 200 files and 50 commits; the machine may be busy.
PATIENCE = 3.0


def story(function):
    STORIES.append(function)
    return function


def expect(got, wanted):
    assert got == wanted, f"{got!r}, wanted {wanted!r}"


class World:
    """Mirrors, and an index of them."""

    def __init__(self, headwater, folder):
        self.headwater, self.folder = headwater, pathlib.Path(folder)
        self.mirrors, self.index = self.folder / "mirrors", self.folder / "fork-index"
        self.mirrors.mkdir()
        self.clock = 1_700_000_000

    def git(self, repository, *arguments):
        self.clock += 60
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder),
                       "GIT_CONFIG_NOSYSTEM": "1"}
        for who in ("AUTHOR", "COMMITTER"):
            environment |= {f"GIT_{who}_NAME": "Alex Example", f"GIT_{who}_EMAIL": "a@example.org",
                            f"GIT_{who}_DATE": f"@{self.clock} +0000"}
        return subprocess.run(["git", "-C", str(repository), *arguments], env=environment,
                              check=True, capture_output=True, text=True).stdout.strip()

    def make(self, name, word, folder="src", root=None):
        repository = (root or self.mirrors) / name
        repository.mkdir(parents=True)
        self.git(repository, "init", "--quiet", "--initial-branch=main")
        self.write(repository, word, folder)
        self.commit(repository)
        return repository

    @staticmethod
    def write(repository, word, folder, parts=PARTS):
        place = repository / folder
        place.mkdir(parents=True, exist_ok=True)
        for part in parts:
            lines = (f"{word} {part}: the rule with number {n} holds\n" for n in range(40))
            (place / f"{part}.c").write_text("".join(lines))

    def commit(self, repository):
        self.git(repository, "add", "--all")
        self.git(repository, "commit", "--quiet", "--message", "change")

    def start(self, text):
        child = subprocess.Popen([self.headwater, "index", "work"], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                 env={"ASAN_OPTIONS": "detect_leaks=0"}, umask=0o077)
        child.stdin.write(text)
        child.stdin.close()
        return child

    def work(self, **order):
        return json.dumps({"schema": "headwater.fork-work/1", "folder": str(self.index),
                           "readable": [str(self.mirrors), str(self.folder / "none")]} | order)

    def ask(self, **order):
        child = self.start(self.work(**order))
        out, err = child.stdout.read(), child.stderr.read()
        child.wait(timeout=120)
        assert child.returncode == 0, f"exit {child.returncode}: {out} {err}"
        return json.loads(out)

    @staticmethod
    def intake(name, repository, partition="public", readers=("public",)):
        return {"partition": partition, "readers": list(readers), "name": name,
                "url": f"https://forge.example/{name}", "copy": str(repository),
                "role": "project", "parent": "", "first_seen": NOW, "now": NOW}

    def take_in(self, name, repository, **settings):
        return self.ask(take_in=self.intake(name, repository, **settings))

    def answer(self, name, repository, target=None, **settings):
        question = {"partition": "public", "readers": ["public"], "name": name,
                    "repository": str(repository), "head": self.git(repository, "rev-parse", "HEAD")}
        if target:
            question["target"] = target
        return self.ask(answer=question | settings)["answer"]

    @staticmethod
    def named(answer):
        return [relation["project"] for relation in answer["facts"]["relations"]]


@story
def a_copy_is_told_of_its_origin_until_that_is_forgotten(world):
    origin, copy = world.make("1.git", "graves"), world.make("2.git", "graves")
    expect(world.take_in("group/origin", origin)["taken"]["changed"], True)
    expect(world.take_in("city/copy", copy)["taken"]["projects"], 2)
    expect(world.named(world.answer("city/copy", copy)), ["group/origin"])
    forgotten = world.ask(forget={"partition": "public", "name": "group/origin"})["forgotten"]
    expect(forgotten, {"was_there": True, "told": ["city/copy"]})
    expect(world.named(world.answer("city/copy", copy)), [])
    for file in world.index.rglob("*"):
        assert not file.stat().st_mode & 0o077, f"{file} is open to others"


@story
def a_branch_that_is_no_branch_of_the_project_changes_nothing(world):
    origin, copy = world.make("1.git", "graves"), world.make("2.git", "trees")
    world.write(copy, "graves", "src")
    world.commit(copy)
    world.git(copy, "update-ref", "refs/merge-requests/1/head", "HEAD")
    world.git(copy, "reset", "--quiet", "--hard", "HEAD~1")
    world.take_in("group/origin", origin)
    world.take_in("city/copy", copy)
    expect(world.named(world.answer("city/copy", copy)), [])


@story
def what_lies_elsewhere_is_not_read(world):
    outside = world.make("1.git", "graves", root=world.folder / "outside")
    answer = world.take_in("group/origin", outside)
    if "taken" in answer:
        print("  landlock is not in force here")
    else:
        assert answer["problem"]["kind"] in ("invalid", "denied", "content"), answer


@story
def without_an_index_that_is_said(world):
    copy = world.make("1.git", "graves")
    question = {"partition": "public", "readers": ["public"], "name": "city/copy",
                "repository": str(copy), "head": world.git(copy, "rev-parse", "HEAD")}
    problem = world.ask(answer=question)["problem"]
    expect(problem["kind"], "content")
    assert str(world.index) in problem["message"], problem
    assert not world.index.exists()


@story
def what_is_no_order_is_refused(world):
    for text in ("", "{}", world.work(), world.work(forget={"partition": "public"}),
                 world.work(forget={"partition": "public", "name": "a", "more": 1}),
                 "[" * 100_000, "x" * (2 << 20)):
        child = world.start(text) if len(text) < 65_536 else subprocess.Popen(
            [world.headwater, "index", "work"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env={"ASAN_OPTIONS": "detect_leaks=0"})
        out = child.stdout.read() if child.stdin.closed else child.communicate(text)[0]
        expect(child.wait(timeout=60), 2)
        expect("problem" in json.loads(out), True)
    assert not world.index.exists()


@story
def two_are_taken_in_at_once(world):
    names = [f"group/project{number}" for number in range(3)]
    orders = [world.work(take_in=world.intake(name, world.make(f"{at}.git", "graves")))
              for at, name in enumerate(names)]
    children = [world.start(order) for order in orders]
    answers = [child.stdout.read() for child in children]
    for child in children:
        child.wait(timeout=120)
    for answer in answers:
        assert "taken" in json.loads(answer), answer
    repository = world.mirrors / "0.git"
    expect(world.take_in(names[0], repository)["taken"]["projects"], 3)


@story
def a_change_of_fifty_commits_is_answered_at_once(world):
    origin = world.make("1.git", "graves", folder=".")
    host = world.make("2.git", "trees")
    world.write(host, "host", "lib", [f"part{number}" for number in range(400)])
    world.write(host, "graves", "vendor/graves")
    world.commit(host)
    world.take_in("group/origin", origin)
    world.take_in("city/host", host)
    target = world.git(host, "rev-parse", "HEAD")
    for number in range(50):
        for part in range(4 * number, 4 * number + 4):
            (host / "lib" / f"part{part}.c").write_text(f"edited {part}\n" * 30)
        world.commit(host)
    (host / "vendor" / "graves" / "fee.c").write_text("ours\n" * 40)
    world.commit(host)
    begin = time.monotonic()
    answer = world.answer("city/host", host, target)
    seconds = time.monotonic() - begin
    print(f"  201 files, 51 commits: {seconds:.2f} s")
    expect([touched["path"] for touched in answer["facts"]["touched"]], ["vendor/graves/fee.c"])
    assert seconds < PATIENCE, f"{seconds} s"


def main():
    headwater = os.path.realpath(sys.argv[1])
    failed = 0
    for one in STORIES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                one(World(headwater, folder))
            except AssertionError as error:
                failed += 1
                print(f"FAIL {one.__name__}: {error}")
    print(f"fork_child: {len(STORIES) - failed} of {len(STORIES)} stories")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
