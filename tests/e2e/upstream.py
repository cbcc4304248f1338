#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""The child that brings a copy of an upstream up to date, against servers good and bad.

    upstream.py HEADWATER
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

SERVER = pathlib.Path(__file__).parents[1] / "service" / "git" / "git_server.py"
STORIES = []
NOW = 1_790_000_000


def story(function):
    STORIES.append(function)
    return function


def git(folder, *arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "Alex Example", f"GIT_{who}_EMAIL": "a@example.org"}
    return subprocess.run(["git", "-C", str(folder), *arguments], env=environment, check=True,
                          capture_output=True, text=True).stdout.strip()


class World:
    """A git server with one project, and a folder of copies."""

    def __init__(self, headwater, folder):
        self.headwater, self.folder = headwater, pathlib.Path(folder)
        self.served = self.folder / "served"
        self.copies = self.folder / "data" / "upstreams"
        self.copies.mkdir(parents=True, mode=0o700)
        self.project = self.served / "project.git"
        self.project.mkdir(parents=True)
        git(self.project, "init", "--quiet", "--initial-branch=main")
        self.commit("first")
        self.server = subprocess.Popen([sys.executable, "-B", SERVER, self.served],
                                       stdout=subprocess.PIPE, text=True)
        self.url = f"http://127.0.0.1:{self.server.stdout.readline().split()[0]}"

    def close(self):
        self.server.kill()
        self.server.wait()

    def commit(self, text):
        (self.project / "file").write_text(text)
        git(self.project, "add", "--all")
        git(self.project, "commit", "--quiet", "--message", text)

    def mode(self, text):
        (self.served / "mode").write_text(text)

    def requests(self):
        log = self.served / "log"
        return log.read_text().splitlines() if log.exists() else []

    def request(self, now=NOW, path="/project", fetch_ms=20000, private=1):
        return (f"headwater-refresh 1\nroot {self.copies}\nurl {self.url}{path}\n"
                f"private {private}\nproxy \nauthorities \nhttp 1\nbytes {64 << 20}\n"
                f"clone-ms {fetch_ms}\nfetch-ms {fetch_ms}\nnow {now}\n")

    def start(self):
        return subprocess.Popen([self.headwater, "upstream", "refresh"], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env={"ASAN_OPTIONS": "detect_leaks=0"}, umask=0o077,
                                start_new_session=True)

    def refresh(self, **settings):
        child = self.start()
        out, err = child.communicate(self.request(**settings), timeout=120)
        return out, err

    def state(self):
        files = list(self.copies.glob("*.copy"))
        assert len(files) <= 1, files
        return files[0].read_text().splitlines()[1:] if files else []


def expect(got, wanted):
    assert got == wanted, f"{got!r}, wanted {wanted!r}"


@story
def a_copy_says_what_its_index_holds(world):
    expect(world.refresh()[0], "done\n")
    fetched, name = world.state()
    expect(fetched, f"fetched {NOW}")
    world.commit("second")
    expect(world.refresh(now=NOW + 60)[0], "done\n")
    later, other = world.state()
    expect(later, f"fetched {NOW + 60}")
    assert other != name
    assert all(line.endswith(" -") for line in world.requests()), "a credential was sent"
    for copy in world.copies.glob("*"):
        assert not copy.stat().st_mode & 0o077, f"{copy} is open to others"


@story
def what_is_not_there_is_said_without_a_state(world):
    out, _ = world.refresh(path="/absent")
    assert out.startswith(("not-found ", "transient ")), out
    expect(world.state(), [])


@story
def ones_own_network_is_not_called(world):
    out, _ = world.refresh(private=0)
    assert out.startswith("denied "), out
    expect(world.requests(), [])


@story
def servers_that_mean_no_good_leave_the_copy_as_it_was(world):
    expect(world.refresh()[0], "done\n")
    before = world.state()
    world.commit("second")
    for mode in ("endless-refs", "cut-pack", "junk-pack", "wrong-type", "escapes", "sha256",
                 "redirect http://127.0.0.1:1"):
        world.mode(mode)
        out, err = world.refresh(now=NOW + 60)
        assert not out.startswith("done"), f"{mode}: {out}"
        assert "\x1b" not in out + err, f"{mode}: escapes in what is logged"
        expect(world.state(), before)
    world.mode("smart")
    expect(world.refresh(now=NOW + 60)[0], "done\n")


def descendants(session):
    """Processes that a child left, by the number of its session or a parent in it."""
    found, parents = [], {session}
    for entry in sorted(pathlib.Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z" and (int(fields[1]) in parents or int(fields[3]) == session):
            parents.add(int(entry.name))
            found.append(int(entry.name))
    return found


@story
def told_to_end_it_ends_with_everything_it_started(world):
    world.mode("slow 600")
    child = world.start()
    child.stdin.write(world.request(fetch_ms=600000))
    child.stdin.close()
    end = time.monotonic() + 60
    while not world.requests() and time.monotonic() < end:
        time.sleep(0.05)
    assert world.requests(), "it never called"
    family = descendants(child.pid)
    assert len(family) >= 2, "it started no git"
    os.kill(child.pid, signal.SIGTERM)
    child.wait(timeout=30)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        left = [pid for pid in family if pathlib.Path(f"/proc/{pid}").exists()]
        if not left:
            break
        time.sleep(0.1)
    expect(left, [])
    world.mode("smart")
    expect(world.refresh()[0], "done\n")


@story
def what_is_no_request_is_refused(world):
    for text in ("", "x\n", world.request() + "more 1\n"):
        child = world.start()
        out, _ = child.communicate(text, timeout=60)
        assert out.startswith("invalid "), out
        expect(child.returncode, 2)


@story
def a_person_confirms_a_frozen_copy_of_the_service(world):
    config = world.folder / "serve.yml"
    config.write_text(f"gitlab: {{url: '{world.url}', api_token_file: /t, read_token_file: /t}}\n"
                      f"hooks: {{secret_file: /t}}\nstore: {{folder: {world.folder / 'data'}}}\n")
    git(world.project, "tag", "v1")
    expect(world.refresh()[0], "done\n")
    world.commit("second")
    git(world.project, "tag", "--force", "v1")
    expect(world.refresh(now=NOW + 60)[0], "done\n")
    assert "frozen" in world.state(), world.state()

    def confirm(url, file=config):
        return subprocess.run([world.headwater, "upstream", "confirm", url, "--config", str(file)],
                              capture_output=True, text=True, timeout=60)

    expect(confirm(f"{world.url}/other").returncode, 3)
    expect(confirm(f"{world.url}/project", world.folder / "absent.yml").returncode, 2)
    done = confirm(f"{world.url}/project.git")
    expect(done.returncode, 0)
    assert "is confirmed" in done.stdout, done.stdout
    expect(confirm(f"{world.url}/project").returncode, 3)
    expect(world.refresh(now=NOW + 120)[0], "done\n")
    expect(world.state()[0], f"fetched {NOW + 120}")
    assert "frozen" not in world.state()


def main():
    headwater = str(pathlib.Path(sys.argv[1]).resolve())
    for tell in STORIES:
        with tempfile.TemporaryDirectory() as folder:
            world = World(headwater, folder)
            try:
                tell(world)
            finally:
                world.close()
        print("passed:", tell.__name__.replace("_", " "))


if __name__ == "__main__":
    main()
