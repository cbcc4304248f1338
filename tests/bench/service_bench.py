# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the running service against its bars and prints a table. Exit 1 when a bar is missed.

    python3 tests/bench/service_bench.py BUILD     (build/release with -DHEADWATER_FORGE_DOUBLE=ON and
                                                    the target intake_bench)
"""

import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "forge"))
import play  # noqa: E402
from yardstick import Yardstick  # noqa: E402

MIB = 1 << 20
PAYLOAD = HERE.parent / "hooks" / "payloads" / "merge_request_update_push.json"
INTAKE_SECONDS = 8
MERGE_REQUESTS = 20
FLOOD_SECONDS = 15


class Table:
    def __init__(self):
        self.rows, self.missed = [], []
        self.yardstick = Yardstick()

    def within(self, seconds, bar):
        """Whether a time is below a bar that was set on a quiet machine."""
        return seconds < bar * self.yardstick.measure()

    def add(self, what, figure, *bars):
        """bars: (text, held)."""
        self.missed += [f"{what}: {text}" for text, held in bars if not held]
        self.rows.append((what, figure, "; ".join(text + ("" if held else " MISSED")
                                                  for text, held in bars)))
        print("| " + " | ".join(self.rows[-1]) + " |", flush=True)


def p95(values):
    return sorted(values)[max(0, len(values) * 95 // 100 - 1)]


def p99(values):
    return sorted(values)[max(0, len(values) * 99 // 100 - 1)]


def bench_intake(build, work, table):
    folder = work / "intake"
    folder.mkdir()
    out = subprocess.run([build / "tests/bench/intake_bench", folder, PAYLOAD, str(INTAKE_SECONDS)],
                         check=True, capture_output=True, text=True).stdout
    figure = dict(line.split() for line in out.splitlines())
    ratio, late = float(figure["ratio"]), float(figure["paced_p99_ms"])
    table.add("deliveries taken, 32 connections, 7.5 kB, each on disk before its answer",
              f"{figure['durable_per_second']}/s, without a store "
              f"{figure['without_store_per_second']}/s", (f">= 0.3 of it ({ratio:.2f})", ratio >= 0.3))
    table.add("200 deliveries/s on new connections, p99", f"{late:.0f} ms",
              ("< 50 ms", table.within(late, 50)))


def processes_of(process):
    """The process and its children, the idle evaluators included."""
    children = pathlib.Path(f"/proc/{process}/task").glob("*/children")
    return [process] + [int(child) for file in children for child in file.read_text().split()]


def memory_of(process):
    """Bytes of memory that are its own, shared pages counted once (proc(5), smaps_rollup: Pss)."""
    total = 0
    for one in processes_of(process):
        text = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+) kB", text, re.M)[1]) * 1024
    return total


def bench_start(build, work, forge, table):
    took = []
    for _ in range(5):
        start = time.monotonic()
        headwater = play.Headwater(build / "service/headwater", work / "start", forge.url)
        headwater.wait_ready()
        took.append(time.monotonic() - start)
        headwater.stop()
    headwater = play.Headwater(build / "service/headwater", work / "start", forge.url)
    headwater.wait_ready()
    time.sleep(2)
    memory = memory_of(headwater.process.pid)
    count = len(processes_of(headwater.process.pid))
    headwater.stop()
    table.add("start to ready, worst of 5", f"{max(took) * 1000:.0f} ms",
              ("< 0.5 s", table.within(max(took), 0.5)))
    table.add(f"idle memory of `serve`, {count - 1} waiting children included",
              f"{memory / MIB:.0f} MB", ("< 60 MB", memory < 60 * MIB))


class Large:
    """A project of 20,000 files and 5,000 commits, and merge requests of 1,000 files."""

    def __init__(self, work, forge, headwater):
        self.forge, self.headwater, self.folder = forge, headwater, work / "large"
        subprocess.run([sys.executable, "-B", HERE / "repositories.py", "large", self.folder],
                       check=True)
        self.project = forge.create_project("city/large", self.folder)
        forge.hook(self.project, headwater.hook_url)
        self.count = 0

    def git(self, *arguments):
        return subprocess.run(["git", "-C", str(self.folder), *arguments], env=play.ENVIRONMENT,
                              check=True, capture_output=True, text=True).stdout.strip()

    def judge(self, seconds=120):
        """One merge request, from its hook's delivery to its terminal status; seconds."""
        self.count += 1
        branch = f"change-{self.count}"
        commit = self.git("commit-tree", "feature^{tree}", "-p", "feature~1", "-m", branch)
        self.git("branch", branch, commit)
        self.git("push", "--quiet", self.forge.push_url("city/large"), branch)
        self.forge.control("POST", "settle", {"timeout_ms": 10000})
        self.forge.control("DELETE", "deliveries")
        self.forge.control("DELETE", "requests")
        iid = self.forge.open_merge_request(self.project, branch, branch)
        play.verdict(self.forge, self.project, iid, seconds)
        sent = [one["at"] for one in self.forge.control("GET", "deliveries")
                if one["event"] == "Merge Request Hook"]
        posts = [one for one in self.forge.control("GET", "requests")
                 if one["method"] == "POST" and f"/statuses/{commit}" in one["target"]]
        return seconds_between(sent[0], posts[-1]["at"]), seconds_between(sent[0], posts[0]["at"])

    def settle(self, quiet=3):
        """Waits until the project is known: its default branch judged, all of it compared with
        others, and nothing judged any more because of that."""
        def judged():
            return [line for line in self.headwater.lines if '"event":"judged"' in line]
        def is_known():
            return any(f'"project":{self.project},"iid":0,' in line for line in judged())
        last, since = -1, time.monotonic()
        while not is_known() or time.monotonic() - since < quiet:
            if len(judged()) != last:
                last, since = len(judged()), time.monotonic()
            if time.monotonic() - since > 120:
                raise RuntimeError("the default branch was not judged")
            time.sleep(0.1)

    def times(self):
        """What each judgement says of itself, in seconds: (fetching, evaluating)."""
        lines = [json.loads(line) for line in self.headwater.lines if '"event":"judged"' in line]
        return [(line["fetch_us"] / 1e6, line["evaluate_us"] / 1e6) for line in lines
                if line["project"] == self.project and line["iid"] > 0]


def seconds_between(first, last):
    def moment(text):
        clock = text.split("T")[1].rstrip("Z")
        hours, minutes, seconds = clock.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return (moment(last) - moment(first)) % 86400


def bench_verdict(large, table):
    large.judge()  # Clones the mirror.
    large.settle()
    before = len(large.times())
    warm = [large.judge() for _ in range(MERGE_REQUESTS)]
    total = [whole for whole, _ in warm]
    evaluating = [one for _, one in large.times()[before:]]
    fetching = [one for one, _ in large.times()[before:]]
    table.add(f"warm verdict, 1,000 files of 20,000, webhook to terminal status, p95 of "
              f"{MERGE_REQUESTS}", f"{p95(total) * 1000:.0f} ms "
              f"(git fetch {p95(fetching) * 1000:.0f} ms)", ("< 1.5 s", table.within(p95(total), 1.5)))
    table.add("of it our own: evaluation of all rounds, p95", f"{p95(evaluating) * 1000:.0f} ms",
              ("< 0.3 s", table.within(p95(evaluating), 0.3)))
    table.add("webhook to `running`, p95", f"{p95([run for _, run in warm]) * 1000:.0f} ms",
              ("< 1 s", table.within(p95([run for _, run in warm]), 1)))


def bench_slow_forge(large, table):
    forge = large.forge
    forge.control("PUT", "settings", {"ref_lag_ms": 2000, "pipeline_delay_ms": 3000})
    forge.control("PUT", f"projects/{large.project}", {"ci": "branch", "ci_status": "success"})
    forge.control("POST", "faults", {"kind": "latency", "match": "/api/v4/", "delay_ms": 200,
                                     "count": -1})
    slow = [large.judge() for _ in range(5)]
    forge.control("DELETE", "faults")
    forge.control("PUT", "settings", {"ref_lag_ms": 0, "pipeline_delay_ms": 0})
    forge.control("PUT", f"projects/{large.project}", {"ci": "none"})
    table.add("the same beside a slow forge: API 200 ms, ref 2 s late, pipeline after 3 s, worst of 5",
              f"{max(whole for whole, _ in slow):.1f} s, `running` after "
              f"{max(run for _, run in slow) * 1000:.0f} ms",
              ("`running` < 1 s", table.within(max(run for _, run in slow), 1)))


def genuine(headwater, until, times):
    """Deliveries as GitLab sends them, 50 a second, each on a connection of its own."""
    body = PAYLOAD.read_bytes()
    number = 0
    while time.monotonic() < until:
        number += 1
        start = time.monotonic()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", headwater.ports["hooks"], timeout=10)
            connection.request("POST", "/hooks/gitlab", body, {
                "Content-Type": "application/json", "X-Gitlab-Token": play.HOOK_SECRET,
                "Idempotency-Key": f"genuine-{number}"})
            status = connection.getresponse().status
            connection.close()
        except OSError:
            status = 0
        times.append((status, time.monotonic() - start))
        time.sleep(max(0, 0.02 - (time.monotonic() - start)))


def peak_memory(process, until, peak):
    while time.monotonic() < until:
        text = pathlib.Path(f"/proc/{process}/status").read_text()
        peak.append(int(re.search(r"^VmRSS:\s+(\d+) kB", text, re.M)[1]) * 1024)
        time.sleep(0.05)


def bench_hostile(headwater, table):
    until = time.monotonic() + FLOOD_SECONDS + 3
    times, peak = [], []
    threads = [threading.Thread(target=genuine, args=(headwater, until, times)),
               threading.Thread(target=peak_memory, args=(headwater.process.pid, until, peak))]
    for thread in threads:
        thread.start()
    flood = subprocess.run(
        [sys.executable, HERE / "hostile_clients.py", str(headwater.ports["hooks"]), "--probe-port",
         str(headwater.ports["health"]), "--seconds", str(FLOOD_SECONDS)],
        capture_output=True, text=True)
    for thread in threads:
        thread.join()
    if flood.returncode != 0:
        print(flood.stdout)
    good = [span for status, span in times if status == 200]
    table.add("23 malformed requests, 64 dripping and 500 idle connections, endless senders",
              f"refused: {'all' if flood.returncode == 0 else 'NOT ALL'}",
              ("each refused and closed, health answers", flood.returncode == 0))
    table.add(f"genuine deliveries meanwhile ({len(good)} of {len(times)} taken), p99",
              f"{p99(good) * 1000:.0f} ms", ("< 100 ms", table.within(p99(good), 0.1)),
              ("none lost", len(good) == len(times)))
    table.add("memory meanwhile, at most", f"{max(peak) / MIB:.0f} MB",
              ("< 150 MB", max(peak) < 150 * MIB))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    table = Table()
    print(table.yardstick)
    print("| what | figure | bar |\n|---|---:|---|")
    with tempfile.TemporaryDirectory(prefix="headwater-bench-") as folder:
        work = pathlib.Path(folder)
        bench_intake(build, work, table)
        forge = play.Forge(build / "tests/forge/forge-double", work)
        bench_start(build, work, forge, table)
        headwater = play.Headwater(build / "service/headwater", work / "headwater", forge.url)
        headwater.wait_ready()
        try:
            large = Large(work, forge, headwater)
            bench_verdict(large, table)
            bench_slow_forge(large, table)
            bench_hostile(headwater, table)
        finally:
            headwater.stop()
            forge.stop()
    for missed in table.missed:
        print("MISSED " + missed, file=sys.stderr)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
