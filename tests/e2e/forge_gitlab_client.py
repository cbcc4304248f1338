# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Talks to the GitLab double through python3-gitlab, as its users would to GitLab.

    python3 tests/e2e/forge_gitlab_client.py URL
"""

import http.server
import json
import sys
import threading
import urllib.request

import gitlab

URL = sys.argv[1]
PATCH = 7  # Projects beyond the first one: three pages of three.


def control(method, target, body=None):
    """A control call of the double."""
    request = urllib.request.Request(
        f"{URL}/_control/{target}", method=method, data=json.dumps(body or {}).encode()
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps what the webhooks say."""

    heard = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Receiver.heard.append((dict(self.headers), json.loads(body)))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def refused(status, call, *arguments, **named):
    """Whether the call fails with this HTTP status."""
    try:
        call(*arguments, **named)
    except gitlab.GitlabError as error:
        return error.response_code == status
    return False


def check_projects(alex):
    for number in range(PATCH):
        control("POST", "projects", {"path": f"group/other-{number}", "owner": "alex"})
    keyset = alex.projects.list(
        pagination="keyset", order_by="id", sort="asc", per_page=3, iterator=True
    )
    paths = [project.path_with_namespace for project in keyset]
    assert len(paths) == PATCH + 1, paths
    assert len(set(paths)) == PATCH + 1, paths
    offset = alex.projects.list(per_page=3, page=2, order_by="id", sort="asc")
    assert [project.path_with_namespace for project in offset] == paths[3:6]
    assert len(alex.projects.list(per_page=3, get_all=True)) == PATCH + 1
    assert refused(404, alex.projects.get, "group/nothing")
    assert refused(401, gitlab.Gitlab(URL, private_token="wrong").projects.get, "group/kit")


def check_hooks(project, url):
    hook = project.hooks.create(
        {
            "url": url,
            "token": "a secret",
            "merge_requests_events": True,
            "note_events": True,
            "push_events": False,
        }
    )
    assert [one.id for one in project.hooks.list()] == [hook.id]
    hook.pipeline_events = True
    hook.save()
    assert project.hooks.get(hook.id).pipeline_events
    return hook


def check_merge_request(project):
    for branch, start in (("topic", "main"),):
        project.commits.create(
            {
                "branch": branch,
                "start_branch": start,
                "commit_message": "Topic",
                "actions": [
                    {"action": "create", "file_path": "src/a b.txt", "content": "one\ntwo\n"}
                ],
            }
        )
    merge_request = project.mergerequests.create(
        {"source_branch": "topic", "target_branch": "main", "title": "Draft: A topic"}
    )
    assert merge_request.draft
    merge_request.title = "A topic"
    merge_request.labels = ["one", "two"]
    merge_request.save()
    fresh = project.mergerequests.get(merge_request.iid)
    assert (fresh.draft, fresh.labels) == (False, ["one", "two"])
    assert fresh.diff_refs["head_sha"] == fresh.sha
    assert project.files.raw(file_path="src/a b.txt", ref="topic") == b"one\ntwo\n"
    assert [commit.title for commit in fresh.commits()] == ["Topic"]
    return fresh


def check_notes(merge_request, author):
    note = merge_request.notes.create({"body": "A note"})
    note.body = "An edited note"
    note.save()
    assert merge_request.notes.get(note.id).body == "An edited note"
    assert note.author["username"] == author
    note.awardemojis.create({"name": "thumbsup"})
    assert [award.name for award in note.awardemojis.list()] == ["thumbsup"]
    project = f"projects/{merge_request.project_id}"
    control("POST", f"{project}/merge_requests/{merge_request.iid}/notes",
            {"user": "alex", "body": "hidden", "hidden": True, "count": 5})
    for number in range(4):
        merge_request.notes.create({"body": f"Number {number}"})
    pages = merge_request.notes.list(per_page=3, iterator=True)
    assert len(list(pages)) == 5, "a short page is not the last one"


def check_discussion(merge_request):
    version = merge_request.diffs.list()[0]
    position = {
        "position_type": "text",
        "base_sha": version.base_commit_sha,
        "start_sha": version.start_commit_sha,
        "head_sha": version.head_commit_sha,
        "old_path": "src/a b.txt",
        "new_path": "src/a b.txt",
        "new_line": 2,
    }
    thread = merge_request.discussions.create({"body": "Here", "position": position})
    assert thread.attributes["notes"][0]["position"]["new_line"] == 2
    thread.notes.create({"body": "A reply"})
    thread.resolved = True
    thread.save()
    again = merge_request.discussions.get(thread.id)
    assert [note["resolved"] for note in again.attributes["notes"]] == [True, True]
    outside = dict(position, new_line=99)
    create = merge_request.discussions.create
    assert refused(400, create, {"body": "There", "position": outside})


def check_issues(project, bots):
    issue = bots.issues.create({"title": "One", "description": "text\n\n/confidential"})
    assert (issue.description, issue.confidential) == ("text", True)
    issue.description = "another"
    issue.state_event = "close"
    issue.save()
    again = project.issues.get(issue.iid)
    assert (again.state, again.description) == ("closed", "another")
    assert again.attributes["closed_by"]["username"] == "headwater-bot"
    mine = project.issues.list(author_id=again.author["id"], scope="all", get_all=True)
    assert [one.iid for one in mine] == [issue.iid]
    assert refused(404, project.issues.get, 99)
    again.delete()
    assert not project.issues.list(get_all=True)


def check_statuses(project, merge_request):
    commit = project.commits.get(merge_request.sha)
    posted = commit.statuses.create({"state": "running", "name": "policy", "ref": "topic"})
    assert refused(400, commit.statuses.create, {"state": "running", "name": "policy",
                                                 "pipeline_id": posted.pipeline_id})
    commit.statuses.create({"state": "success", "name": "policy", "description": "Fine",
                            "pipeline_id": posted.pipeline_id})
    states = [(one.name, one.status) for one in commit.statuses.list()]
    assert states == [("policy", "success")], states
    assert project.mergerequests.get(merge_request.iid).head_pipeline["status"] == "success"


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    alex = gitlab.Gitlab(URL, private_token="alex-token")
    bot = gitlab.Gitlab(URL, oauth_token="bot-token")
    bot.auth()
    assert (bot.user.username, bot.user.bot) == ("headwater-bot", True)
    assert bot.version()[0] == "18.4.2"
    check_projects(alex)
    project = alex.projects.get("group/kit")
    hook = check_hooks(project, f"http://127.0.0.1:{server.server_port}/hooks")
    merge_request = check_merge_request(project)
    bots = bot.projects.get(project.id)
    check_notes(bots.mergerequests.get(merge_request.iid), "headwater-bot")
    check_discussion(merge_request)
    check_issues(project, bots)
    check_statuses(bots, merge_request)
    merge_request.merge()
    assert project.mergerequests.get(merge_request.iid).state == "merged"
    control("POST", "settle")
    actions = [body["object_attributes"].get("action") for headers, body in Receiver.heard
               if headers["X-Gitlab-Event"] == "Merge Request Hook"]
    assert sorted(set(actions)) == ["merge", "open", "update"], actions
    assert all(headers["X-Gitlab-Token"] == "a secret" for headers, _ in Receiver.heard)
    hook.delete()
    server.shutdown()
    server.server_close()
    print("all good")


main()
