#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""`headwater serve` and the projects of a platform that come from each other.

    service_forks.py HEADWATER FORGE_DOUBLE [NAME...]     all stories, or those whose name holds a NAME
"""

import os
import subprocess
import sys

import service
from service import HEADER, check, play

service.STORIES.clear()
story = service.story

LONG_AGO, AFTER = "2024-01-10T12:00:00+00:00", "2025-06-01T12:00:00+00:00"


def source(number, salt):
    """A file that is like no other: lines of words that nobody else has written."""
    return HEADER + "".join(
        f"export function {salt}{number}x{line}(value) {{ return value * {line * 7 + number}; }}\n"
        for line in range(30))


def files(salt, count=12):
    return {f"src/part{number // 4}/{salt}{number}.js": source(number, salt)
            for number in range(count)}


def commit(folder, what, date, message):
    """As World.commit, on a day of one's own."""
    for name, text in what.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    play.git(folder, "add", "--all")
    subprocess.run(["git", "-C", str(folder), "commit", "--quiet", "--message", message],
                   env={**play.ENVIRONMENT, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
                   check=True)


def made_of(world, what, date, **settings):
    """A project with these files since that day, pushed."""
    project = world.project(**settings)
    # Commits of the same second and content would be one and the same.
    play.git(project.folder, "checkout", "--quiet", "--orphan", "fresh")
    commit(project.folder, what, date, f"The code of {project.path}")
    play.git(project.folder, "branch", "--move", "--force", "main")
    play.git(project.folder, "push", "--quiet", "--force", world.forge.push_url(project.path),
             "main")
    return project


def taken_in(world, *projects):
    """Waits until the index has all of them as they are, and everybody was told."""
    world.quiet()
    for project in projects:
        play.wait_for(f"{project.path} to be indexed", lambda one=project: any(
            place[0] == one.id and place[1] for place in places(world)))
    play.wait_for("the index to rest",
                  lambda: world.headwater.metrics().get("headwater_fork_waiting") == 0)
    world.quiet()


def places(world):
    with service.sqlite3.connect(
            f"file:{world.folder}/headwater/data/headwater.db?mode=ro", uri=True) as database:
        return database.execute("SELECT project, CAST(name AS TEXT), CAST(partition AS TEXT) "
                                "FROM fork_place").fetchall()


def is_hinted(project, iid):
    """Whether a comment says where files come from."""
    return any("fork/origin-hint" in note["body"] for note in project.comments(iid))


def edit(project, branch, path):
    """A merge request that changes a line of a file."""
    text = (project.folder / path).read_text()
    return project.merge_request(branch, {path: text.replace("value * 7", "value * 8", 1)})


def system_hook(world, **delivery):
    """As the platform's own hook tells of projects."""
    status, body = service.deliver(world, service.json.dumps(delivery).encode(),
                                   X_Gitlab_Token=play.HOOK_SECRET, X_Gitlab_Event="System Hook")
    check(f"the delivery is taken ({status} {body!r})", status == 200)


def changed(world, project, event="project_update", **settings):
    if settings:
        world.forge.control("PUT", f"projects/{project.id}", settings)
    system_hook(world, event_name=event, project_id=project.id,
                path_with_namespace=project.path)


def told_of_a_copy(world, name):
    """An original, a copy of it, and a merge request of the copy in which that was said."""
    original = made_of(world, files(name), LONG_AGO)
    copy = made_of(world, files(name), AFTER)
    taken_in(world, original, copy)
    iid = edit(copy, "work", f"src/part0/{name}1.js")
    copy.verdict(iid)
    copy.comment(iid, original.path)
    world.quiet()
    return original, copy, iid


def wait_for_correction(original, copy, iid):
    play.wait_for("the comment to be corrected", lambda: not any(
        original.path in note["body"] for note in copy.comments(iid)))


@story
def a_contributor_is_told_once_where_files_come_from(world):
    original = made_of(world, files("kettle"), LONG_AGO)
    copy = made_of(world, files("kettle"), AFTER)
    taken_in(world, original, copy)
    iid = edit(copy, "work", "src/part0/kettle1.js")
    copy.verdict(iid)
    note = copy.comment(iid, "fork/origin-hint")
    check("it names file and project",
          "kettle1.js" in note["body"] and original.path in note["body"])
    # What was said there stays, and is not said again elsewhere.
    copy.push("work", {"src/part0/kettle2.js": source(99, "own")}, base="work")
    world.quiet()
    check("it still says so", is_hinted(copy, iid))
    again = edit(copy, "more", "src/part0/kettle3.js")
    copy.verdict(again)
    world.quiet()
    check("a second merge request does not", not is_hinted(copy, again))
    # Whoever works on the original hears nothing of copies.
    own = edit(original, "work", "src/part0/kettle1.js")
    original.verdict(own)
    world.quiet()
    check("nor does one of the original", not is_hinted(original, own))


@story
def a_folder_that_a_merge_request_brings_is_known(world):
    library = made_of(world, files("gadget"), LONG_AGO)
    project = made_of(world, files("house", 40), AFTER)
    taken_in(world, library, project)
    iid = project.merge_request("bring", {f"third/gadget/{name}": text
                                          for name, text in files("gadget").items()})
    project.verdict(iid)
    note = project.comment(iid, "fork/vendored-copy")
    check("it names the library", library.path in note["body"])
    check("it names the folder", "third/gadget" in note["body"])


@story
def a_private_project_is_told_of_to_nobody(world):
    secret = made_of(world, files("vault"), LONG_AGO, visibility="private")
    twin = made_of(world, files("vault"), AFTER)
    lonely = made_of(world, files("alone"), AFTER)
    taken_in(world, secret, twin, lonely)
    check("it stands apart", {place[2] for place in places(world) if place[0] == secret.id} !=
          {"public"})
    said = []
    for project, name in ((twin, "vault"), (lonely, "alone")):
        iid = edit(project, "work", f"src/part0/{name}1.js")
        status = project.verdict(iid)
        world.quiet()
        bodies = [note["body"] for note in project.comments(iid)]
        said.append((status["status"], status["description"], len(bodies)))
        check("no word of it", not any(secret.path in body for body in bodies))
        check("nor on the page", secret.path not in service.page_of(world))
    check(f"what is private changes nothing: {said}", said[0] == said[1])


@story
def a_project_that_becomes_private_is_named_no_more(world):
    original, copy, iid = told_of_a_copy(world, "lantern")
    page = page_of_last(world, copy)
    check("the page names it", original.path.encode() in page()[1])
    changed(world, original, visibility="private")
    wait_for_correction(original, copy, iid)
    check("the page is shown no more", page()[0] == 404)
    log = service.audit(world)
    check(f"it is written down: {log}", "readers-changed" in log and "public -> group-" in log)
    world.quiet()
    again = edit(copy, "more", "src/part0/lantern2.js")
    copy.verdict(again)
    world.quiet()
    check("nobody is told any more",
          not any(original.path in note["body"] for note in copy.comments(again)))
    # And when everybody may read it again, it is as it was.
    changed(world, original, visibility="public")
    taken_in(world, original)
    play.wait_for("its new place", lambda: (original.id, original.path, "public")
                  in places(world))


def page_of_last(world, project):
    """Reads the page of the last decision about a project."""
    decided = [service.json.loads(line) for line in world.headwater.lines
               if '"event":"decided"' in line]
    number = [one["decision"] for one in decided
              if one["project"] == project.id and one["iid"] > 0][-1]
    pages = f"http://127.0.0.1:{world.headwater.ports['pages']}/decisions/{number}"
    return lambda: play.call("GET", pages)


@story
def a_deleted_project_is_named_no_more(world):
    original, copy, iid = told_of_a_copy(world, "anchor")
    world.forge.control("DELETE", f"projects/{original.id}")
    changed(world, original, event="project_destroy")
    wait_for_correction(original, copy, iid)
    check("it stands nowhere", not any(place[0] == original.id for place in places(world)))


@story
def a_service_killed_while_a_project_leaves_names_it_no_more(world):
    original, copy, iid = told_of_a_copy(world, "ladder")
    changed(world, original, visibility="private")
    world.headwater.stop(service.signal.SIGKILL)
    world.start()
    wait_for_correction(original, copy, iid)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    sys.exit(service.main())
