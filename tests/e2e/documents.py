#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs every command of the documents, as they stand there, beside a service that has judged something.

    documents.py HEADWATER FORGE_DOUBLE [DOCUMENT...]

A command is a line `$ ...` in a block ```console. It ends with 0, or with what `# exit N` behind it says.
A YAML block whose first line is a comment with a path is that file from there on. Paths of an installed
machine stand for folders of this test; COMMIT, DECISION and city/kettle for those of a merge request;
systemctl for the service of this test. Links between documents lead somewhere, and every metric and alert is explained.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import service
from service import BARE, HEADER, check, play

ROOT = pathlib.Path(__file__).parents[2]
DOCUMENTS = ROOT / "service" / "docs"
# These ask the store of the service, in /var/lib/headwater unless they are told otherwise.
STORE_COMMANDS = ("policy status", "policy plan", "policy ratchet", "decisions ", "replay ", "audit ", "waivers ",
                  "backup ", "report ")
BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.M | re.S)
PUBLICCODE = """publiccodeYmlVersion: "0.4"
name: Register
url: https://git.example.org/city/register.git
developmentStatus: stable
softwareType: standalone/web
platforms: [web]
categories: [data-collection]
description:
  en:
    shortDescription: A register
    longDescription: >-
      A register of what a city has to keep, which other cities have to keep as well, and which
      therefore is written down once for all of them, with everything that belongs to it and with
      nothing that does not. It runs in a browser, asks few questions, and keeps the answers for as
      long as the law wants them. Whoever needs another field adds it in a form; whoever needs
      another form copies one. What is entered is checked while it is entered, and what is
      printed is what was entered. It has been in use for several years, and in several cities.
    features: [keeps things]
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
    - name: Alex Example
localisation:
  localisationReady: true
  availableLanguages: [en]
"""


class Machine:
    """What the documents speak of: an installed service with its folders, and a repository at hand."""

    def __init__(self, world):
        self.world, self.folder = world, world.folder / "machine"
        self.policy = self.folder / "etc" / "policy"
        self.policy.mkdir(parents=True)
        (self.policy / "instance.yml").write_text("contact: https://guide.example.org/help\n"
                                                  "owners: [platform/rules]\n"
                                                  "extends: preset:strict\n")
        self.service_folder = self.folder / "service"
        self.config = self.folder / "etc" / "headwater.yml"
        self.backup = self.folder / "backups" / "headwater"
        self.backup.parent.mkdir()
        (self.folder / "home").mkdir()
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "headwater").symlink_to(pathlib.Path(world.program).resolve())
        self.start()
        self.repository = self.make_repository()
        self.judge_something()

    def start(self):
        self.service = play.Headwater(
            self.world.program, self.service_folder, self.world.forge.url,
            "pages: {listen: '127.0.0.1:0'}\nnote: {delay: 0, language: en}\nforks: {compare: off}\n"
            f"policy: {{instance: {self.policy}/instance.yml}}\n")
        self.service.wait_ready()
        text = (self.service_folder / "serve.yml").read_text()
        self.config.write_text(text.replace(
            "health: {listen: '127.0.0.1:0'}",
            f"health: {{listen: '127.0.0.1:{self.service.ports['health']}'}}"))

    def make_repository(self):
        """A project that is in order, with an upstream beside it."""
        (self.folder / "work").mkdir()
        for name in ("upstream", "repository"):
            folder = self.folder / "work" / name
            folder.mkdir()
            play.git(folder, "init", "--quiet", "--initial-branch=main")
            self.world.commit(folder, {
                "src/a.c": HEADER + "int a;\n", "LICENSES/EUPL-1.2.txt": service.LICENSE_TEXT,
                "README.md": "<!--\nSPDX-FileCopyrightText: 2026 City of Example\n"
                             "SPDX-License-Identifier: EUPL-1.2\n-->\n# Register\n",
                "publiccode.yml": "# SPDX-FileCopyrightText: 2026 City of Example\n"
                                  "# SPDX-License-Identifier: CC0-1.0\n" + PUBLICCODE,
                "LICENSES/CC0-1.0.txt": (ROOT / "LICENSES" / "CC0-1.0.txt").read_text()}, "Begin")
            for tag in ("v1.0", "v1.1"):
                play.git(folder, "tag", tag)
        return self.folder / "work" / "repository"

    def judge_something(self):
        self.project = self.world.project(self.service.hook_url)
        self.iid = self.project.merge_request("work", {"src/a.js": BARE})
        self.project.status_of(self.iid, "failed")
        play.wait_for("the comment", lambda: self.project.comments(self.iid))
        self.commit = self.project.get(self.iid)["sha"]
        found = self.run(f"headwater decisions find --commit {self.commit} --format json")
        self.decision = re.search(r"\b[0-9a-f]{32}\b", found.stdout).group()

    @property
    def data(self):
        return self.service_folder / "data"

    def command(self, line):
        """The line as it is run here."""
        line = line.replace("/etc/headwater/headwater.yml", str(self.config))
        line = line.replace("/etc/headwater/policy", str(self.policy))
        line = line.replace("/var/lib/headwater", str(self.data))
        line = line.replace("/var/backups/headwater", str(self.backup))
        line = line.replace("chown -R headwater:", f"chown -R {os.getuid()}:{os.getgid()}")
        if hasattr(self, "project"):
            line = line.replace("city/kettle", self.project.path)
            line = re.sub(r"--project 1\b", f"--project {self.project.id}", line)
        line = re.sub(r"\bCOMMIT\b", self.commit if hasattr(self, "commit") else "", line)
        line = re.sub(r"\bDECISION\b", self.decision if hasattr(self, "decision") else "", line)
        if line.startswith("headwater ") and "--store" not in line and any(
                line.startswith("headwater " + asked) for asked in STORE_COMMANDS):
            before, redirect, after = line.partition(" > ")
            line = f"{before} --store {self.data}{redirect}{after}"
        return line

    def run(self, line):
        if line.startswith("systemctl "):
            return self.systemctl(line)
        repository = getattr(self, "repository", self.folder)
        return subprocess.run(["bash", "-c", self.command(line)], cwd=repository, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                              env={**play.ENVIRONMENT, "HOME": str(self.folder / "home"),
                                   "PATH": f"{self.folder}/bin:{os.environ['PATH']}"})

    def systemctl(self, line):
        verb = line.split()[1]
        if verb == "stop":
            self.service.stop()
        elif verb == "start":
            self.start()
        elif verb == "reload":
            os.kill(self.service.process.pid, signal.SIGHUP)
        else:
            return subprocess.CompletedProcess(line, 1, "", f"{line}: not known to this test")
        return subprocess.CompletedProcess(line, 0, "", "")

    def put(self, path, text):
        target = self.policy / pathlib.Path(path).name if path.startswith("/etc/headwater/policy/") \
            else self.repository / path
        target.write_text(text)


def run_document(machine, path):
    commands = 0
    for kind, body in BLOCK.findall(path.read_text(encoding="utf-8")):
        named = re.match(r"# (/etc/headwater/policy/\S+|\.headwater\.yml)\n", body)
        if kind == "yaml":
            if named:
                machine.put(named.group(1), body)
            continue
        for line in body.splitlines():
            if not line.startswith("$ "):
                continue
            line, _, wanted = line[2:].partition("  # exit ")
            done = machine.run(line)
            check(f"{path.name}: {line}: exits with {done.returncode}: {done.stdout}{done.stderr}",
                  done.returncode == int(wanted or 0))
            commands += 1
    play.git(machine.repository, "checkout", "--quiet", ".")
    play.git(machine.repository, "clean", "--quiet", "-fd")
    return commands


def after_a_restore(machine):
    """What was known is known, and nothing is said twice."""
    found = machine.run(f"headwater decisions show {machine.decision}")
    check("the decision is there", found.returncode == 0)
    comments = len(machine.project.comments(machine.iid))
    machine.world.forge.api("POST", f"projects/{machine.project.id}/hooks", {
        "url": machine.service.hook_url, "token": play.HOOK_SECRET, "merge_requests_events": True})
    machine.project.push("work", {"src/a.js": HEADER + BARE}, "Say whose it is", force=True)
    machine.project.status_of(machine.iid, "success")
    check("no second comment", len(machine.project.comments(machine.iid)) == comments)


def links():
    """Between the documents, to files and headings."""
    def headings(path):
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
        for title in re.findall(r"^#+ (.*)$", text, re.M):
            yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    for path in [*DOCUMENTS.glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            if re.match(r"\w+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / name) if name else path
            check(f"{path.name}: {target} leads somewhere", file.exists())
            if anchor and file.suffix == ".md":
                check(f"{path.name}: {target} is a heading", anchor in set(headings(file)))


def everything_is_explained():
    operations = (DOCUMENTS / "operations.md").read_text(encoding="utf-8")
    catalogue = set(re.findall(r'"(headwater_\w+)"',
                               (ROOT / "service/core/metric_catalogue.cc").read_text()))
    code = set()
    for folder in ("service", "hooks", "rules"):
        for path in (ROOT / folder).rglob("*.cc"):
            code |= set(re.findall(r'(?:Count|Measure)\(\s*"(headwater_\w+)"', path.read_text()))
    check(f"metrics of the code and of the catalogue: {code ^ catalogue}", code == catalogue)
    explained = set(re.findall(r"^\| `(headwater_\w+)` \|", operations, re.M))
    check(f"metrics of operations.md: {explained ^ catalogue}", explained == catalogue)
    alerts = re.findall(r"- alert: (\w+)", (ROOT / "helm/headwater/files/alerts.yaml").read_text())
    run_books = re.findall(r"^### (Headwater\w+)$", operations, re.M)
    check(f"run books: {set(alerts) ^ set(run_books)}", set(alerts) == set(run_books))


def open_metrics(machine):
    """As strict readers take it, where there is one: Debian's python3-prometheus-client."""
    _, body = play.call("GET", f"http://127.0.0.1:{machine.service.ports['health']}/metrics",
                        headers={"Accept": "application/openmetrics-text;version=1.0.0"})
    check("OpenMetrics ends", body.endswith(b"\n# EOF\n"))
    try:
        from prometheus_client.openmetrics import parser
    except ImportError:
        print("not checked: no strict reader of OpenMetrics is installed")
    else:
        families = list(parser.text_string_to_metric_families(body.decode()))
        check("OpenMetrics is read", len(families) > 10)
    if shutil.which("promtool"):
        _, text = play.call("GET", f"http://127.0.0.1:{machine.service.ports['health']}/metrics")
        done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
        check(f"promtool: {done.stdout.decode()}{done.stderr.decode()}", done.returncode == 0)
    else:
        print("not checked: promtool is not installed")


def main():
    program, double, *wanted = sys.argv[1:]
    links()
    everything_is_explained()
    with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
        world = service.World(program, double, folder)
        machine = Machine(world)
        open_metrics(machine)
        for path in sorted(DOCUMENTS.glob("*.md")):
            if wanted and path.name not in wanted:
                continue
            commands = run_document(machine, path)
            if commands:
                print(f"ok: {path.name} ({commands} commands)", flush=True)
            if path.name == "operations.md":
                after_a_restore(machine)
                print("ok: a service goes on with its backup", flush=True)
        machine.service.stop()
        world.headwater.stop()
        world.forge.stop()


if __name__ == "__main__":
    main()
