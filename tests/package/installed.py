#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""The package in a clean Debian: from `apt install` to the first verdict, an upgrade, and a purge.

    installed.py ROOT FORGE_DOUBLE PACKAGE NEWER_PACKAGE

ROOT is a freshly unpacked Debian, which this changes. Everything of Headwater runs inside it; the
GitLab double is outside and answers on the loopback address that both share.
"""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "forge"))
import play  # noqa: E402

CONFIG = "/etc/headwater/headwater.yml"
STATE = "/var/lib/headwater"
# From the first edited line to a verdict in the merge request; the rest of the five minutes that an
# administrator has is for reading.
MOST_SECONDS = 30
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
               "DEBIAN_FRONTEND": "noninteractive",
               **{name: value for name, value in os.environ.items()
                  if name.lower() in ("http_proxy", "https_proxy", "no_proxy")}}
LICENSE_TEXT = (pathlib.Path(__file__).parents[2] / "LICENSES" / "EUPL-1.2.txt").read_text()


class Debian:
    """The system below a folder."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(f"/etc/{name}", self.root / "etc" / name)

    def command(self, *words):
        """One that runs in there with processes of its own, which end with it."""
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child",
                "--mount-proc=" + str(self.root / "proc"), "chroot", str(self.root), *words]

    def run(self, *words, expect=0):
        done = subprocess.run(self.command(*words), env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False)
        if done.returncode != expect:
            raise SystemExit(f"{' '.join(words)}: exit {done.returncode}, expected {expect}\n"
                             + done.stdout)
        return done.stdout

    def path(self, name):
        return self.root / name.lstrip("/")

    def install(self, package):
        shutil.copy(package, self.path("/var/tmp/package.deb"))
        return self.run("apt-get", "-q", "install", "-y", "--no-install-recommends",
                        "/var/tmp/package.deb")


class Service(play.Headwater):
    """What `systemctl start headwater` does: the unit's command, as its user, until it is ready."""

    def __init__(self, debian):
        place = debian.path("/run/notify")
        place.unlink(missing_ok=True)
        self.notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notices.bind(str(place))
        self.notices.settimeout(30)
        place.chmod(0o777)
        command = unit_setting(debian, "ExecStart").split()
        play.Process.__init__(self, debian.command(
            "runuser", "-u", unit_setting(debian, "User"), "--", "env", "-i",
            "NOTIFY_SOCKET=/run/notify", "PATH=/usr/bin:/bin", *command), os.devnull)
        expect("READY=1", self.notices.recv(100).decode(), "what systemd is told")
        self.ports = {name: self._port(name) for name in ("health", "pages", "hooks")}
        self.hook_url = f"http://127.0.0.1:{self.ports['hooks']}/hooks/gitlab"

    def stop(self, sign=None):
        """SIGTERM to the service itself, the last in the chain of commands."""
        pid = self.process.pid
        while children := children_of(pid):
            pid = children[0]
            if name_of(pid) == "headwater":
                break
        os.kill(pid, 15)
        code = self.process.wait(timeout=60)
        expect("STOPPING=1", self.notices.recv(100).decode(), "what systemd is told at the end")
        return code


def children_of(pid):
    return [int(one) for one in
            pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def name_of(pid):
    return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()


def unit_setting(debian, name):
    unit = debian.path("/lib/systemd/system/headwater.service").read_text()
    return next(line.split("=", 1)[1] for line in unit.splitlines()
                if line.startswith(name + "="))


def expect(wanted, found, what):
    if wanted != found:
        raise SystemExit(f"{what}: expected {wanted!r}, found {found!r}")


def expect_in(wanted, text, what):
    if wanted not in text:
        raise SystemExit(f"{what}: expected {wanted!r} in {text!r}")


def refuses_until_edited(debian):
    serve = ("runuser", "-u", "headwater", "--", "headwater", "serve", "--config", CONFIG)
    expect_in("`gitlab.url` is missing", debian.run(*serve, expect=2), "the first start")


def secrets_are_private(debian):
    listed = debian.run("stat", "-c", "%n %a %U:%G", "/etc/headwater", CONFIG,
                        *(f"/etc/headwater/{name}" for name in
                          ("api-token", "read-token", "hook-secret")), STATE)
    expect(["/etc/headwater 750 root:headwater", f"{CONFIG} 644 root:headwater",
            "/etc/headwater/api-token 640 root:headwater",
            "/etc/headwater/read-token 640 root:headwater",
            "/etc/headwater/hook-secret 640 root:headwater", f"{STATE} 700 headwater:headwater"],
           listed.splitlines(), "who may read what")


def edit(debian, url):
    """What an administrator types: the GitLab, and the bot's tokens."""
    file = debian.path(CONFIG)
    text = file.read_text()
    expect(1, text.count("# url: https://gitlab.example.org\n"), "the line to edit")
    file.write_text(text.replace("# url: https://gitlab.example.org\n", f"url: {url}\n"))
    for name, token in (("api-token", play.BOT_TOKEN), ("read-token", play.READ_TOKEN)):
        debian.path(f"/etc/headwater/{name}").write_text(token + "\n")


class Project:
    def __init__(self, debian, forge, folder):
        self.forge, self.folder = forge, folder
        folder.mkdir()
        play.git(folder, "init", "--quiet", "--initial-branch=main")
        self.commit({"LICENSES/EUPL-1.2.txt": LICENSE_TEXT}, "Begin")
        self.number = forge.create_project("city/map", folder, visibility="public")
        self.secret = debian.path("/etc/headwater/hook-secret").read_text()

    def commit(self, files, message):
        for name, text in files.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text)
        play.git(self.folder, "add", "--all")
        play.git(self.folder, "commit", "--quiet", "--message", message)

    def hook(self, url):
        self.forge.api("POST", f"projects/{self.number}/hooks",
                       {"url": url, "token": self.secret, "merge_requests_events": True})

    def verdict(self, branch):
        play.git(self.folder, "checkout", "--quiet", "-b", branch, "main")
        self.commit({f"src/{branch}.c": "int answer = 42;\n" * 12}, "Answer")
        play.git(self.folder, "push", "--quiet", self.forge.push_url("city/map"), branch)
        number = self.forge.open_merge_request(self.number, branch, "Answer")
        found = play.verdict(self.forge, self.number, number)
        expect("failed", found["status"], f"the verdict on {branch}: {found['description']}")


def owner_gone(debian):
    return "headwater" not in debian.path("/etc/passwd").read_text()


def story(debian, double, packages, folder):
    debian.run("apt-get", "-q", "update")
    began = time.monotonic()
    debian.install(packages[0])
    print(f"installed with what it depends on: {time.monotonic() - began:.1f} s")
    expect_in("headwater 0.", debian.run("headwater", "--version"), "the version")
    secrets_are_private(debian)
    refuses_until_edited(debian)
    forge = play.Forge(double, folder)
    project = Project(debian, forge, folder / "project")

    began = time.monotonic()
    edit(debian, forge.url)
    service = Service(debian)
    expect("ready\n", play.wait_for("health", lambda: healthy(debian)), "headwater healthcheck")
    project.hook(service.hook_url)
    project.verdict("first")
    spent = time.monotonic() - began
    print(f"first verdict: {spent:.1f} s after the first edited line (at most {MOST_SECONDS})")
    if spent > MOST_SECONDS:
        raise SystemExit("the first verdict took too long")
    expect(0, service.stop(), "SIGTERM")
    expect_in("not ready", debian.run("headwater", "healthcheck", expect=1), "when it is stopped")

    edited = debian.path(CONFIG).read_text()
    debian.install(packages[1])
    expect(edited, debian.path(CONFIG).read_text(), "the configuration after an upgrade")
    expect(project.secret, debian.path("/etc/headwater/hook-secret").read_text(),
           "the hook's secret after an upgrade")
    service = Service(debian)
    project.verdict("second")
    expect(0, service.stop(), "SIGTERM after an upgrade")
    print("upgraded: configuration, secrets and decisions kept; judges again")

    debian.run("apt-get", "-q", "remove", "-y", "headwater")
    for kept in (CONFIG, STATE + "/headwater.db", "/etc/headwater/api-token"):
        expect(True, debian.path(kept).exists(), f"{kept} after remove")
    debian.run("apt-get", "-q", "purge", "-y", "headwater")
    for gone in ("/etc/headwater", STATE, "/usr/share/doc/headwater", "/usr/bin/headwater"):
        expect(False, debian.path(gone).exists(), f"{gone} after purge")
    expect(True, owner_gone(debian), "the user is gone after purge")
    print("removed: kept what is the administrator's; purged: nothing is left")
    forge.stop()


def healthy(debian):
    done = subprocess.run(debian.command("headwater", "healthcheck"), env=ENVIRONMENT,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def main():
    root, double, *packages = sys.argv[1:]
    if len(packages) != 2:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        story(Debian(root), double, packages, pathlib.Path(folder))


if __name__ == "__main__":
    main()
