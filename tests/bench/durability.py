# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kills the service again and again while people push, and looks at what is left.

    python3 tests/bench/durability.py BUILD [KILLS]

Every call of the API takes 30 ms, so that kills fall before requests, within them, and between a
request's effect and its answer. Exit 1 when an answered delivery was lost, or a merge request does
not end with exactly what its verdict wants.
"""

import pathlib
import random
import signal
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "forge"))
import play  # noqa: E402

MERGE_REQUESTS = 10
SEED = 20261121
BARE = "let value = 1;\n" * 12
HEADER = "// SPDX-FileCopyrightText: 2026 C\n// SPDX-License-Identifier: EUPL-1.2\n"


LICENSE = pathlib.Path(__file__).resolve().parents[2] / "LICENSES" / "EUPL-1.2.txt"


class Siege:
    def __init__(self, build, work):
        self.random = random.Random(SEED)
        self.build, self.work = build, work
        self.forge = play.Forge(build / "tests/forge/forge-double", work)
        self.port = play.free_port()
        self.headwater = None
        self.start()
        self.folder = work / "project"
        self.folder.mkdir()
        play.git(self.folder, "init", "--quiet", "--initial-branch=main")
        (self.folder / "README.md").write_text("# P\n")
        texts = self.folder / "LICENSES"
        texts.mkdir()
        (texts / LICENSE.name).write_text(LICENSE.read_text())
        play.git(self.folder, "add", "--all")
        play.git(self.folder, "commit", "--quiet", "--message", "Begin")
        self.project = self.forge.create_project("city/siege", self.folder)
        self.forge.hook(self.project, self.headwater.hook_url)
        self.good = {}
        self.quarantined = 0
        for _ in range(MERGE_REQUESTS):
            self.open()

    def start(self):
        self.headwater = play.Headwater(
            self.build / "service/headwater", self.work / "headwater", self.forge.url,
            hooks=f"127.0.0.1:{self.port}")
        self.headwater.wait_ready()

    def open(self, good=None):
        number = len(self.good)
        self.push(number, good)
        self.forge.open_merge_request(self.project, f"work-{number}", f"Work {number}")

    def push(self, number, good=None):
        """A new head for one of the merge requests, good or bad."""
        self.good[number] = self.random.random() < 0.5 if good is None else good
        play.git(self.folder, "checkout", "--quiet", "-B", f"work-{number}", "main")
        text = (HEADER if self.good[number] else "") + BARE + f"// {self.random.random()}\n"
        (self.folder / f"a{number}.js").write_text(text)
        play.git(self.folder, "add", "--all")
        play.git(self.folder, "commit", "--quiet", "--message", "Change")
        play.git(self.folder, "push", "--quiet", "--force", self.forge.push_url("city/siege"),
                 f"work-{number}")

    def besiege(self, kills):
        self.forge.control("POST", "faults", {"kind": "latency", "match": "/api/v4/",
                                              "delay_ms": 30, "count": -1})
        for _ in range(kills):
            self.push(self.random.randrange(MERGE_REQUESTS))
            time.sleep(self.random.random() * 0.4)
            self.headwater.stop(signal.SIGKILL)
            self.start()
        self.forge.control("DELETE", "faults")

    def at_boundaries(self):
        """Kills while a write is on its way, and while its answer is."""
        for match in ("/statuses/", "/notes"):
            for kind in ("latency", "slow_body"):
                self.forge.control("POST", "faults", {"kind": kind, "method": "POST",
                                                      "match": match, "delay_ms": 400, "count": 1})
                self.open(good=False)
                play.wait_for("the fault to be met", lambda: not self.forge.control("GET", "faults"))
                self.headwater.stop(signal.SIGKILL)
                self.start()

    def unanswered(self):
        """Merge requests whose newest delivery found nobody there: nobody promised anything."""
        newest = {}
        for delivery in self.forge.control("GET", "deliveries"):
            if delivery["event"] == "Merge Request Hook":
                newest[delivery["body"]["object_attributes"]["iid"]] = delivery["status"] == 200
        return [iid for iid, answered in newest.items() if not answered]

    def verdicts(self, iids):
        """Compares the verdicts with the truth. One whose judgement was under way at two kills is
        set aside as unknown, as if it had been the killer: a new push is judged again."""
        set_aside = []
        for iid in iids:
            verdict = play.verdict(self.forge, self.project, iid, 180)
            wanted = "success" if self.good[iid - 1] else "failed"
            if "ended the service twice" in verdict["description"]:
                set_aside.append(iid)
            elif verdict["status"] != wanted:
                raise AssertionError(f"!{iid} is {verdict}, wanted {wanted}")
        for iid in set_aside:
            self.push(iid - 1)
        if set_aside:
            self.quarantined += len(set_aside)
            self.verdicts(set_aside)

    def iids(self):
        return [number + 1 for number in self.good]

    def comments(self, iid):
        return [note for note in self.forge.notes(self.project, iid)
                if note["author"]["username"] == "headwater-bot"]

    def is_talked_over(self, iid):
        """Whether what stands in a merge request is what its last state deserves, said once."""
        notes = self.comments(iid)
        bodies = [note["body"] for note in notes if play.SUGGESTION not in note["body"]]
        threads = [note for note in notes if play.SUGGESTION in note["body"]]
        if len(threads) > 1:
            return False
        if self.good[iid - 1]:
            return (len(bodies) <= 1 and all(thread["resolved"] for thread in threads) and
                    not any("Required" in body for body in bodies))
        return len(bodies) == 1 and "Required" in bodies[0]

    def check(self):
        """What must hold once everything was answered, within one read-back of doubtful writes."""
        lost = self.unanswered()
        self.verdicts([iid for iid in self.iids() if iid not in lost])
        for iid in lost:
            self.push(iid - 1)
        self.verdicts(lost)
        play.wait_for("one comment each", self.settled, 240)
        play.wait_for("nothing to be left running", lambda: not self.running(), 120)
        return len(lost)

    def running(self):
        return [one for one in self.forge.control("GET", f"projects/{self.project}/statuses")
                if one["status"] in ("running", "pending") and not one["retried"]]

    def settled(self):
        return all(self.is_talked_over(iid) for iid in self.iids())


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="headwater-siege-") as folder:
        siege = Siege(build, pathlib.Path(folder))
        try:
            siege.at_boundaries()
            siege.besiege(kills)
            unanswered = siege.check()
            extras = siege.headwater.metrics().get("headwater_extra_comments_removed_total", 0)
        finally:
            siege.headwater.stop()
            siege.forge.stop()
    print("| what | figure | bar |\n|---|---:|---|")
    print(f"| kill -9 at {kills} random moments, restart each time ({time.monotonic() - started:.0f} "
          f"s) | 0 answered deliveries lost, every merge request as its verdict wants; {unanswered} "
          f"whose last delivery found nobody, {siege.quarantined} set aside, {extras} extra comments removed at the end | 0 lost |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
