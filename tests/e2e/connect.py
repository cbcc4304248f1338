#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first evening against the GitLab double: connect, serve, doctor, disconnect, preview.

    connect.py HEADWATER FORGE_DOUBLE [NAME...]     all stories, or those whose name holds a NAME

The commands of service/docs/connect.md are run here, in their order.
"""

import contextlib
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "forge"))
import play  # noqa: E402
from tls_front import TlsFront  # noqa: E402

BARE = "let value = 1;\n" * 12
STORIES = []


def story(function):
    STORIES.append(function)
    return function


def check(what, is_so):
    if not is_so:
        raise AssertionError(what)


class Evening:
    """A platform of one's own, and a folder for the service."""

    def __init__(self, headwater, double, folder):
        self.program = str(headwater)
        self.folder = pathlib.Path(folder)
        self.forge = play.Forge(double, self.folder)
        self.service = None
        self.hooks_port = play.free_port()
        self.url = f"http://127.0.0.1:{self.hooks_port}"
        self.etc = self.folder / "etc"
        self.etc.mkdir()
        self.config = self.etc / "headwater.yml"
        self.admin = self.secret("admin-token", play.ROOT_TOKEN)
        self.count = 0

    def secret(self, name, text, mode=0o600):
        file = self.folder / name
        file.write_text(text + "\n")
        file.chmod(mode)
        return file

    def project(self, path=None, commit=True, **settings):
        self.count += 1
        path = path or f"city/kit-{self.count}"
        folder = self.folder / "work" / str(self.count)
        folder.mkdir(parents=True)
        play.git(folder, "init", "--quiet", "--initial-branch=main")
        (folder / "README.md").write_text("# Kit\n")
        play.git(folder, "add", "--all")
        play.git(folder, "commit", "--quiet", "--message", "Begin")
        return self.forge.control("POST", "projects", {
            "path": path, "owner": "alex", "visibility": "public",
            **({"repository": str(folder)} if commit else {}), **settings})["id"]

    def merge_request(self, project, path, branch="work"):
        folder = self.folder / "work" / "clone" / branch
        folder.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["git", "clone", "--quiet", self.forge.push_url(path), str(folder)],
                       env=play.ENVIRONMENT, check=True)
        play.git(folder, "checkout", "--quiet", "-b", branch)
        (folder / "a.js").write_text(BARE)
        play.git(folder, "add", "--all")
        play.git(folder, "commit", "--quiet", "--message", "Add")
        play.git(folder, "push", "--quiet", self.forge.push_url(path), branch)
        return self.forge.open_merge_request(project, branch, "Add")

    def run(self, *arguments, expect=None, environment=None):
        ended = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True,
                               env={**play.ENVIRONMENT, **(environment or {})}, timeout=120)
        told = ended.stdout + ended.stderr
        for token in (play.ROOT_TOKEN, *self.tokens()):
            check(f"no token is printed: {token}", token not in told)
        if expect is not None:
            check(f"{arguments[0]} exits with {expect}, not {ended.returncode}:\n{told}",
                  ended.returncode == expect)
        return told

    def tokens(self):
        return [file.read_text().strip() for file in self.etc.glob("*-token")
                if file.read_text().strip()]

    def connect(self, *more, expect=0, gitlab=None, admin=None, projects="city/**", **others):
        which = ("--projects", projects) if projects else ()
        return self.run("connect", "--gitlab", gitlab or self.forge.url, "--url", self.url,
                        "--admin-token-file", admin or self.admin, "--config", self.config,
                        "--listen", f"127.0.0.1:{self.hooks_port}", "--store",
                        self.folder / "data", "--language", "en", *which, *more,
                        expect=expect, **others)

    def disconnect(self, *more, expect=0):
        return self.run("disconnect", "--config", self.config, "--admin-token-file", self.admin,
                        *more, expect=expect)

    def doctor(self, *more, expect=0):
        return self.run("doctor", "--config", self.config, *more, expect=expect)

    def start(self):
        """`headwater serve` with the configuration that connect has written, and ports of one's
        own for the listeners that no test may share."""
        text = self.config.read_text()
        if "health:" not in text:
            self.health_port = play.free_port()
            text = text.replace("note:\n", "note:\n  delay: 0\n") + (
                f"health: {{listen: '127.0.0.1:{self.health_port}'}}\n"
                "pages: {listen: '127.0.0.1:0'}\npolicy: {standard: 'preset:strict'}\n")
            self.config.write_text(text)
        self.service = play.Process([self.program, "serve", "--config", str(self.config)],
                                    self.folder / "serve.log")
        play.wait_for("readiness", self.is_ready)

    def is_ready(self):
        if self.service.process.poll() is not None:
            raise RuntimeError("headwater serve ended: " + "".join(self.service.lines))
        try:
            return play.call("GET", f"http://127.0.0.1:{self.health_port}/readyz")[0] == 200
        except OSError:
            return False

    def stop(self):
        if self.service:
            self.service.stop()
            self.service = None

    def users(self):
        return {user["username"]: user["id"] for user in
                self.forge.api("GET", "users?per_page=100", token=play.ROOT_TOKEN)}

    def their_tokens(self, user):
        return self.forge.api("GET", f"personal_access_tokens?user_id={self.users()[user]}",
                              token=play.ROOT_TOKEN)

    def hooks(self, project):
        return self.forge.api("GET", f"projects/{project}/hooks", token=play.ROOT_TOKEN)

    def writes(self):
        return [request for request in self.forge.control("GET", "requests")
                if request["method"] not in ("GET", "HEAD") and
                "git-upload-pack" not in request["target"]]


def lines_of(told, standing):
    return [line for line in told.splitlines() if line.startswith(standing)]


@story
def from_nothing_to_a_verdict_and_back(evening):
    forge = evening.forge
    project = evening.project("city/kit")
    other = evening.project("land/other")

    told = evening.connect("--dry-run", expect=0)
    check(f"a dry run makes nothing: {evening.writes()}", not evening.writes())
    check(f"and says what it would: {told}", len(lines_of(told, "would")) >= 6)
    check(f"the token is still needed: {told}", "Revoke it now" not in told)
    check("nor writes it", not list(evening.etc.iterdir()))

    told = evening.connect()
    check(f"a test came back: {told}", "a test from city/kit arrived here" in told)
    check(f"it is said how to end the token: {told}", "personal_access_tokens/self" in told)
    for name in ("api-token", "read-token", "hook-admin-token", "hook-secret"):
        check(f"{name} is its owner's alone", (evening.etc / name).stat().st_mode & 0o777 == 0o600)
    scopes = sorted(tuple(token["scopes"]) for token in evening.their_tokens("headwater-bot")
                    if token["name"].startswith("Headwater"))
    check(f"least scopes: {scopes}", scopes == [("api",), ("read_repository",)])
    members = {one["username"]: one["access_level"] for one in
               forge.api("GET", f"projects/{project}/members", token=play.ROOT_TOKEN)}
    check(f"Developer and Maintainer: {members}",
          members["headwater-bot"] == 30 and members["headwater-hooks"] == 40)
    hook, = evening.hooks(project)
    check(f"a stranger understands it: {hook}", hook["name"] == "Headwater" and
          "licence headers" in hook["description"] and hook["token_present"])
    check(f"it tells of all: {hook}", all(hook[event] for event in (
        "merge_requests_events", "note_events", "push_events", "tag_push_events",
        "pipeline_events")))
    check("what was not named is left alone", not evening.hooks(other))

    # Everything twice.
    before = evening.users(), len(evening.their_tokens("headwater-bot")), evening.hooks(project), \
        evening.tokens(), evening.config.read_text()
    told = evening.connect()
    check(f"nothing is made twice: {told}", not lines_of(told, "done"))
    after = evening.users(), len(evening.their_tokens("headwater-bot")), evening.hooks(project), \
        evening.tokens(), evening.config.read_text()
    check(f"all stays as it was: {before} {after}", before == after)

    evening.run("serve", "--config", evening.config, "--check-config", expect=0)
    evening.start()
    iid = evening.merge_request(project, "city/kit")
    verdict = play.verdict(forge, project, iid)
    check(f"a verdict: {verdict}", verdict["status"] == "failed" and
          verdict["author"]["username"] == "headwater-bot")

    told = evening.doctor()
    check(f"the gate's strength: {told}", "city/kit: gate advisory, audited" in told and
          "Pipelines must succeed" in told)
    evening.doctor()
    forge.control("PUT", f"projects/{project}", {
        "only_allow_merge_if_pipeline_succeeds": True,
        "only_allow_merge_if_all_discussions_are_resolved": True})
    told = evening.doctor()
    check(f"enforced: {told}", "city/kit: gate enforced" in told)
    told = json.loads(evening.doctor("--json"))
    check(f"for programs: {told}", told["schema"] == "headwater.doctor/1" and
          told["missing"] == 0 and len(told["rows"]) > 8)

    # While it runs it would go on.
    told = evening.disconnect(expect=1)
    check(f"it is to be stopped first: {told}", "stop it first" in told)
    evening.stop()
    told = evening.disconnect("--dry-run", expect=0)
    check(f"a dry run takes nothing back: {told}", "would" in told and evening.hooks(project))
    told = evening.disconnect()
    check(f"the webhook is gone: {told}", not evening.hooks(project))
    check("no token of ours is left", not [
        token for user in ("headwater-bot", "headwater-hooks")
        for token in evening.their_tokens(user) if token["name"].startswith("Headwater")])
    check(f"what remains is said: {told}", "what remains" in told and "headwater-hooks" in told)
    told = evening.disconnect()
    check(f"twice does nothing: {told}", not lines_of(told, "done"))

    told = evening.doctor(expect=1)
    check(f"doctor says what is missing: {told}", "the api token is refused" in told and
          "headwater connect --gitlab" in told)

    # And back again: the dead tokens are replaced.
    told = evening.connect()
    check(f"connected again: {told}", len(lines_of(told, "done")) >= 4)
    evening.start()
    told = evening.doctor()
    check(f"and well: {told}", not lines_of(told, "missing"))


@story
def what_was_begun_is_gone_on_with(evening):
    project = evening.project("city/half")
    # The third token of the evening cannot be made.
    evening.forge.control("POST", "faults", {"kind": "status", "method": "POST", "status": 403,
                                             "match": "personal_access_tokens", "skip": 1,
                                             "count": 1})
    told = evening.connect(expect=1)
    check(f"it is said: {told}", "could not be made" in told and "mend:" in told)
    evening.connect()
    # A token whose value was lost on the way is revoked and made anew.
    (evening.etc / "read-token").unlink()
    told = evening.connect()
    check(f"the lost one is revoked: {told}", "that nobody has any more is revoked" in told)
    check("one of each", len([token for token in evening.their_tokens("headwater-bot")
                              if token["name"].startswith("Headwater")]) == 2)
    # A webhook that lost an event, or was made twice, is put right.
    hook, = evening.hooks(project)
    evening.forge.api("PUT", f"projects/{project}/hooks/{hook['id']}", {"note_events": False},
                      token=play.ROOT_TOKEN)
    evening.forge.api("POST", f"projects/{project}/hooks", {"url": hook["url"]},
                      token=play.ROOT_TOKEN)
    evening.connect()
    hook, = evening.hooks(project)
    check(f"whole again: {hook}", hook["note_events"])


@story
def a_maintainer_gets_as_far_as_a_maintainer_may(evening):
    project = evening.project("city/own")
    person = evening.secret("person-token", play.PERSON_TOKEN)
    told = evening.connect(admin=person, expect=1)
    check(f"what an administrator has to do is said: {told}",
          "no administrator" in told and "administrator's token" in told)
    check(f"the webhook is there: {told}", evening.hooks(project))
    check(f"not why GitLab lets webhooks in: {told}", "can only be read by an administrator" in told)


@story
def the_system_hook_hears_of_every_project(evening):
    project = evening.project("city/all")
    evening.connect("--system-hook")
    hook, = evening.forge.api("GET", "hooks", token=play.ROOT_TOKEN)
    check(f"of merge requests: {hook}", hook["merge_requests_events"] and hook["push_events"])
    own, = evening.hooks(project)
    check(f"comments and pipelines come by the project's: {own}", own["note_events"] and
          own["pipeline_events"] and not own["merge_requests_events"] and not own["push_events"])
    told = evening.connect("--system-hook")
    check(f"twice is once: {told}", not lines_of(told, "done"))
    evening.disconnect()
    check("both are gone", not evening.hooks(project) and
          not evening.forge.api("GET", "hooks", token=play.ROOT_TOKEN))


@story
def every_failure_has_its_sentence(evening):
    evening.project("city/kit")
    closed = play.free_port()
    told = evening.connect(gitlab=f"http://127.0.0.1:{closed}", expect=3)
    check(f"nobody answers: {told}", "cannot be reached" in told)
    told = evening.connect(gitlab=evening.forge.url + "/nowhere", expect=3)
    check(f"no GitLab: {told}", "no GitLab answers" in told)
    told = evening.connect("--proxy", f"http://127.0.0.1:{closed}", "--no-proxy", "none.example",
                           expect=3)
    check(f"the proxy is named: {told}", f"by the proxy http://127.0.0.1:{closed}" in told)
    told = evening.connect(admin=evening.secret("open-token", play.ROOT_TOKEN, 0o644), expect=2)
    check(f"others may read it: {told}", "chmod 600" in told)
    told = evening.connect(admin=evening.folder / "absent", expect=2)
    check(f"no file: {told}", "cannot be read" in told)
    evening.forge.control("POST", "tokens", {"user": "root", "token": "root-reads",
                                             "scopes": ["read_api"]})
    told = evening.connect(admin=evening.secret("reads", "root-reads"), expect=1)
    check(f"the scope: {told}", "lacks the scope api" in told)
    told = evening.connect(admin=evening.secret("wrong", "nobodys-token"), expect=1)
    check(f"refused: {told}", "is refused" in told)
    told = evening.connect(projects=None, expect=2)
    check(f"which projects: {told}", "which projects?" in told)
    told = evening.connect(projects="nowhere/**", expect=1)
    check(f"a glob that fits nothing: {told}", "fits none" in told)
    evening.forge.control("PUT", "settings", {"local_webhooks": False, "clock_ahead": 600,
                                              "version": "16.11.1"})
    told = evening.connect(expect=1)
    check(f"the local network: {told}", "Outbound requests" in told)
    check(f"the clock: {told}", "behind GitLab's" in told and "timedatectl" in told)
    check(f"the version: {told}", "older than 17" in told)
    evening.forge.control("PUT", "settings", {"local_allowed": ["127.0.0.1"], "clock_ahead": 0,
                                              "version": "18.4.2"})
    told = evening.connect()
    check(f"allowed by name: {told}", "GitLab lets webhooks call 127.0.0.1" in told)
    # Somebody else's server answers, or nobody does.
    evening.url = f"http://127.0.0.1:{closed}"
    told = evening.connect(expect=1)
    check(f"not reached: {told}", "GitLab does not reach" in told and "hooks.url" in told)


@story
def a_configuration_that_is_there_is_not_overwritten(evening):
    evening.project("city/kit")
    evening.config.write_text("gitlab:\n  # url: https://gitlab.example.org\n  proxy: ''\n")
    told = evening.connect(expect=1)
    check(f"how to take it over: {told}", f"mv {evening.config}.new {evening.config}" in told)
    check("it is as it was", "gitlab.example.org" in evening.config.read_text())
    (evening.etc / "headwater.yml.new").rename(evening.config)
    evening.connect()


@story
def a_certificate_has_to_be_trusted(evening):
    evening.project("city/kit")
    front = TlsFront(evening.folder, evening.forge.port)
    front.start()
    told = evening.connect(gitlab=front.url, expect=3)
    check(f"it is said how: {told}", "is not trusted" in told and "--ca-file" in told)
    told = evening.run("connect", "--gitlab", front.url, "--url", evening.url, "--config",
                       evening.config, "--admin-token-file", evening.admin, "--system-hook",
                       "--dry-run", "--ca-file", front.certificate, expect=0)
    check(f"trusted: {told}", f"trusted by {front.certificate}" in told)


@story
def doctor_names_what_is_wrong(evening):
    project = evening.project("city/kit")
    evening.connect()
    evening.start()
    evening.doctor(expect=0)
    hook, = evening.hooks(project)

    def wrong(words, **more):
        told = evening.doctor(expect=1, **more)
        check(f"{words}: {told}", words in told)

    evening.forge.control("PUT", f"hooks/{hook['id']}", {"alert_status": "disabled"})
    wrong("has switched its webhook off (disabled)")
    told = evening.connect()
    evening.doctor(expect=0)  # Its test has switched it on.
    evening.forge.api("PUT", f"projects/{project}/hooks/{hook['id']}", {"pipeline_events": False},
                      token=play.ROOT_TOKEN)
    wrong("does not tell of pipeline_events")
    evening.forge.api("PUT", f"projects/{project}/hooks/{hook['id']}",
                      {"url": "http://127.0.0.1:9/hooks/gitlab"}, token=play.ROOT_TOKEN)
    wrong("leads elsewhere")
    evening.forge.api("DELETE", f"projects/{project}/hooks/{hook['id']}", token=play.ROOT_TOKEN)
    wrong("there is no webhook that leads to")
    evening.connect()
    evening.forge.control("PUT", f"projects/{project}/members",
                          {"user": "headwater-bot", "access_level": 20})
    wrong("the bot is no Developer there")
    evening.connect()
    evening.forge.control("POST", "tokens", {
        "user": "headwater-bot", "token": "soon-over", "scopes": ["api"],
        "expires_at": time.strftime("%Y-%m-%d", time.gmtime(time.time() + 5 * 86400))})
    (evening.etc / "api-token").write_text("soon-over\n")
    wrong("the api token ends on")
    told = evening.connect()
    check(f"it is renewed: {told}", "done     the api token" in told)
    told = evening.doctor(expect=0)
    evening.forge.control("PUT", f"projects/{project}", {
        "only_allow_merge_if_pipeline_succeeds": True, "allow_merge_on_skipped_pipeline": True,
        "protected_branches": []})
    told = evening.doctor(expect=0)
    check(f"skipped pipelines and pushes: {told}", "Skipped pipelines" in told and
          "Protected branches" in told and "All threads" in told)
    # The service writes at any time: only without it every write would be doctor's.
    evening.stop()
    evening.forge.control("DELETE", "requests")
    wrong("the service is not ready")
    asked = evening.forge.control("GET", "requests")
    check(f"doctor asks, and writes nothing: {evening.writes()}", asked and not evening.writes())


@story
def disconnect_ends_what_still_says_running(evening):
    project = evening.project("city/kit")
    evening.connect()
    evening.start()
    iid = evening.merge_request(project, "city/kit")
    play.verdict(evening.forge, project, iid)
    head = evening.forge.api("GET", f"projects/{project}/merge_requests/{iid}")["sha"]
    evening.stop()
    # As after a crash: the last word was `running`.
    evening.forge.api("POST", f"projects/{project}/statuses/{head}",
                      {"state": "running", "name": "headwater"},
                      token=(evening.etc / "api-token").read_text().strip())
    with contextlib.closing(sqlite3.connect(evening.folder / "data" / "headwater.db")) as store:
        store.execute("UPDATE slot SET state = 1 WHERE kind = 1")
        store.commit()
    told = evening.disconnect()
    now = evening.forge.statuses(project, head)
    check(f"ended, and honestly: {now}", now and all(
        one["status"] == "success" and one["description"] == "Headwater was disconnected, not "
        "checked" for one in now))
    told = evening.disconnect()
    check(f"nothing is left: {told}", "no status of ours says running" in told)


@story
def preview_says_what_would_be_said_and_writes_nothing(evening):
    project = evening.project("city/kit")
    evening.merge_request(project, "city/kit")
    evening.forge.control("PUT", f"projects/{project}/members",
                          {"user": "root", "access_level": 20})
    evening.forge.control("POST", "tokens", {"user": "root", "token": "reads",
                                             "scopes": ["read_api", "read_repository"]})
    token = evening.secret("reads", "reads")
    evening.forge.control("DELETE", "requests")
    for which in (("--project", "city/kit"), ()):
        told = evening.run("preview", "--gitlab", evening.forge.url, "--token-file", token,
                           "--preset", "preset:strict", "--last", "5", *which, expect=0)
        check(f"the status: {told}", "== city/kit!1\nstatus failed: " in told)
        check(f"the comment: {told}", "  | <!-- headwater:summary -->" in told and "a.js" in told)
        check(f"the summary: {told}", re.search(r"license/header-missing: 1 fail", told) and
              "1 judged, 0 could not be" in told)
    check(f"it writes nothing: {evening.writes()}", not evening.writes())
    policy = evening.folder / "policy.yml"
    policy.write_text("contact: https://help.example.org\nowners: [city/rules]\n"
                      "extends: preset:strict\nrules:\n  license/header-missing: {mode: off}\n")
    told = evening.run("preview", "--gitlab", evening.forge.url, "--token-file", token,
                       "--policy", policy, "--project", "city/kit", expect=0)
    check(f"by one's own policy: {told}", "license/header-missing: 1 fail" not in told)
    evening.forge.control("POST", "tokens", {"user": "root", "token": "less",
                                             "scopes": ["read_api"]})
    told = evening.run("preview", "--gitlab", evening.forge.url, "--token-file",
                       evening.secret("less", "less"), expect=2)
    check(f"the scope: {told}", "read_repository" in told)
    told = evening.run("preview", "--gitlab", evening.forge.url, "--token-file", token,
                       "--project", "city/none", expect=2)
    check(f"no such project: {told}", "city/none" in told)
    check(f"nor did any of these: {evening.writes()}", not evening.writes())
    left = [path.name for path in pathlib.Path(tempfile.gettempdir()).glob("headwater-preview-*")]
    check(f"nothing of it is left: {left}", not left)


@story
def the_last_line_ends_the_lent_token(evening):
    evening.project("city/kit")
    told = evening.connect()
    command = told[told.index("printf"):].strip()
    subprocess.run(["bash", "-c", command], check=True, capture_output=True, env=play.ENVIRONMENT)
    check("the file is gone", not evening.admin.exists())
    told = evening.connect(admin=evening.secret("again", play.ROOT_TOKEN), expect=1)
    check(f"the token is refused: {told}", "is refused" in told)


def main():
    headwater, double, *names = sys.argv[1:]
    failed = 0
    chosen = [one for one in STORIES if not names or any(name in one.__name__ for name in names)]
    for one in chosen:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
            evening = Evening(headwater, double, folder)
            try:
                one(evening)
                print(f"ok      {time.monotonic() - started:5.1f} s  {one.__name__}", flush=True)
            except (AssertionError, TimeoutError, RuntimeError, OSError, ValueError) as error:
                failed += 1
                print(f"FAILED  {time.monotonic() - started:5.1f} s  {one.__name__}: "
                      f"{type(error).__name__} {error}", flush=True)
                if evening.service:
                    print("".join("    " + line for line in evening.service.lines[-10:]))
            finally:
                evening.stop()
                evening.forge.stop()
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    raise SystemExit(main())
