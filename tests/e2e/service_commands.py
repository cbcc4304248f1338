#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""`headwater serve` and the commands that people give in comments.

    service_commands.py HEADWATER FORGE_DOUBLE [NAME...]   all stories, or those whose name holds a NAME
"""

import contextlib
import json
import signal
import sqlite3
import sys

import service
from service import BARE, check, play

service.STORIES.clear()
story = service.story

MAINTAINER, DEVELOPER, GUEST = 40, 30, 10
RULE = "license/header-missing"
WAIVE = f"@headwater-bot waive {RULE} path src/a.js until 30d because third-party: as it came"


def person(world, project, name, level):
    """Somebody with a role in the project; their token."""
    token = f"{name}-token"
    with contextlib.suppress(RuntimeError):
        world.forge.control("POST", "users", {"username": name, "name": name})
        world.forge.control("POST", "tokens", {"user": name, "token": token, "scopes": ["api"]})
    set_level(world, project, name, level)
    return token


def set_level(world, project, name, level):
    world.forge.control("PUT", f"projects/{project.id}/members",
                        {"user": name, "access_level": level})


def say(world, project, iid, token, body):
    """A comment, of which the platform tells; its number."""
    return world.forge.api("POST", f"projects/{project.id}/merge_requests/{iid}/notes",
                           {"body": body}, token)["id"]


def replies(world, project, iid, note):
    marker = f"<!-- headwater:reply {note} -->"
    return [one for one in project.written(iid) if one["body"].startswith(marker)]


def reply(world, project, iid, note, holds="", seconds=30):
    def look():
        found = replies(world, project, iid, note)
        return found if found and holds in found[0]["body"] else None
    found = play.wait_for(f"the answer to {note}: {holds}", look, seconds)
    check("there is one answer", len(found) == 1)
    return found[0]["body"]


def reactions(world, project, iid, note):
    return [one["name"] for one in world.forge.api(
        "GET", f"projects/{project.id}/merge_requests/{iid}/notes/{note}/award_emoji")]


def react(world, project, iid, note, name):
    play.wait_for(f"the reaction {name} to {note}",
                  lambda: name in reactions(world, project, iid, note), 30)


def waivers(world, project):
    path = world.folder / "headwater" / "data" / "headwater.db"
    with contextlib.closing(sqlite3.connect(path)) as store:
        return store.execute("SELECT number, rule, giver, revoked_at_wall FROM waiver"
                             " WHERE project = ?", (project.id,)).fetchall()


def delivery(project, iid, note, body=WAIVE, user=1, action="create"):
    """What a hook would say of a comment, whether or not it is so."""
    return json.dumps({
        "object_kind": "note", "event_type": "note", "user": {"id": user}, "project_id": project.id,
        "object_attributes": {"id": note, "note": body, "noteable_type": "MergeRequest",
                              "action": action, "system": False, "author_id": user},
        "merge_request": {"iid": iid, "target_branch": "main"}}).encode()


def forge_delivery(world, *arguments, **more):
    status, answer = service.deliver(world, delivery(*arguments, **more),
                                     X_Gitlab_Token=play.HOOK_SECRET)
    check(f"it is taken: {answer!r}", status == 200)


def red(world):
    project = world.project()
    iid = project.merge_request("work", {"src/a.js": BARE})
    project.status_of(iid, "failed")
    project.comment(iid, "Required")
    return project, iid


@story
def a_maintainer_waives_and_it_turns_green(world):
    project, iid = red(world)
    check("the line is ready to copy",
          f"@headwater-bot waive {RULE} until 90d" in project.comment(iid)["body"])
    mara = person(world, project, "mara", MAINTAINER)
    note = say(world, project, iid, mara, WAIVE)
    text = reply(world, project, iid, note, "in this merge request")
    check(f"it says what was understood: {text}", f"`{RULE}` in `src/a.js`" in text)
    react(world, project, iid, note, "white_check_mark")
    project.status_of(iid, "success")
    number = waivers(world, project)[0][0]
    check("the log knows", "waiver-given" in service.audit(world))
    note = say(world, project, iid, mara, f"@headwater-bot revoke {number}")
    reply(world, project, iid, note, "revoked")
    project.status_of(iid, "failed")


@story
def a_developer_is_refused_once_and_the_request_is_noted(world):
    project, iid = red(world)
    devi = person(world, project, "devi", DEVELOPER)
    note = say(world, project, iid, devi, WAIVE)
    text = reply(world, project, iid, note, "maintainers")
    check(f"the line for those entitled: {text}", f"`@headwater-bot waive {RULE}" in text)
    world.quiet()
    check("nothing is waived", not waivers(world, project))
    check("it stays red", project.verdict(iid)["status"] == "failed")
    check("it is noted", "command-refused" in service.audit(world))
    check("one answer", len(replies(world, project, iid, note)) == 1)


@story
def authors_do_not_waive_in_their_own_merge_request(world):
    project, iid = red(world)  # By its owner.
    note = say(world, project, iid, play.PERSON_TOKEN, WAIVE)
    reply(world, project, iid, note, "second person")
    check("nothing is waived", not waivers(world, project))


@story
def b25_a_forged_delivery_has_no_effect(world):
    project, iid = red(world)
    person(world, project, "mara", MAINTAINER)
    mara = next(one["id"] for one in world.forge.api("GET", "users?username=mara"))
    control = f"projects/{project.id}/merge_requests/{iid}/notes"
    harmless = world.forge.control("POST", control, {"user": "mara", "body": "fine"})["id"]
    foreign = world.forge.control("POST", control, {"user": "alex", "body": WAIVE})["id"]
    imported = world.forge.control("POST", control, {"user": "mara", "body": WAIVE,
                                                     "imported": True})["id"]
    hidden = world.forge.control("POST", control, {"user": "mara", "body": WAIVE,
                                                   "internal": True})["id"]
    old = world.forge.control("POST", control, {"user": "mara", "body": WAIVE,
                                                "age": 25 * 3600 * 1000})["id"]
    quoted = world.forge.control("POST", control, {"user": "mara", "body": "> " + WAIVE})["id"]
    for note in (harmless, foreign, imported, hidden, old, quoted, 999999):
        forge_delivery(world, project, iid, note, user=mara)
    forge_delivery(world, project, 777, foreign, user=mara)  # Of another merge request.
    reply(world, project, iid, foreign, "second person")
    for note in (imported, hidden, old):
        react(world, project, iid, note, "see_no_evil")
    play.wait_for("what is not there to be given up",
                  lambda: "no such comment" in service.audit(world), 90)
    world.quiet()
    check("nothing is waived", not waivers(world, project))
    check("it stays red", project.verdict(iid)["status"] == "failed")
    log = service.audit(world)
    for note, why in ((harmless, "name us"), (quoted, "name us"), (imported, "imported"),
                      (old, "too old"), (hidden, "not everybody")):
        check(f"{note}: {why}", f"comment {note}: " in log and why in log)
        check("and is not answered", not replies(world, project, iid, note))


@story
def edits_quotes_and_code_are_no_commands(world):
    project, iid = red(world)
    mara = person(world, project, "mara", MAINTAINER)
    notes = [say(world, project, iid, mara, body) for body in (
        "> " + WAIVE, "`" + WAIVE + "`", "```\n" + WAIVE + "\n```", "see:\n\n" + WAIVE,
        "<!-- hi -->\n" + WAIVE)]
    path = f"projects/{project.id}/merge_requests/{iid}/notes"
    edited = world.forge.control("POST", path, {"user": "mara", "body": "fine", "age": 60000})["id"]
    world.forge.api("PUT", f"{path}/{edited}", {"body": WAIVE}, mara)
    forge_delivery(world, project, iid, edited)  # As if it had been new.
    react(world, project, iid, edited, "see_no_evil")
    world.quiet()
    check("nothing is waived", not waivers(world, project))
    check("nothing is answered",
          not any(replies(world, project, iid, note) for note in [*notes, edited]))


@story
def the_same_comment_ten_times_has_one_effect(world):
    project, iid = red(world)
    mara = person(world, project, "mara", MAINTAINER)
    note = say(world, project, iid, mara, WAIVE)
    reply(world, project, iid, note)
    for _ in range(10):
        forge_delivery(world, project, iid, note)
    world.quiet()
    world.headwater.stop(signal.SIGKILL)
    world.start()
    for _ in range(3):
        forge_delivery(world, project, iid, note)
    world.quiet()
    check("one waiver", len(waivers(world, project)) == 1)
    check("one answer", len(replies(world, project, iid, note)) == 1)


@story
def a_kill_between_effect_and_answer_loses_and_doubles_nothing(world):
    project, iid = red(world)
    mara = person(world, project, "mara", MAINTAINER)
    world.forge.control("POST", "faults", {"kind": "status", "status": 500, "method": "POST",
                                           "match": "award_emoji", "count": -1})
    note = say(world, project, iid, mara, WAIVE)
    play.wait_for("the waiver", lambda: waivers(world, project))
    world.headwater.stop(signal.SIGKILL)
    world.forge.control("DELETE", "faults")
    world.start()
    # What the killed service had in hand is free when its lease ends.
    reply(world, project, iid, note, "is noted", seconds=180)
    react(world, project, iid, note, "white_check_mark")
    world.quiet()
    check("one waiver", len(waivers(world, project)) == 1)


@story
def who_lost_the_role_before_it_is_carried_out_is_refused(world):
    project, iid = red(world)
    mara = person(world, project, "mara", MAINTAINER)
    world.headwater.stop()
    note = say(world, project, iid, mara, WAIVE)
    set_level(world, project, "mara", DEVELOPER)
    world.start()
    forge_delivery(world, project, iid, note)
    reply(world, project, iid, note, "maintainers")
    check("nothing is waived", not waivers(world, project))


@story
def language_and_quiet_are_honoured(world):
    project, iid = red(world)
    alex = play.PERSON_TOKEN
    react(world, project, iid, say(world, project, iid, alex, "@headwater-bot sprache de"),
          "white_check_mark")
    project.comment(iid, "Erforderlich")
    project.status_of(iid, "failed")
    second = project.merge_request("other", {"src/b.js": BARE})
    project.comment(second, "Required")
    gina = person(world, project, "gina", GUEST)
    note = say(world, project, iid, gina, "@headwater-bot quiet")
    reply(world, project, iid, note, "developers")


@story
def what_is_not_understood_is_answered_and_help_is_given(world):
    project, iid = red(world)
    gina = person(world, project, "gina", GUEST)
    reply(world, project, iid, say(world, project, iid, gina, "@headwater-bot waife x"), "`waive`")
    text = reply(world, project, iid, say(world, project, iid, gina, "@headwater-bot hilfe"))
    check(f"the help names commands: {text}", "ausnahme-anfragen" in text)
    reply(world, project, iid, say(world, project, iid, gina, f"@headwater-bot explain {RULE}"),
          "How to fix")
    note = say(world, project, iid, gina, f"@headwater-bot wrong {RULE}: it is there")
    react(world, project, iid, note, "white_check_mark")
    check("it is counted", "rule-reported-wrong" in service.audit(world))
    done = [one for kind in ("quick_action", "mention")
            for one in world.forge.control("GET", f"effects/{kind}") if one["user_id"] == world.bot()]
    check(f"nothing of it calls or does anything: {done}", not done)


if __name__ == "__main__":
    sys.exit(service.main())
