#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""`headwater serve` beside the GitLab double, from webhook to status and comment.

    service.py [--part=I/N] HEADWATER FORGE_DOUBLE [NAME...]

All stories, or those whose name holds a NAME; of N parts the one numbered I, from 0.
"""

import contextlib
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "forge"))
import play  # noqa: E402

HEADER = "// SPDX-FileCopyrightText: 2026 City of Example\n// SPDX-License-Identifier: EUPL-1.2\n"
BARE = "let value = 1;\n" * 12
STORIES = []

# A project that means REUSE holds the texts of its licences.
LICENSE_TEXT = (pathlib.Path(__file__).parents[2] / "LICENSES" / "EUPL-1.2.txt").read_text()

# Kinds of slots, as the database names them.
SUGGESTIONS, ISSUES = 4, 5

# For services that meet what would take long.
HASTY = ("pages: {listen: '127.0.0.1:0'}\npolicy: {standard: 'preset:strict'}\n"
         "note: {delay: 0, language: en}\n")


def story(function):
    STORIES.append(function)
    return function


class World:
    """One platform, one service, and a project for each story."""

    def __init__(self, headwater, double, folder):
        self.folder = pathlib.Path(folder)
        self.program = headwater
        self.forge = play.Forge(double, self.folder)
        self.headwater = None
        self.start()
        self.count = 0

    def start(self):
        self.headwater = play.Headwater(self.program, self.folder / "headwater", self.forge.url)
        self.headwater.wait_ready()

    @contextlib.contextmanager
    def beside(self, name, config):
        """A second service on the same platform, with limits of its own."""
        own = Beside(self, name, config)
        try:
            yield own
        finally:
            own.service.stop()

    def project(self, hook_url=None, **settings):
        self.count += 1
        path = f"city/project-{self.count}"
        folder = self.folder / "work" / str(self.count)
        folder.mkdir(parents=True)
        play.git(folder, "init", "--quiet", "--initial-branch=main")
        self.commit(folder, {"README.md": "<!--\nSPDX-FileCopyrightText: 2026 C\n"
                             "SPDX-License-Identifier: EUPL-1.2\n-->\n# P\n",
                             "LICENSES/EUPL-1.2.txt": LICENSE_TEXT}, "Begin")
        project = self.forge.create_project(path, folder,
                                            **{"visibility": "public", **settings})
        self.forge.hook(project, hook_url or self.headwater.hook_url)
        return Project(self, path, project, folder)

    @staticmethod
    def commit(folder, files, message):
        for name, text in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        play.git(folder, "add", "--all")
        play.git(folder, "commit", "--quiet", "--allow-empty", "--message", message)

    def writes(self):
        """Requests by which the bot changed something, since the log was cleared."""
        return [request for request in self.forge.control("GET", "requests")
                if request["method"] in ("POST", "PUT", "DELETE") and "/_" not in request["target"]
                and "git-upload-pack" not in request["target"]
                and request["user_id"] == self.bot()]

    def bot(self):
        return self.forge.api("GET", "user", token=play.BOT_TOKEN)["id"]

    def quiet(self, service=None):
        """Waits until nothing is delayed, delivered, announced, judged or sent any more."""
        service = service or self.headwater
        self.forge.control("POST", "settle", {"timeout_ms": 20000})
        last = None
        same = 0
        end = time.monotonic() + 60
        while same < 8:
            if time.monotonic() > end:
                raise TimeoutError(f"it never gets quiet: {self.writes()[-5:]} "
                                   f"{self.forge.control('GET', 'requests')[-8:]}")
            # How long something has waited changes while nothing happens.
            numbers = {name: value for name, value in service.metrics().items()
                       if not name.endswith("_seconds")}
            now = numbers, len(self.forge.control("GET", "requests"))
            same = same + 1 if now == last else 0
            last = now
            time.sleep(0.1)


class Beside:
    def __init__(self, world, name, config):
        self.world, self.folder, self.config = world, world.folder / name, config
        self.service = None
        self.start()

    def start(self):
        config = self.config if "pages:" in self.config else HASTY + self.config
        self.service = play.Headwater(self.world.program, self.folder, self.world.forge.url,
                                      config)
        self.service.wait_ready()

    def project(self):
        return self.world.project(self.service.hook_url)

    def gits(self):
        """Processes of git that the service has started."""
        return [pid for pid in children(self.service.process.pid)
                if read(f"/proc/{pid}/comm").startswith("git")]

    def decided(self, project):
        """The outcomes of the judgements of a project, as they were logged."""
        events = [json.loads(line) for line in list(self.service.lines)
                  if '"event":"decided"' in line]
        return [event["outcome"] for event in events if event["project"] == project.id]

    def attempts(self, project, iid):
        """Attempts at a judgement that count against a merge request."""
        with contextlib.closing(sqlite3.connect(self.folder / "data" / "headwater.db")) as store:
            return store.execute("SELECT attempts, retries FROM work WHERE project = ? AND iid = ?"
                                 " AND lane = 2", (project.id, iid)).fetchall()


    def intents(self, project, kind):
        """What was about to be done for slots of a kind, and is not settled."""
        with contextlib.closing(sqlite3.connect(self.folder / "data" / "headwater.db")) as store:
            return store.execute("SELECT intent FROM slot WHERE project = ? AND kind = ?"
                                 " AND intent <> x''", (project.id, kind)).fetchall()

    def age_intents(self):
        """As if the service had been gone for longer than a server works on a request."""
        with contextlib.closing(sqlite3.connect(self.folder / "data" / "headwater.db")) as store:
            store.execute("UPDATE slot SET due = 0,"
                          " intended_at_wall = max(0, intended_at_wall - 600000)")
            store.commit()


def read(path):
    try:
        return pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def children(pid):
    """Processes below one, at whatever depth."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            # After the name, which may hold anything: state, parent.
            fields = read(entry / "stat").rpartition(")")[2].split()
            if len(fields) > 1:
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    below, open_ = [], [pid]
    while open_:
        some = parents.get(open_.pop(), [])
        below += some
        open_ += some
    return below


class Project:
    def __init__(self, world, path, number, folder):
        self.world, self.path, self.id, self.folder = world, path, number, folder

    def push(self, branch, files, message="Change", base="main", force=False, to=None):
        play.git(self.folder, "checkout", "--quiet", "-B", branch, base)
        self.world.commit(self.folder, files, message)
        play.git(self.folder, "push", "--quiet", *(["--force"] if force else []),
                 self.world.forge.push_url(to or self.path), branch)

    def open(self, branch, title="Change", **more):
        return self.world.forge.api("POST", f"projects/{self.id}/merge_requests", {
            "source_branch": branch, "target_branch": "main", "title": title, **more})["iid"]

    def move(self, path):
        self.world.forge.control("PUT", f"projects/{self.id}", {"path": path})

    def merge_request(self, branch, files, title="Change"):
        self.push(branch, files)
        return self.open(branch, title)

    def get(self, iid):
        return self.world.forge.api("GET", f"projects/{self.id}/merge_requests/{iid}")

    def put(self, iid, **changes):
        self.world.forge.api("PUT", f"projects/{self.id}/merge_requests/{iid}", changes)

    def verdict(self, iid, seconds=60):
        return play.verdict(self.world.forge, self.id, iid, seconds)

    def status_of(self, iid, state, seconds=60):
        """Waits for the head's latest status to be in this state; the status."""
        def look():
            status = self.verdict(iid, seconds)
            return status if status["status"] == state else None
        return play.wait_for(f"{self.path}!{iid} to be {state}", look, seconds)

    def written(self, iid):
        return [note for note in self.world.forge.notes(self.id, iid)
                if note["author"]["username"] == "headwater-bot"]

    def comments(self, iid):
        """What the bot said of the whole merge request."""
        return [note for note in self.written(iid) if play.SUGGESTION not in note["body"]]

    def suggestions(self, iid, resolved=None):
        """The threads on its lines, by path: all, or those that are resolved or are not."""
        return {note["position"]["new_path"]: note for note in self.written(iid)
                if play.SUGGESTION in note["body"] and resolved in (None, note["resolved"])}

    def wait_suggestions(self, iid, paths, resolved=False, seconds=60):
        def look():
            found = self.suggestions(iid, resolved)
            return found if set(found) == set(paths) else None
        return play.wait_for(f"threads on {sorted(paths)}", look, seconds)

    def resolve(self, iid, note):
        """As a person does."""
        threads = self.world.forge.api(
            "GET", f"projects/{self.id}/merge_requests/{iid}/discussions?per_page=100")
        thread = next(one["id"] for one in threads if one["notes"][0]["id"] == note["id"])
        self.world.forge.api(
            "PUT", f"projects/{self.id}/merge_requests/{iid}/discussions/{thread}?resolved=true")

    def take_license(self, mode):
        """The default branch loses its licence, where the rule about it has this mode."""
        play.git(self.folder, "checkout", "--quiet", "main")
        play.git(self.folder, "rm", "--quiet", "-r", "--ignore-unmatch", "LICENSES", "LICENSE")
        self.push("main", {".headwater.yml": "extends: preset:opencode\nrules:\n"
                           f"  license/project-license: {{mode: {mode}}}\n"})

    def issues(self):
        return self.world.forge.api("GET", f"projects/{self.id}/issues?scope=all&sort=asc")

    def issue(self, state, holds, seconds=60):
        """Waits for the one issue to be in this state and to say this."""
        def look():
            found = self.issues()
            said = found and found[0]["state"] == state and holds in found[0]["description"]
            return found if said else None
        found = play.wait_for(f"the issue of {self.path} to be {state}: {holds}", look, seconds)
        check(f"there is one: {found}", len(found) == 1)
        return found[0]

    def comment(self, iid, holds="", seconds=30):
        def look():
            found = [note for note in self.comments(iid)
                     if not note["resolvable"] and holds in note["body"]]
            return found[0] if found else None
        return play.wait_for(f"a comment on {self.path}!{iid}", look, seconds)


def head_of(project, branch):
    """The commit of a branch in the folder of whoever works on the project."""
    return subprocess.run(["git", "-C", str(project.folder), "rev-parse", branch], check=True,
                          capture_output=True, text=True).stdout.strip()


def check(what, truth):
    if not truth:
        raise AssertionError(what)


def deliver(world, body, **headers):
    """One delivery as bytes; the status of the answer."""
    request = urllib.request.Request(world.headwater.hook_url, data=body, method="POST", headers={
        "Content-Type": "application/json", **{name.replace("_", "-"): value
                                               for name, value in headers.items()}})
    try:
        with play._direct.open(request, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@story
def deliveries_are_authenticated_and_read_strictly(world):
    good = {"X_Gitlab_Token": play.HOOK_SECRET}
    rows = [
        ("no token", b"{}", {}, 401, b""),
        ("a wrong token", b"{}", {"X_Gitlab_Token": "guess"}, 401, b""),
        ("no JSON", b"{", good, 400, b""),
        ("a custom template", b'{"text": "hello"}', good, 400, b"template"),
        ("a wrong type", b'{"object_kind": "merge_request", "object_attributes": {"iid": "x"}}',
         good, 400, b"project.id"),
        ("deep nesting", b"[" * 100000, good, 400, b""),
        ("an unknown kind", b'{"object_kind": "weather"}', good, 200, b""),
    ]
    for what, body, headers, status, holds in rows:
        got, answer = deliver(world, body, **headers)
        check(f"{what}: {got} {answer!r}, wanted {status}", got == status and holds in answer)
    raw = socket.create_connection(("127.0.0.1", world.headwater.ports["hooks"]), timeout=10)
    raw.sendall(b"POST /hooks/gitlab HTTP/1.1\r\nHost: h\r\nX-Gitlab-Token: hook-secret\r\n"
                b"Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n")
    check("a length beyond the limit is refused", b" 413 " in raw.recv(200))
    raw.close()


@story
def a_good_change_turns_green_without_a_comment(world):
    project = world.project()
    world.forge.control("DELETE", "requests")
    iid = project.merge_request("good", {"src/a.js": HEADER + BARE})
    status = project.status_of(iid, "success")
    check("the text is short", status["description"] == "Headwater: fine")
    world.quiet()
    check("no comment", not project.comments(iid))
    posts = [write for write in world.writes() if "/statuses/" in write["target"]]
    check(f"running once and one terminal state: {posts}", len(posts) == 2)
    check("nothing runs", all(one["status"] != "running" for one in
                              world.forge.control("GET", f"projects/{project.id}/statuses")))


@story
def one_comment_lives_through_the_merge_request(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    first = project.comment(iid, "Required")
    project.push("work", {"src/b.js": BARE}, base="work")
    project.comment(iid, "src/b.js")
    project.push("work", {"src/a.js": HEADER + BARE, "src/b.js": HEADER + BARE}, base="work")
    project.status_of(iid, "success")
    done = project.comment(iid, "All done")
    check("it is the same comment", done["id"] == first["id"] and len(project.comments(iid)) == 1)


@story
def a_suggestion_is_applied_and_its_thread_resolved(world):
    project = world.project()
    world.forge.control("PUT", f"projects/{project.id}",
                        {"only_allow_merge_if_all_discussions_are_resolved": True})
    iid = project.merge_request("work", {"src/a.js": BARE, "src/b.js": BARE})
    project.status_of(iid, "failed")
    threads = project.wait_suggestions(iid, ["src/a.js", "src/b.js"])
    body = project.comment(iid, "Required")["body"]
    check("the comment says where to click", "Apply the suggestion" in body)
    suggestion = threads["src/a.js"]["suggestions"][0]
    world.forge.api("PUT", f"suggestions/{suggestion['id']}/apply")
    project.wait_suggestions(iid, ["src/a.js"], resolved=True)
    project.wait_suggestions(iid, ["src/b.js"])
    text = world.forge.file(project.id, "work", "src/a.js")
    check(f"the header stands above what was there: {text!r}",
          "SPDX-License-Identifier: EUPL-1.2" in text.split(BARE)[0] and text.endswith(BARE))
    play.git(project.folder, "pull", "--quiet", world.forge.push_url(project.path), "work")
    project.push("work", {"src/b.js": HEADER + BARE}, base="HEAD")
    project.status_of(iid, "success")
    project.wait_suggestions(iid, ["src/a.js", "src/b.js"], resolved=True)
    world.quiet()
    by = {note["resolved_by"]["username"] for note in project.suggestions(iid).values()}
    check(f"resolved by us: {by}", by == {"headwater-bot"})
    check("nothing holds the merge", project.get(iid)["blocking_discussions_resolved"])


@story
def a_thread_that_a_person_resolved_is_left_alone(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    thread = project.wait_suggestions(iid, ["src/a.js"])["src/a.js"]
    world.quiet()
    project.resolve(iid, thread)
    project.push("work", {"src/a.js": "let other = 2;\n" + BARE}, base="work")
    project.status_of(iid, "failed")
    project.push("work", {"src/a.js": HEADER + BARE}, base="work")
    project.status_of(iid, "success")
    world.quiet()
    project.push("work", {"src/a.js": BARE}, base="work")
    project.status_of(iid, "failed")
    world.quiet()
    threads = project.suggestions(iid, resolved=True)
    check(f"it is the same, and resolved: {threads}",
          list(threads) == ["src/a.js"] and threads["src/a.js"]["id"] == thread["id"] and
          threads["src/a.js"]["body"] == thread["body"])
    body = project.comment(iid, "Required")["body"]
    check("the comment does not send anybody there", "Apply the suggestion" not in body)


@story
def of_twelve_findings_ten_get_threads_and_the_comment_says_the_rest(world):
    project = world.project()
    iid = project.merge_request("work", {f"src/{i:02}.js": BARE for i in range(12)})
    project.wait_suggestions(iid, [f"src/{i:02}.js" for i in range(10)])
    comment = project.comment(iid, "Required")
    check("the comment says how many",
          "(10 of 12)" in comment["body"] and "the rest by hand" in comment["body"])
    project.push("work", {f"src/{i:02}.js": HEADER + BARE for i in range(3)}, base="work")
    project.wait_suggestions(iid, [f"src/{i:02}.js" for i in range(3)], resolved=True)
    project.wait_suggestions(iid, [f"src/{i:02}.js" for i in range(3, 12)])
    world.quiet()
    world.forge.control("DELETE", "requests")
    project.push("work", {"src/other.js": HEADER + BARE}, base="work")
    world.quiet()
    talk = [write["target"] for write in world.writes() if "/statuses/" not in write["target"]
            and not write["target"].endswith(f"/notes/{comment['id']}")]
    check(f"a push that leaves the lines alone says nothing on them: {talk}", not talk)


@story
def a_policy_may_want_no_threads(world):
    project = world.project()
    project.push("main", {".headwater.yml": "extends: preset:strict\nthreads: none\n"})
    iid = project.merge_request("work", {"src/a.js": BARE})
    body = project.comment(iid, "Required")["body"]
    world.quiet()
    check("no thread", not project.suggestions(iid))
    check("nobody is sent to one", "Apply the suggestion" not in body)


@story
def lines_that_are_no_lines_of_ours_are_not_suggested(world):
    project = world.project()
    world.forge.control("DELETE", "effects")
    iid = project.merge_request("work", {
        "src/a.js": "/approve\n" + BARE, "src/b.js": BARE.replace("\n", "\r\n"),
        "src/c.js": "```\n/merge\n```\n" + BARE, "src/d.js": "// ``` @all\n" + BARE})
    project.wait_suggestions(iid, ["src/c.js", "src/d.js"])
    world.quiet()
    bot = world.bot()
    for kind in ("quick_action", "mention"):
        effects = [one for one in world.forge.control("GET", f"effects/{kind}")
                   if one["user_id"] == bot]
        check(f"no {kind}: {effects}", not effects)


@story
def a_service_killed_while_it_begins_a_thread_begins_one(world):
    with world.beside("killed", "") as own:
        for fault in ("cut_before", "cut_after"):
            project = own.project()
            world.forge.control("POST", "faults", {"kind": fault, "method": "POST",
                                                   "match": "/discussions", "count": 1})
            iid = project.merge_request("work", {"src/a.js": BARE})
            play.wait_for("the intent", lambda: own.intents(project, SUGGESTIONS))
            own.service.stop(signal.SIGKILL)
            world.forge.control("DELETE", "faults")
            own.age_intents()
            own.start()
            project.wait_suggestions(iid, ["src/a.js"], seconds=60)
            threads = [note for note in project.written(iid) if play.SUGGESTION in note["body"]]
            check(f"one thread after {fault}: {len(threads)}", len(threads) == 1)


@story
def b3_nothing_is_said_when_nothing_changed(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    project.comment(iid)
    world.quiet()
    world.forge.control("DELETE", "requests")
    project.put(iid, add_labels="later", description="More words")
    project.put(iid, title="Other words")
    world.quiet()
    check(f"no write: {world.writes()}", not world.writes())


@story
def lost_time_and_doubled_hooks_do_no_harm(world):
    project = world.project()
    world.forge.control("PUT", "settings", {"hooks": {"repeat": 50, "repeat_key": False}})
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    project.comment(iid)
    world.quiet()
    world.forge.control("PUT", "settings", {"hooks": {"repeat": 0}})
    check("one comment", len(project.comments(iid)) == 1)


def lax_main_and_strict_branch(project):
    """A branch may always be stricter than the default branch."""
    project.push("main", {".headwater.yml": "rules:\n  license/header-missing: off\n"})
    project.push("strict", {".headwater.yml": "rules:\n  license/header-missing: gate\n"})


@story
def a_new_target_is_judged_anew(world):
    project = world.project()
    lax_main_and_strict_branch(project)
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "success")
    project.put(iid, target_branch="strict")
    project.status_of(iid, "failed")


@story
def b10_a_branch_that_anybody_may_push_to_loosens_nothing(world):
    project = world.project()
    project.push("lax", {".headwater.yml": "rules:\n  license/header-missing: off\n"})
    project.push("work", {"src/a.js": BARE}, base="lax")
    iid = project.open("work", target_branch="lax")
    project.status_of(iid, "failed")


@story
def a_newer_pipeline_gets_the_verdict_too(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": HEADER + BARE})
    project.status_of(iid, "success")
    head = project.get(iid)["sha"]
    pipeline = world.forge.control("POST", f"projects/{project.id}/pipelines", {
        "ref": "work", "sha": head, "status": "running", "user": "alex"})["id"]

    def look():
        return [status for status in world.forge.statuses(project.id, head)
                if status["pipeline_id"] == pipeline and status["status"] == "success"]
    play.wait_for("the status in the newer pipeline", look)


@story
def a_forged_status_is_replaced(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    status = project.status_of(iid, "failed")
    head = project.get(iid)["sha"]
    world.forge.api("POST", f"projects/{project.id}/statuses/{head}", {
        "state": "success", "name": "headwater", "pipeline_id": status["pipeline_id"]})
    project.put(iid, add_labels="look")

    def look():
        latest = [one for one in world.forge.control("GET", f"projects/{project.id}/statuses")
                  if one["sha"] == head and not one["retried"] and one["name"] == "headwater"]
        return latest and all(one["author"]["username"] == "headwater-bot" and
                              one["status"] == "failed" for one in latest)
    play.wait_for("our own status", look)
    check("it is counted", world.headwater.metrics()["headwater_forged_statuses_total"] >= 1)
    entries = audit(world, "--format", "json")
    entries = [one for one in json.loads(entries)["entries"]
               if one["project"] == project.id and one["kind"] == "forged-status"]
    check(f"it is written down once: {entries}", len(entries) == 1)
    check("who it was, and what", entries[0]["head"] == head and entries[0]["iid"] == iid and
          entries[0]["actor"] == world.forge.api("GET", "user")["id"] and
          entries[0]["kind"] == "forged-status" and "success" in entries[0]["detail"])
    check("a person can read it", f"by user {entries[0]['actor']}" in audit(world))
    check("nothing of it is of tomorrow", audit(world, "--since", "2199-01-01") == "")


def audit(world, *arguments):
    """What the audit log says, read beside the running service."""
    return subprocess.run([world.program, "audit", "list", "--store",
                           str(world.folder / "headwater" / "data"), *arguments],
                          check=True, capture_output=True, text=True, timeout=20).stdout


@story
def a_forks_merge_request_is_held_by_a_thread(world):
    project = world.project()
    fork = world.forge.api("POST", f"projects/{project.id}/fork",
                           {"namespace_path": "alex", "path": f"fork-{project.id}"})
    path = f"alex/fork-{project.id}"
    project.push("patch", {"src/a.js": BARE}, to=path)
    iid = world.forge.api("POST", f"projects/{fork['id']}/merge_requests", {
        "source_branch": "patch", "target_branch": "main", "title": "Patch",
        "target_project_id": project.id})["iid"]

    def threads(resolved):
        return [note for note in project.comments(iid)
                if note["resolvable"] and note["resolved"] == resolved]
    play.wait_for("the thread", lambda: threads(False))
    project.comment(iid, "Required")
    project.push("patch", {"src/a.js": HEADER + BARE}, base="patch", to=path)
    play.wait_for("the resolved thread", lambda: threads(True))
    check("one thread and one comment", len(project.comments(iid)) == 2)


@story
def a_draft_gets_the_status_and_the_comment_comes_with_ready(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE}, "Draft: work")
    status = project.status_of(iid, "failed")
    check("it says draft", "draft" in status["description"])
    world.quiet()
    check("no comment", not project.comments(iid))
    project.put(iid, title="work")
    project.comment(iid, "Required")


@story
def the_worse_of_two_merge_requests_counts_for_their_head(world):
    project = world.project()
    lax_main_and_strict_branch(project)
    project.push("work", {"src/a.js": BARE})
    strict = project.open("work", target_branch="strict")
    project.status_of(strict, "failed")
    lax = project.open("work")
    world.quiet()
    check("the head stays red", project.verdict(lax)["status"] == "failed")
    project.put(strict, state_event="close")
    project.status_of(lax, "success")


@story
def a_force_push_and_a_close_leave_nothing_running(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    for number in range(4):
        project.push("work", {"src/a.js": BARE + f"// {number}\n"}, force=True)
    project.status_of(iid, "failed")
    project.put(iid, state_event="close")
    world.quiet()
    running = [one for one in world.forge.control("GET", f"projects/{project.id}/statuses")
               if one["status"] in ("running", "pending") and not one["retried"]]
    check(f"nothing runs: {running}", not running)


@story
def a_push_to_the_default_branch_is_judged_silently(world):
    project = world.project()
    before = world.headwater.metrics().get("headwater_decisions_total", 0)
    world.forge.control("DELETE", "requests")
    project.push("main", {"src/a.js": BARE})
    play.wait_for("the decision", lambda: world.headwater.metrics().get(
        "headwater_decisions_total", 0) > before)
    world.quiet()
    check("nothing is written", not world.writes())


@story
def what_concerns_the_project_is_said_in_one_issue(world):
    project = world.project()
    project.take_license("hint")
    issue = project.issue("opened", "Recommended")
    check(f"its title: {issue['title']}", issue["title"] == "Headwater: notes about this project")
    check("it names the rule", "`license/project-license`" in issue["description"])
    check("the bot wrote it", issue["author"]["username"] == "headwater-bot")
    world.quiet()
    world.forge.control("DELETE", "requests")
    project.push("main", {"notes.txt": "one\n"})
    world.quiet()
    check(f"another push changes nothing: {world.writes()}", not world.writes())
    project.push("main", {"LICENSES/EUPL-1.2.txt": LICENSE_TEXT, "LICENSE": LICENSE_TEXT})
    project.issue("closed", "All done")
    project.take_license("hint")
    again = project.issue("opened", "Recommended")
    check("it is the same one", again["iid"] == issue["iid"])


@story
def an_issue_that_a_person_closed_stays_closed(world):
    project = world.project()
    project.take_license("hint")
    issue = project.issue("opened", "Recommended")
    world.quiet()
    world.forge.api("PUT", f"projects/{project.id}/issues/{issue['iid']}",
                    {"state_event": "close"})
    project.take_license("gate")
    closed = project.issue("closed", "Required")
    check("a person closed it", closed["closed_by"]["username"] == "alex")
    project.push("main", {"LICENSES/EUPL-1.2.txt": LICENSE_TEXT, "LICENSE": LICENSE_TEXT})
    project.issue("closed", "All done")
    project.take_license("hint")
    project.issue("closed", "Recommended")


@story
def a_project_without_issues_is_left_in_peace(world):
    project = world.project(issues_enabled=False)
    given_up = world.headwater.metrics().get("headwater_issues_given_up_total", 0)
    project.take_license("hint")
    play.wait_for("the refusal", lambda: world.headwater.metrics().get(
        "headwater_issues_given_up_total", 0) > given_up)
    world.quiet()
    world.forge.control("DELETE", "requests")
    project.push("main", {"notes.txt": "one\n"})
    world.quiet()
    check(f"nothing is tried again: {world.writes()}", not world.writes())
    iid = project.merge_request("good", {"src/a.js": HEADER + BARE})
    project.status_of(iid, "success")


@story
def a_service_killed_while_it_opens_an_issue_opens_one(world):
    with world.beside("killed-issue", "") as own:
        for fault in ("cut_before", "cut_after"):
            project = own.project()
            world.forge.control("POST", "faults", {"kind": fault, "method": "POST",
                                                   "match": "/issues", "count": 1})
            project.take_license("hint")
            play.wait_for("the intent", lambda: own.intents(project, ISSUES))
            own.service.stop(signal.SIGKILL)
            world.forge.control("DELETE", "faults")
            own.age_intents()
            own.start()
            project.issue("opened", "Recommended")
            play.wait_for("the end of it", lambda: not own.intents(project, ISSUES))
            check(f"one issue after {fault}", len(project.issues()) == 1)


@story
def names_are_shown_and_never_obeyed(world):
    project = world.project()
    world.forge.control("DELETE", "effects")
    iid = project.merge_request("names", {"a`b`\n/approve\n@all.js": BARE, "``` @alex.js": BARE,
                                          "\u202egnp.js": BARE, "</details>.js": BARE},
                                "/approve @all")
    project.status_of(iid, "failed")
    body = project.comment(iid, "Required")["body"]
    check("the override is visible", "\\u{202E}" in body and "\u202e" not in body)
    bot = world.bot()
    for kind in ("quick_action", "mention"):
        effects = [one for one in world.forge.control("GET", f"effects/{kind}")
                   if one["user_id"] == bot]
        check(f"no {kind}: {effects}", not effects)


@story
def a_lagging_ref_and_a_slow_forge_are_waited_for(world):
    project = world.project()
    world.forge.control("PUT", "settings", {"ref_lag_ms": 3000})
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    project.push("work", {"src/a.js": HEADER + BARE}, base="work")
    project.status_of(iid, "success")
    world.forge.control("PUT", "settings", {"ref_lag_ms": 0})


@story
def faults_of_the_forge_are_outlived(world):
    project = world.project()
    project.push("work", {"src/a.js": BARE})
    for fault in ({"kind": "status", "status": 500, "method": "GET", "match": "merge_requests",
                   "count": 2},
                  {"kind": "status", "status": 429, "method": "POST", "match": "statuses",
                   "limit": "retry_after", "seconds": 1},
                  {"kind": "cut_before", "method": "POST", "match": "statuses", "count": 1},
                  {"kind": "cut_after", "method": "POST", "match": "statuses", "count": 1},
                  {"kind": "cut_before", "method": "GET", "match": "service=git-upload-pack",
                   "count": 1}):
        world.forge.control("POST", "faults", fault)
    iid = project.open("work")
    project.status_of(iid, "failed", 90)
    project.comment(iid, "Required", 90)
    world.forge.control("DELETE", "faults")
    world.quiet()
    check("one comment", len(project.comments(iid)) == 1)


@story
def a_killed_service_loses_nothing_and_says_nothing_twice(world):
    projects = [world.project() for _ in range(3)]
    wanted = []
    for round_number in range(4):
        for project in projects:
            branch = f"work-{round_number}"
            wanted.append((project, project.merge_request(branch, {"src/a.js": BARE})))
        # Every delivery was answered: it is on disk, whatever becomes of the process.
        world.forge.control("POST", "settle", {"timeout_ms": 20000})
        world.headwater.stop(signal.SIGKILL)
        port = world.headwater.ports["hooks"]
        world.start()
        if world.headwater.ports["hooks"] != port:
            for project in projects:
                world.forge.hook(project.id, world.headwater.hook_url)
    for project, iid in wanted:
        project.status_of(iid, "failed", 120)
        project.comment(iid, "Required", 120)
    world.quiet()
    for project, iid in wanted:
        check("one comment each", len(project.comments(iid)) == 1)


@story
def a_merge_request_that_is_gone_bothers_nobody(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    world.forge.control("DELETE", f"projects/{project.id}")
    other = world.project()
    iid = other.merge_request("work", {"src/a.js": HEADER + BARE})
    other.status_of(iid, "success")


@story
def a_moved_project_is_found_by_its_number(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    project.path = f"town/moved-{project.id}"
    world.forge.control("PUT", f"projects/{project.id}", {"path": project.path})
    project.push("work", {"src/a.js": HEADER + BARE}, base="work")
    project.status_of(iid, "success", 120)


@story
def the_page_of_a_public_decision_is_shown_and_no_other(world):
    project = world.project()
    iid = project.merge_request("work", {"src/<b>.js": BARE})
    project.status_of(iid, "failed")
    decisions = [line for line in world.headwater.lines if '"event":"decided"' in line]
    number = decisions[-1].split('"decision":"')[1][:32]
    pages = f"http://127.0.0.1:{world.headwater.ports['pages']}/decisions/"
    status, body = play.call("GET", pages + number + "?lang=de")
    check("it is there", status == 200 and b"src/&lt;b&gt;.js" in body and b"erforderlich" in body)
    status, body = play.call("GET", pages + "0" * 32)
    check("another is not", status == 404)
    check("nor is anything else", play.call("GET", pages + "../../etc/passwd")[1] == body)


def page_of(world):
    """The page of the last decision."""
    decisions = [line for line in world.headwater.lines if '"event":"decided"' in line]
    number = decisions[-1].split('"decision":"')[1][:32]
    pages = f"http://127.0.0.1:{world.headwater.ports['pages']}/decisions/"
    return play.call("GET", pages + number)[1].decode()


@story
def an_upstream_that_the_platform_does_not_look_at_is_nobodys_fault(world):
    project = world.project()
    project.push("main", {".headwater.yml": "extends: preset:strict\nupstreams:\n"
                          "  - https://forge.example.org/original/kettle\n"})
    claim = f"Take over\n\n(cherry picked from commit {'1a' * 20})"
    project.push("pick", {"src/a.js": HEADER + BARE}, message=claim)
    iid = project.open("pick")
    project.status_of(iid, "success")
    page = page_of(world)
    check("it says so", "does not look at" in page and "kettle" in page)
    # What the change says of itself counts for nothing.
    project.push("told", {"src/b.js": HEADER + BARE,
                          "publiccode.yml": HEADER.replace("//", "#") +
                          "isBasedOn: https://forge.example.org/other/pot\n"},
                 message=claim)
    project.verdict(project.open("told"))
    check("it names no upstream",
          all("other/pot" not in part[:400] for part in page_of(world).split("upstream/")[1:]))


@story
def what_is_taken_from_an_upstream_is_compared_with_it(world):
    old, new = ("".join(f"read({word}, {number});\n" for number in range(9))
                for word in ("'once'", "'to the end'"))
    original = world.project()
    original.push("main", {"src/parser.js": HEADER + old}, "A parser")
    play.git(original.folder, "branch", "begun")
    original.push("main", {"src/parser.js": HEADER + new}, "Read to the end")
    fix = head_of(original, "main")
    url = f"{world.forge.url}/{original.path}"
    with world.beside("upstreams", f"upstreams: {{allowed: ['{url}']}}\n") as own:
        project = own.project()
        play.git(project.folder, "fetch", "--quiet", original.folder, "begun:begun", "main:theirs")
        project.push("main", {".headwater.yml": f"extends: preset:strict\nupstreams: ['{url}']\n"},
                     base="begun", force=True)

        def take(branch, text, commit):
            project.push(branch, {"src/parser.js": HEADER + text},
                         f"Read to the end\n\n(cherry picked from commit {commit})")
            return project.open(branch)

        # Nobody knows the original yet: a claim that gates is waited for.
        nowhere = take("nowhere", new, "1a" * 20)
        project.status_of(nowhere, "failed")
        check("it is not there", "claim-exists" in project.comment(nowhere)["body"])
        equal = take("equal", new, fix)
        project.status_of(equal, "success")
        check("nothing is to be said", not project.comments(equal))
        # GitLab's own template is the title: where the origin stands would be lost.
        project.put(equal, squash=True)
        said = project.comment(equal, "history-kept")["body"]
        check(said, f"cherry picked from commit {fix}" in said)
        project.put(equal, squash=False)
        play.wait_for("the origin to be kept",
                      lambda: "history-kept" not in project.comments(equal)[0]["body"])
        another = take("another", new + "read('twice');\n", fix)
        project.status_of(another, "success")
        said = project.comment(another)["body"]
        check(said, "difference-explained" in said and "src/parser.js" in said)
        # A clone with all contents gives the same answer as the mirror, which has to ask for them.
        full = subprocess.run(
            [world.program, "check", "--repo", project.folder, "--base", "main",
             "--head", "another", "--upstream", original.folder, "--language", "en"],
            check=False, capture_output=True, text=True,
            env={**os.environ, "XDG_CACHE_HOME": str(world.folder / "cache")}).stdout
        found = said.partition("Found: ")[2].partition("\n")[0].replace("`", "")
        check(f"{found} of {full}", found and found in full)

        play.git(project.folder, "checkout", "--quiet", "-B", "sync", "main")
        play.git(project.folder, "merge", "--quiet", "--no-edit", "theirs")
        play.git(project.folder, "push", "--quiet", world.forge.push_url(project.path), "sync")
        sync = project.open("sync", squash=True)
        project.status_of(sync, "success")
        said = project.comment(sync)["body"]
        check(said, "history-kept" in said and "project-" in said)
        project.put(sync, squash=False)
        play.wait_for("the point to be settled",
                      lambda: "history-kept" not in project.comments(sync)[0]["body"])


@story
def a_switch_of_squashing_is_looked_at(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": HEADER + BARE})
    project.status_of(iid, "success")
    world.quiet()
    world.forge.control("DELETE", "requests")
    project.put(iid, squash=True)
    world.quiet()
    asked = [request for request in world.forge.control("GET", "requests")
             if request["user_id"] == world.bot()]
    check("the merge request is read again",
          any(f"/merge_requests/{iid}" in request["target"] for request in asked))
    check("and nobody is told anything", not world.writes())


@story
def a_stop_drains_and_a_start_takes_up(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    # The delivery was answered: whatever becomes of it then is ours to know.
    world.forge.control("POST", "settle", {"timeout_ms": 20000})
    check("it ends cleanly", world.headwater.stop() == 0)
    world.start()
    project.status_of(iid, "failed")
    check("one comment", project.comment(iid, "Required"))


@story
def a_stop_is_bounded_and_counts_no_attempt(world):
    with world.beside("stopped", "shutdown: {grace: 1s}\n") as own:
        project = own.project()
        project.push("work", {"src/a.js": BARE})
        project.move("_hostile/slow/repo")
        iid = project.open("work")
        # Two attempts that ended without a word would set the merge request aside.
        for _ in range(3):
            play.wait_for("git at work", own.gits)
            left = children(own.service.process.pid)
            started = time.monotonic()
            code = own.service.stop()
            seconds = time.monotonic() - started
            check(f"it ends cleanly: {code}", code == 0)
            check(f"it ends in time: {seconds:.1f} s", seconds < 1 + 5)
            left = [pid for pid in left if "headwater" in read(f"/proc/{pid}/cmdline") or
                    "git" in read(f"/proc/{pid}/comm")]
            check(f"nothing is left: {left}", not left)
            counted = own.attempts(project, iid)
            check(f"nothing is counted: {counted}", counted == [(0, 0)])
            own.start()
        play.wait_for("git at work", own.gits)
        own.service.stop()
        project.move(f"city/tame-{project.id}")
        own.start()
        project.status_of(iid, "failed")
        check("it was judged", own.decided(project) == ["fail"])


# What a git server may do, and what is said of it.
HOSTILE = {
    "dumb": ["no git server"],
    "redirect": ["redirect"],
    # Whichever end comes first: the list's, git's memory's, the deadline's.
    "endless-refs": ["the connection broke", "more memory", "deadline"],
    "slow": ["deadline"],
    "wrong-type": ["no git server"],
    "junk-pack": ["corrupt"],
    "pack-bomb": ["larger than allowed"],
    "auth-loop": ["the read token"],
}


def a_hostile_git_server_ends_as_unknown(kind, words):
    def told(world):
        with Listener() as elsewhere, world.beside(
                f"hostile-{kind}", "unknown: {patience: 1s}\n"
                "mirrors: {clone_within: 10s, fetch_within: 2s, largest: 100 MiB}\n") as own:
            world.forge.control("PUT", "settings", {"redirect_to": elsewhere.url})
            if kind == "pack-bomb":  # Made when it is first asked for, which takes a while.
                play.call("GET", f"{world.forge.url}/_hostile/{kind}/repo.git/info/refs")
            project, other = own.project(), own.project()
            project.push("work", {"src/a.js": BARE})
            project.move(f"_hostile/{kind}/repo")
            iid = project.open("work")
            # A token that is refused is refused for everybody; else the others are judged meanwhile.
            if kind != "auth-loop":
                other.status_of(other.merge_request("work", {"src/a.js": HEADER + BARE}), "success")
            status = project.status_of(iid, "failed", 30)
            said = status["description"]
            check(f"it is said why: {said}", any(word in said for word in words))
            outcomes = own.decided(project)
            check(f"it is unknown: {outcomes}",
                  outcomes and all(one.startswith("unknown") for one in outcomes))
            project.put(iid, state_event="close")
            play.wait_for("git to be gone", lambda: not own.gits())
            check("nobody was led elsewhere", elsewhere.count() == 0)
    told.__name__ = "a_hostile_git_server_ends_as_unknown_" + kind.replace("-", "_")
    return told


STORIES += [a_hostile_git_server_ends_as_unknown(*one) for one in HOSTILE.items()]


class Listener:
    """A place where nobody should come."""

    def __init__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def count(self):
        """Connections that wait to be taken."""
        taken = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                self.socket.accept()[0].close()
                taken += 1
        return taken


@story
def a_damaged_mirror_is_fetched_anew(world):
    project = world.project()
    project.push("main", {".headwater.yml": "extends: preset:strict\n"})
    project.status_of(project.merge_request("first", {"src/a.js": HEADER + BARE}), "success")
    world.quiet()
    mirror = world.folder / "headwater" / "data" / "mirrors" / f"{project.id}.git"
    # Packs of contents only: git does not read them when it fetches, whoever judges does.
    packs = sorted((mirror / "objects" / "pack").glob("*.pack"), key=lambda pack: pack.stat().st_size)
    for pack in packs:
        kinds = subprocess.run(["git", "verify-pack", "-v", str(pack.with_suffix(".idx"))],
                               env=play.ENVIRONMENT, check=True, capture_output=True, text=True)
        if " commit " in kinds.stdout:
            continue
        pack.chmod(0o600)
        content = bytearray(pack.read_bytes())
        for at in range(16, len(content) - 24):
            content[at] ^= 0x55
        pack.write_bytes(content)
    # A mirror that is younger than an hour is not thrown away.
    past = time.time() - 7200
    os.utime(mirror / "HEAD", (past, past))
    project.status_of(project.merge_request("second", {"src/b.js": HEADER + BARE}), "success")
    check("it was seen", any('"event":"mirror_damaged"' in line for line in world.headwater.lines))


SBOM = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
    {"type": "library", "name": "lodash", "version": "4.17.21",
     "purl": "pkg:npm/lodash@4.17.21"}]})
MANIFEST = {"package.json": '{"name": "a", "version": "1.0.0", '
                            '"dependencies": {"lodash": "4.17.21"}}\n',
            "package.json.license": "SPDX-FileCopyrightText: 2026 City of Example\n"
                                    "SPDX-License-Identifier: EUPL-1.2\n"}


def pipeline_of(project, branch, status="success", where=None):
    """A pipeline of the commit that was pushed last: its number."""
    return project.world.forge.control("POST", f"projects/{where or project.id}/pipelines", {
        "ref": branch, "sha": head_of(project, branch), "status": status, "user": "alex"})["id"]


def job(project, pipeline, **more):
    return project.world.forge.control("POST", "jobs", {"pipeline": pipeline, **more})["id"]


def said_of_sbom(world, project):
    """What the newest decision about the project says of sbom/present."""
    with contextlib.closing(sqlite3.connect(
            world.folder / "headwater" / "data" / "headwater.db")) as store:
        record = store.execute("SELECT record FROM decision WHERE project = ? ORDER BY rowid DESC",
                               (project.id,)).fetchone()[0]
    rules = json.loads(record)["report"]["rules"]
    return next(rule for rule in rules if rule["id"] == "sbom/present")


@story
def an_sbom_that_only_the_pipeline_has_counts(world):
    project = world.project()
    project.push("work", MANIFEST)
    job(project, pipeline_of(project, "work"), name="sbom", reports=["[]", SBOM])
    iid = project.open("work")
    project.status_of(iid, "success")
    said = said_of_sbom(world, project)
    check(f"it says where: {said['reason']}", said["key"] == "found-report" and
          "sbom" in said["reason"])
    left = list((world.folder / "headwater" / "data" / "artifacts").iterdir())
    check(f"nothing of it is kept: {left}", not left)


@story
def a_project_whose_repository_has_an_sbom_asks_for_no_artifacts(world):
    project = world.project()
    world.forge.control("DELETE", "requests")
    iid = project.merge_request("work", {**MANIFEST, "sbom.cdx.json": SBOM,
                                         "sbom.cdx.json.license":
                                         MANIFEST["package.json.license"]})
    project.status_of(iid, "success")
    asked = [one for one in world.forge.control("GET", "requests")
             if one["target"].startswith((f"/api/v4/projects/{project.id}/pipelines",
                                          f"/api/v4/projects/{project.id}/releases"))]
    check(f"no call: {asked}", not asked)


@story
def nothing_red_is_said_before_the_job_of_the_sbom_has_ended(world):
    project = world.project()
    project.push("work", MANIFEST)
    late = job(project, pipeline_of(project, "work"), name="late", status="running")
    iid = project.open("work")
    head = project.get(iid)["sha"]

    decided = f'"event":"decided","project":{project.id},"iid":{iid},'
    play.wait_for("the first judgement",
                  lambda: any(decided in line for line in world.headwater.lines))
    # GitLab takes no second `running` with another text: the first one stays.
    now = [one["status"] for one in world.forge.statuses(project.id, head)]
    check(f"still running: {now}", now == ["running"])
    check("no comment", not project.comments(iid))
    world.forge.control("PUT", f"jobs/{late}", {"status": "success", "reports": [SBOM]})
    project.status_of(iid, "success", seconds=100)
    statuses = [one for one in world.forge.control("GET", f"projects/{project.id}/statuses")
                if one["name"] == "headwater"]
    check(f"it was never red: {statuses}", all(one["status"] != "failed" for one in statuses))


@story
def a_failed_job_has_a_report_too_and_one_without_leaves_the_finding(world):
    project = world.project()
    project.push("with", MANIFEST)
    job(project, pipeline_of(project, "with", "failed"), status="failed", reports=[SBOM])
    project.status_of(project.open("with"), "success")
    project.push("without", {**MANIFEST, "more.txt": "a\n"})
    job(project, pipeline_of(project, "without", "failed"), status="failed")
    without = project.open("without")
    project.status_of(without, "failed")
    said = said_of_sbom(world, project)
    check(f"it names the command: {said['findings']}",
          "cyclonedx-npm --spec-version 1.6" in said["findings"][0]["fix"]["text"])


@story
def a_report_that_is_too_large_could_not_be_checked(world):
    project = world.project()
    project.push("work", MANIFEST)
    job(project, pipeline_of(project, "work"), reports=[SBOM], report_size=100 << 20)
    iid = project.open("work")
    project.status_of(iid, "failed")
    said = said_of_sbom(world, project)
    check(f"it is unknown, and says why: {said}", said["verdict"] == "unknown" and
          "64 MiB" in json.dumps(said["unchecked"]))
    downloads = [one for one in world.forge.control("GET", "requests")
                 if "/artifacts/download" in one["target"] and project.path in one["target"]]
    check(f"it is not downloaded: {downloads}", not downloads)


@story
def the_pipeline_of_a_fork_counts(world):
    project = world.project()
    fork = world.forge.api("POST", f"projects/{project.id}/fork",
                           {"namespace_path": "alex", "path": f"sbom-{project.id}"})
    project.push("patch", MANIFEST, to=f"alex/sbom-{project.id}")
    job(project, pipeline_of(project, "patch", where=fork["id"]), reports=[SBOM])
    iid = world.forge.api("POST", f"projects/{fork['id']}/merge_requests", {
        "source_branch": "patch", "target_branch": "main", "title": "Patch",
        "target_project_id": project.id})["iid"]
    play.wait_for("the verdict", lambda: said_of_sbom_or_none(world, project))
    check("the fork's report", said_of_sbom(world, project)["key"] == "found-report")
    check(f"no thread holds !{iid}", not [note for note in project.comments(iid)
                                          if note["resolvable"] and not note["resolved"]])


def said_of_sbom_or_none(world, project):
    try:
        return said_of_sbom(world, project)
    except (TypeError, StopIteration):
        return None  # Nothing was decided yet.


@story
def an_archive_and_a_release_count_where_no_job_reports_one(world):
    project = world.project()
    project.push("archive", MANIFEST)
    job(project, pipeline_of(project, "archive"), name="build", archive={"bom.json": SBOM})
    project.status_of(project.open("archive"), "success")
    said = said_of_sbom(world, project)
    check(f"the archive: {said['reason']}", said["key"] == "found-archive")
    world.forge.control("PUT", f"projects/{project.id}/packages",
                        {"path": "kit/1.0/sbom.cdx.json", "text": SBOM})
    world.forge.control("POST", f"projects/{project.id}/releases", {
        "tag": "v1.0", "sha": "a" * 40, "links": [
            {"name": "handbook", "url": "https://elsewhere.example/handbook"},
            {"name": "sbom.cdx.json", "url": f"{world.forge.url}/api/v4/projects/{project.id}"
                                             "/packages/generic/kit/1.0/sbom.cdx.json"}]})
    project.push("release", {**MANIFEST, "more.js": HEADER + BARE})
    project.status_of(project.open("release"), "success")
    said = said_of_sbom(world, project)
    check(f"of another commit: {said['reason']}", said["key"] == "found-release-other" and
          "v1.0" in said["reason"])


@story
def b2_a_delivery_that_never_came_is_found_by_the_sweep(world):
    # Nothing but the sweep wakes it: comparing projects does so, too.
    with world.beside("sweeping", "forks: {compare: off}\n") as own:
        project = own.project()
        iid = project.merge_request("work", {"src/a.js": BARE})
        project.status_of(iid, "failed")
        # Work that is left would bring the new head along.
        world.quiet(own.service)
        own.service.stop()
        play.wait_for("nobody to listen", lambda: own.service.process.poll() is not None)
        project.push("work", {"src/a.js": HEADER + BARE}, "Say whose it is", force=True)
        world.forge.control("POST", "settle", {"timeout_ms": 20000})
        # As if ten minutes had passed since: what changed just now is left to its delivery.
        world.forge.control("PUT", f"projects/{project.id}/merge_requests/{iid}", {"age": 600000})
        own.start()
        project.status_of(iid, "success")
        play.wait_for("it to have been missed", lambda: any(
            '"event":"missed_event"' in line for line in list(own.service.lines)))


def printed(world, *arguments, code=0):
    """What `headwater report` says beside the running service."""
    done = subprocess.run([world.program, "report", "--folder",
                           str(world.folder / "headwater" / "data"), *arguments],
                          check=False, capture_output=True, text=True, timeout=20)
    check(f"it ends with {done.returncode}: {done.stderr}", done.returncode == code)
    return done.stdout if code == 0 else done.stderr


@story
def the_record_of_a_project_is_printed_for_a_period_and_a_release(world):
    project = world.project()
    project.push("main", {"notes.txt": "one\n"})
    first = head_of(project, "main")
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    world.forge.api("PUT", f"projects/{project.id}/merge_requests/{iid}/merge", {})

    def of_project():
        return json.loads(printed(world, "--project", project.path, "--format", "json"))
    play.wait_for("the merge", lambda: of_project()["projects"][0]["merge_requests"]["not_green"])
    play.wait_for("the default branch", lambda: of_project()["projects"][0]["default_branch"])
    report = of_project()
    record = report["projects"][0]
    check("the log is unbroken", report["audit_log"]["faults"] == [] and
          report["audit_log"]["head"] > 0)
    merged = record["merge_requests"]["not_green"][0]
    check(f"merged red: {merged}", merged["how"] == "red" and merged["merge_request"] == iid and
          merged["decision"])
    check("by a policy", record["policies"][0]["hash"])
    html = printed(world, "--project", str(project.id), "--language", "de")
    check("it can be read", "<h1>Prüfbericht" in html and merged["decision"] in html and
          "<script" not in html)
    table = printed(world, "--group", "city", "--format", "csv")
    check("as a table", f'"{project.path}","merged"' in table)
    check("nothing is of tomorrow", json.loads(printed(
        world, "--project", project.path, "--since", "2199-01-01", "--format", "json"))[
            "projects"][0]["merge_requests"]["judged"] == 0)
    clone = world.folder / "clones" / str(project.id)
    play.git(world.folder, "clone", "--quiet", str(project.folder), str(clone))
    release = json.loads(printed(world, "--project", project.path, "--repository", str(clone),
                                 "--range", f"..{first}", "--format", "json"))
    check(f"a release: {release['release']}", release["release"]["commit"] == first and
          release["projects"][0]["merge_requests"]["merged"] == 0)
    said = printed(world, "--project", project.path, "--range", "v1..v2", code=2)
    check(f"without its tags: {said}", "--repository" in said)


def shown(service, address):
    """Status, text and headers of a page that is linked under another address than its own."""
    local = f"http://127.0.0.1:{service.ports['pages']}/decisions/"
    try:
        with urllib.request.urlopen(local + address.partition("/decisions/")[2],
                                    timeout=5) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


@story
def the_page_of_a_private_project_is_shown_under_its_link_only(world):
    config = HASTY.replace("pages: {", "pages: {url: 'https://pages.example.org', ")
    with world.beside("private-page", config) as own:
        project = world.project(own.service.hook_url, visibility="private")
        iid = project.merge_request("work", {"src/a.js": BARE})
        url = project.status_of(iid, "failed")["target_url"]
        page, _, ticket = url.rpartition("/")
        check(f"a signed link: {url}", "-" in ticket and len(page.rpartition("/")[2]) == 32)
        check("it stands in the comment", url in project.comment(iid, "Required")["body"])
        code, text, headers = shown(own.service, url)
        check(f"it is shown: {code}", code == 200 and project.path in text)
        check(f"to nobody else: {headers}", headers["Cache-Control"] == "private, no-store" and
              headers["Referrer-Policy"] == "no-referrer" and "noindex" in headers["X-Robots-Tag"])
        code, patch, _ = shown(own.service, url + "/fix.patch")
        check("its fixes", code == 200 and patch.startswith("diff --git"))
        nowhere = shown(own.service, page[:-4] + "0000")
        check("what is not there", nowhere[0] == 404)
        for wrong in (page, page + "/fix.patch", url[:-1] + ("1" if url.endswith("0") else "0")):
            check(f"not {wrong}", shown(own.service, wrong)[:2] == nowhere[:2])


def chosen_stories(names, part):
    """Those whose name holds one of the names; of part "I/N" each N-th, from the I-th on."""
    number, parts = map(int, part.split("/"))
    chosen = [one for one in STORIES if not names or any(name in one.__name__ for name in names)]
    return chosen[number::parts]


def main():
    arguments = sys.argv[1:]
    part = arguments.pop(0).removeprefix("--part=") if arguments[0].startswith("--part=") else "0/1"
    headwater, double, *names = arguments
    failed = 0
    chosen = chosen_stories(names, part)
    with tempfile.TemporaryDirectory(prefix="headwater-") as folder:
        world = World(headwater, double, folder)
        try:
            for one in chosen:
                started = time.monotonic()
                try:
                    one(world)
                    print(f"ok      {time.monotonic() - started:5.1f} s  {one.__name__}", flush=True)
                except (AssertionError, TimeoutError, RuntimeError, OSError) as error:
                    failed += 1
                    print(f"FAILED  {time.monotonic() - started:5.1f} s  {one.__name__}: {error}",
                          flush=True)
                    print("".join("    " + line for line in world.headwater.lines[-15:]))
                    world.forge.control("DELETE", "faults")
        finally:
            code = world.headwater.stop()
            world.forge.stop()
    if code != 0:
        print(f"FAILED: headwater serve ended with {code}")
        failed += 1
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    raise SystemExit(main())
