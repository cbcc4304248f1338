# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plays a platform: starts the GitLab double and `headwater serve` beside it, and lets people push.

Used by the quickstart, the end-to-end tests and the benchmarks. Standard library only.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

BOT_TOKEN = "bot-api-token"
READ_TOKEN = "bot-read-token"
PERSON_TOKEN = "person-token"
ROOT_TOKEN = "root-token"
HOOK_SECRET = "hook-secret"

# The beginning of the bot's threads on lines; what else it says is about the merge request.
SUGGESTION = "<!-- headwater:suggestion "

# Nothing of the caller's git configuration or proxy reaches the play.
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "Alex Example",
    "GIT_AUTHOR_EMAIL": "alex@example.org",
    "GIT_COMMITTER_NAME": "Alex Example",
    "GIT_COMMITTER_EMAIL": "alex@example.org",
}

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method, url, data=None, headers=None, timeout=60):
    """Status and body of one request; an error status is an answer."""
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with _direct.open(request, timeout=timeout) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], env=ENVIRONMENT, check=True,
                   stdout=subprocess.DEVNULL)


def wait_for(what, look, seconds=60):
    """The first answer of `look` that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = look()
        if answer:
            return answer
        time.sleep(0.02)
    raise TimeoutError(f"waited {seconds} s for {what}")


class Process:
    """A server that is started, watched and ended."""

    def __init__(self, command, log):
        self.lines = []
        self._log = open(log, "ab")
        self.process = subprocess.Popen(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stderr:
            self._log.write(line)
            self._log.flush()
            self.lines.append(line.decode("utf-8", "replace"))

    def stop(self, sign=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(sign)
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=10)
        return code


class Forge(Process):
    """The GitLab double."""

    def __init__(self, program, folder):
        folder = pathlib.Path(folder)
        (folder / "forge").mkdir(parents=True, exist_ok=True)
        port_file = folder / "forge.port"
        port_file.unlink(missing_ok=True)
        super().__init__([str(program), "--root", str(folder / "forge"), "--port-file",
                          str(port_file)], folder / "forge.log")
        self.port = int(wait_for("the double", lambda: port_file.exists() and
                                 port_file.read_text().strip()))
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        for user in ({"username": "alex", "name": "Alex Example"},
                     {"username": "headwater-bot", "bot": True},
                     {"username": "root", "admin": True}):
            self.control("POST", "users", user)
        for user, token, scope in (("alex", PERSON_TOKEN, "api"),
                                   ("headwater-bot", BOT_TOKEN, "api"),
                                   ("headwater-bot", READ_TOKEN, "read_repository"),
                                   ("root", ROOT_TOKEN, "api")):
            self.control("POST", "tokens", {"user": user, "token": token, "scopes": [scope]})

    def control(self, method, path, data=None):
        status, body = call(method, f"{self.url}/_control/{path}", data)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {body!r}")
        return json.loads(body or b"{}")

    def api(self, method, path, data=None, token=PERSON_TOKEN):
        status, body = call(method, f"{self.url}/api/v4/{path}", data, {"PRIVATE-TOKEN": token})
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {body!r}")
        return json.loads(body or b"{}")

    def create_project(self, path, repository, **settings):
        project = self.control("POST", "projects", {"path": path, "owner": "alex",
                                                    "repository": str(repository), **settings})["id"]
        self.control("PUT", f"projects/{project}/members",
                     {"user": "headwater-bot", "access_level": 30})
        return project

    def hook(self, project, url):
        """What `headwater connect` installs: merge requests, comments, pushes, pipelines."""
        self.api("POST", f"projects/{project}/hooks",
                 {"url": url, "token": HOOK_SECRET, "merge_requests_events": True,
                  "note_events": True, "push_events": True, "pipeline_events": True})

    def file(self, project, branch, path):
        status, body = call("GET", f"{self.url}/api/v4/projects/{project}/repository/files/"
                            f"{urllib.parse.quote(path, safe='')}/raw?ref={branch}", None,
                            {"PRIVATE-TOKEN": PERSON_TOKEN})
        if status != 200:
            raise RuntimeError(f"{path}: {status} {body!r}")
        return body.decode()

    def push_url(self, path):
        return f"http://oauth2:{PERSON_TOKEN}@127.0.0.1:{self.port}/{path}.git"

    def open_merge_request(self, project, branch, title, target_project=None):
        data = {"source_branch": branch, "target_branch": "main", "title": title}
        if target_project:
            data["target_project_id"] = target_project
        return self.api("POST", f"projects/{project}/merge_requests", data)["iid"]

    def statuses(self, project, commit):
        """Our latest status in each pipeline of a commit."""
        return self.api("GET", f"projects/{project}/repository/commits/{commit}/statuses"
                               "?name=headwater&per_page=100")

    def notes(self, project, iid):
        return self.control("GET", f"projects/{project}/merge_requests/{iid}/notes")


class Headwater(Process):
    """`headwater serve` on an own folder."""

    def __init__(self, program, folder, forge_url, config="", hooks="127.0.0.1:0"):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for name, secret in (("api", BOT_TOKEN), ("read", READ_TOKEN), ("hook", HOOK_SECRET)):
            (folder / name).write_text(secret + "\n")
        file = folder / "serve.yml"
        file.write_text(
            f"gitlab: {{url: '{forge_url}', api_token_file: {folder}/api, "
            f"read_token_file: {folder}/read}}\n"
            f"hooks: {{listen: '{hooks}', secret_file: {folder}/hook}}\n"
            f"health: {{listen: '127.0.0.1:0'}}\nstore: {{folder: {folder}/data}}\n"
            + (config or "pages: {listen: '127.0.0.1:0'}\npolicy: {standard: 'preset:strict'}\n"
                         "note: {delay: 0, language: en}\n"))
        super().__init__([str(program), "serve", "--config", str(file)], folder / "serve.log")
        self.ports = {name: self._port(name) for name in ("health", "pages", "hooks")}
        self.hook_url = f"http://127.0.0.1:{self.ports['hooks']}/hooks/gitlab"

    def _port(self, listener):
        def look():
            if self.process.poll() is not None:
                raise RuntimeError("headwater serve ended: " + "".join(self.lines))
            for line in list(self.lines):
                if '"event":"listening"' in line and f'"listener":"{listener}"' in line:
                    return json.loads(line)["port"]
            return None
        return wait_for(f"the {listener} listener", look)

    def metrics(self):
        _, body = call("GET", f"http://127.0.0.1:{self.ports['health']}/metrics")
        return {name: int(value) for name, value in
                (line.split() for line in body.decode().splitlines() if not line.startswith("#"))}

    def wait_ready(self, seconds=60):
        wait_for("readiness", lambda: call(
            "GET", f"http://127.0.0.1:{self.ports['health']}/readyz")[0] == 200, seconds)


def verdict(forge, project, iid, seconds=60):
    """The terminal status of a merge request's head."""
    def look():
        try:
            head = forge.api("GET", f"projects/{project}/merge_requests/{iid}")["sha"]
            done = [status for status in forge.statuses(project, head)
                    if status["status"] in ("success", "failed")]
        except RuntimeError:
            return None  # A fault that was ordered.
        return done[-1] if done else None
    return wait_for(f"a verdict on {project}!{iid}", look, seconds)
