#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""`headwater serve` and the platform's policy while it changes.

    service_policy.py HEADWATER FORGE_DOUBLE [NAME...]     all stories, or those whose name holds a NAME
"""

import contextlib
import http.server
import json
import os
import pathlib
import re
import signal
import subprocess
import threading

import service
from service import BARE, HEADER, check, play

service.STORIES.clear()
story = service.story

HEAD = "contact: https://guide.example.org/help\nowners: [platform/rules]\nextends: preset:strict\n"
OFF = "rules: {license/header-missing: off}\n"
PAGES = "pages: {listen: '127.0.0.1:0'}\nnote: {delay: 0, language: en}\nforks: {compare: off}\n"


class Policy:
    """The platform's file of a service of its own."""

    def __init__(self, world, name, rules="", config=""):
        self.world, self.folder, self.config = world, world.folder / name, config
        self.folder.mkdir()
        self.file = self.folder / "instance.yml"
        self.write(rules)
        self.start()

    def start(self):
        self.service = play.Headwater(self.world.program, self.folder, self.world.forge.url,
                                      PAGES + f"policy: {{instance: {self.file}}}\n" + self.config)
        self.service.wait_ready()

    def write(self, rules):
        beside = self.folder / "instance.yml.new"
        beside.write_text(HEAD + rules)
        beside.rename(self.file)

    def reload(self):
        os.kill(self.service.process.pid, signal.SIGHUP)

    def project(self, **settings):
        return self.world.project(self.service.hook_url, **settings)

    def status(self):
        return subprocess.run([self.world.program, "policy", "status", "--store",
                               str(self.folder / "data")], capture_output=True, text=True)

    def wait_status(self, code, holds):
        def look():
            status = self.status()
            return status.returncode == code and holds in status.stdout
        play.wait_for(f"the policy's status {code}: {holds}: {self.status()}", look, 30)


@contextlib.contextmanager
def policy(world, name, rules="", config=""):
    own = Policy(world, name, rules, config)
    try:
        yield own
    finally:
        own.service.stop()


@story
def a_changed_policy_judges_what_is_open_again(world):
    with policy(world, "changed", OFF) as own:
        project = own.project()
        iid = project.merge_request("work", {"src/a.js": BARE})
        project.status_of(iid, "success")
        own.write("")
        own.reload()
        project.status_of(iid, "failed")
        check("the contact is the policy's",
              "https://guide.example.org/help" in project.comment(iid)["body"])
        own.write(OFF)  # Nobody says so: it is seen.
        project.status_of(iid, "success")


@story
def b14_a_broken_policy_leaves_the_last_good_one_in_force(world):
    with policy(world, "broken") as own:
        own.write("rules: {license/header-mising: gate}\n")
        own.reload()
        own.wait_status(1, "instance.yml:4:9: unknown rule `license/header-mising`")
        check("its owners are named", "owners: platform/rules" in own.status().stdout)
        project = own.project()
        iid = project.merge_request("work", {"src/a.js": BARE})
        project.status_of(iid, "failed")
        own.service.stop()
        own.start()
        check("a start goes on with it", own.status().returncode == 1)
        project = own.project()  # The hooks of the other one lead to where it listened.
        iid = project.merge_request("more", {"src/b.js": BARE})
        project.status_of(iid, "failed")
        own.write("")
        own.reload()
        own.wait_status(0, "valid")


@story
def what_another_policy_would_do_is_told_beside_the_service(world):
    with policy(world, "plan", "rules: {license/header-missing: hint}\n") as own:
        project = own.project()
        iid = project.merge_request("work", {"src/a.js": BARE})
        project.status_of(iid, "success")
        new = own.folder / "new.yml"

        def plan(rules, *words):
            new.write_text(HEAD + rules)
            done = subprocess.run([world.program, "policy", "plan", "--instance", str(new), "--store",
                                   str(own.folder / "data"), *words], capture_output=True, text=True)
            return done.returncode, done.stdout, done.stderr

        def told():
            return json.loads(plan("", "--format", "json")[1])["open"]
        # What a judgement rests on is put away a moment after it.
        play.wait_for("its record", lambda: told()["said"] == 1, 30)
        check("it would turn red", told()["turn_red"] == 1)
        code, text, _ = plan("rules: {license/header-missing: hint}\n")
        check("the same policy turns nothing", code == 0 and "would turn" not in text)
        code, _, error = plan("rules: {license/header-mising: hint}\n")
        check("a mistake has its place", code == 2 and "new.yml:4:9: unknown rule" in error)
        project.status_of(iid, "success")


@story
def a_project_that_takes_no_part_hears_nothing(world):
    with policy(world, "enrolled", "enrolment: {exclude: ['city/**']}\n") as own:
        project = own.project()
        iid = project.merge_request("work", {"src/a.js": BARE})
        world.quiet()
        play.wait_for("the work to be done", lambda: own.service.metrics().get(
            "headwater_waiting_judgements", 1) == 0)
        check("no status", not world.forge.control("GET", f"projects/{project.id}/statuses"))
        check("no comment", not project.comments(iid))


@story
def b13_what_was_open_before_is_only_observed_until_the_next_push(world):
    with policy(world, "grace", "enrolment: {exclude: ['city/**']}\n") as own:
        project = own.project()
        iid = project.merge_request("work", {"src/a.js": BARE})
        world.quiet()
        own.write("")
        own.reload()
        project.status_of(iid, "success")
        project.push("work", {"src/b.js": BARE}, base="work")
        project.status_of(iid, "failed")


@story
def a_branch_that_only_maintainers_reach_may_loosen(world):
    with policy(world, "protected") as own:
        project = own.project(protected_branches=["main", "release"])
        project.push("release", {".headwater.yml": OFF})
        project.push("work", {"src/a.js": BARE}, base="release")
        iid = project.open("work", target_branch="release")
        project.status_of(iid, "success")
        reached = own.project(protected_branches=["main", "release"],
                              developer_branches=["release"])
        reached.push("release", {".headwater.yml": OFF})
        reached.push("work", {"src/a.js": BARE}, base="release")
        iid = reached.open("work", target_branch="release")
        reached.status_of(iid, "failed")


PATTERN = """patterns:
  no-intranet:
    title: {en: No addresses of the intranet, de: Keine Adressen aus dem Intranet}
    why: {en: Outside nobody can follow them., de: Niemand kann ihnen folgen.}
    fix: {en: Use the public address., de: Die Adresse ersetzen.}
    see: https://guide.example.org/addresses
    added-lines: 'intranet\\.example'
rules: {license/header-missing: off, pattern/no-intranet: {mode: gate, locked: true}}
"""


@story
def a_rule_of_the_platforms_file_is_like_every_other(world):
    with policy(world, "patterns", PATTERN) as own:
        project = own.project()
        iid = project.merge_request("work", {"a.md": "see wiki.intranet.example\n"})
        project.status_of(iid, "failed")
        note = project.comment(iid)["body"]
        for part in ("No addresses of the intranet", "`pattern/no-intranet`",
                     "Outside nobody can follow them.", "Use the public address."):
            check(f"the note says: {part}", part in note)
        project.push("work", {"a.md": "see www.example.org\n"}, base="work")
        project.status_of(iid, "success")
        project.push("main", {".headwater.yml": "rules: {pattern/no-intranet: off}\n"})
        iid = project.merge_request("laxer", {"b.md": "fine\n"})
        project.status_of(iid, "failed")
        check("the lock is named", "locked by" in project.comment(iid)["body"])


DOCUMENT = pathlib.Path(__file__).parents[2] / "service" / "docs" / "external-rules.md"
EXTERNAL = """  NAME:
    title: {en: Ask the licence desk, de: Lizenzstelle fragen}
    why: {en: The desk answers for it., de: Die Stelle verantwortet es.}
    fix: {en: Follow what the desk says., de: Den Hinweisen der Stelle folgen.}
    sends: [paths, added-lines]
"""


class Desks(http.server.BaseHTTPRequestHandler):
    """A server of external rules: one that answers, by /well, and others."""

    def do_POST(self):
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = question["change"]["files"][0]["path"]
        finding = {"path": path, "message": "A server was asked."}
        answer = json.dumps({"contract": 1, "verdict": "findings", "findings": [finding]}).encode()
        if self.path == "/flood":
            answer += b" " * (300 << 10)
        self.send_response(500 if self.path == "/fails" else 200)
        self.send_header("Content-Length", str(len(answer) + (self.path == "/cut")))
        self.end_headers()
        with contextlib.suppress(OSError):  # Who floods is not listened to.
            self.wfile.write(answer)

    def log_message(self, *_):
        pass


def whom(told):
    """A command's words, or a server's address, as the configuration has them."""
    if isinstance(told, str):
        return f"url: '{told}'"
    return "command: [" + ", ".join(f"'{word}'" for word in told) + "]"


def asked(world, name, **programs):
    """A service whose gates are external rules: by their names, whom they ask."""
    rules, calls, gates = "external:\n", "external:\n", "rules:\n  license/header-missing: off\n"
    for rule, told in programs.items():
        rules += EXTERNAL.replace("NAME", rule)
        gates += f"  external/{rule}: gate\n"
        calls += f"  {rule}: {{{whom(told)}, deadline: 3s}}\n"
    return policy(world, name, rules + gates, calls)


@story
def an_external_rule_that_answers_is_like_every_other(world):
    program = world.folder / "license_desk.py"
    program.write_text(re.search(r"^```python\n(.*?)^```$", DOCUMENT.read_text(), re.M | re.S)[1])
    with asked(world, "desk", desk=["/usr/bin/python3", str(program)]) as own:
        project = own.project()
        iid = project.merge_request("work", {"a.md": "fine\nAll rights reserved\n"})
        project.status_of(iid, "failed")
        note = project.comment(iid)["body"]
        for part in ("`external/desk`", "This line reserves all rights.", "The desk answers for it.",
                     "Follow what the desk says."):
            check(f"the note says: {part}", part in note)
        program.write_text("raise SystemExit(3)\n")  # Replaying asks nobody.
        store = ["--store", str(own.folder / "data")]
        listed = subprocess.run([world.program, "decisions", "list", "--project", str(project.id), *store],
                                capture_output=True, text=True)
        check(f"the decision is listed: {listed.stderr}", listed.returncode == 0)
        check("there is a decision", re.search(r"\b[0-9a-f]{32}\b", listed.stdout) is not None)
        for decision in set(re.findall(r"\b[0-9a-f]{32}\b", listed.stdout)):
            done = subprocess.run([world.program, "replay", decision, *store],
                                  capture_output=True, text=True,
                                  env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
            check(f"what was answered is judged again: {done.stdout} {done.stderr}", done.returncode == 0)
        program.write_text('print(\'{"contract": 1, "verdict": "pass"}\')\n')
        project.push("work", {"a.md": "fine\n"}, base="work")
        project.status_of(iid, "success")


@story
def an_external_rule_that_does_not_answer_well_is_never_green(world):
    programs = {
        "hangs": ("sleep 600", "did not answer in time"),
        "lies": ("echo '{\"contract\": 1, \"verdict\": \"findings\", \"findings\": "
                 "[{\"path\": \"other.c\", \"message\": \"x\"}]}'", "that was not asked about"),
        "floods": ("while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done",
                   "answered with more than 256 KiB"),
    }
    commands = {}
    for name, (script, _) in programs.items():
        program = world.folder / f"{name}.sh"
        program.write_text(script + "\n")
        commands[name] = ["/bin/sh", str(program)]
    with asked(world, "no_answers", **commands) as own:
        project = own.project()
        iid = project.merge_request("work", {"a.md": "fine\n"})
        project.status_of(iid, "failed")
        note = project.comment(iid)["body"]
        for name, (_, sentence) in programs.items():
            check(f"the note says of what {name}: {sentence}: {note}", sentence in note)


@story
def a_server_is_asked_like_a_program(world):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desks)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sentences = {"well": "A server was asked.", "flood": "answered with more than 256 KiB",
                 "fails": "ended with an error", "cut": "did not answer in time"}
    servers = {rule: f"http://127.0.0.1:{server.server_port}/{rule}" for rule in sentences}
    with asked(world, "servers", **servers) as own:
        project = own.project()
        iid = project.merge_request("work", {"a.md": "fine\n"})
        project.status_of(iid, "failed")
        note = project.comment(iid)["body"]
        for rule, sentence in sentences.items():
            check(f"the note says of {rule}: {sentence}: {note}", sentence in note)
    server.shutdown()


@story
def a_policy_lives_in_a_project(world):
    rules = world.project()
    rules.push("main", {"instance.yml": HEAD + OFF})
    config = PAGES + f"policy: {{project: {rules.path}}}\n"
    folder = world.folder / "governed"
    own = play.Headwater(world.program, folder, world.forge.url, config)
    try:
        own.wait_ready()
        world.forge.hook(rules.id, own.hook_url)
        project = world.project(own.hook_url)
        iid = project.merge_request("work", {"src/a.js": BARE})
        project.status_of(iid, "success")
        rules.push("main", {"instance.yml": HEAD})
        project.status_of(iid, "failed")
        rules.push("main", {"instance.yml": "rules: 7\n"})
        play.wait_for("the refusal", lambda: own.metrics().get("headwater_policy_valid") == 0)
        iid = project.merge_request("more", {"src/b.js": BARE})
        project.status_of(iid, "failed")
        good = project.merge_request("good", {"src/c.js": HEADER + BARE})
        project.status_of(good, "success")
    finally:
        own.stop()


if __name__ == "__main__":
    raise SystemExit(service.main())
