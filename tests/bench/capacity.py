# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""What 1,000 projects cost: processor, memory and disk of a running service, measured on a few.

    python3 tests/bench/capacity.py HEADWATER FORGE_DOUBLE [PROJECTS]

Processor time is counted by the kernel for the service and its children, so that other work on the
machine changes little. What is worked out from it, by which assumption, stands beside the figure.
"""

import os
import pathlib
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "forge"), str(HERE.parent / "e2e")]
import play  # noqa: E402
import service  # noqa: E402

FILES, FILE_LINES, COMMITS, MERGE_REQUESTS = 200, 100, 30, 3
# Assumed of a platform: pushes to merge requests of one project in a working day.
PUSHES_A_DAY = 5
WORKING_DAYS_A_YEAR = 250
WORKING_DAYS_KEPT = 90 * 5 // 7
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_of(pid):
    """Seconds of the process and of all children that have ended."""
    fields = service.read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return sum(int(fields[at]) for at in (11, 12, 13, 14)) / TICKS


def resident(pid):
    """Private and shared pages once each, as far as PSS counts them."""
    total = 0
    for one in [pid, *service.children(pid)]:
        for line in service.read(f"/proc/{one}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024
    return total


class Peak(threading.Thread):
    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, False

    def run(self):
        while not self.over:
            self.most = max(self.most, resident(self.pid))
            time.sleep(0.2)


def size(path):
    if path.is_file():
        return path.stat().st_size
    return sum(one.stat().st_blocks * 512 for one in path.rglob("*") if one.is_file())


def fill(folder, number):
    play.git(folder, "init", "--quiet", "--initial-branch=main")
    lines = [f"int value_{number}_{line} = {line};\n" for line in range(FILE_LINES)]
    files = {f"src/part{file}.c": service.HEADER + f"/* {number} {file} */\n" + "".join(lines)
             for file in range(FILES)}
    service.World.commit(folder, {**files, "LICENSES/EUPL-1.2.txt": service.LICENSE_TEXT}, "Begin")
    for commit in range(COMMITS):
        service.World.commit(folder, {f"src/part{commit}.c": service.HEADER + f"/* {commit} */\n"
                                      + "".join(lines[commit:])}, f"Change {commit}")


def store_file(data):
    return sum(size(path) for path in data.glob("headwater.db*"))


def main():
    program, double, *more = sys.argv[1:]
    count = int(more[0]) if more else 20
    with tempfile.TemporaryDirectory(prefix="headwater-") as scratch:
        root = pathlib.Path(scratch)
        forge = play.Forge(double, root)
        projects = []
        for number in range(count):
            folder = root / "work" / str(number)
            folder.mkdir(parents=True)
            fill(folder, number)
            path = f"city/project-{number}"
            projects.append((forge.create_project(path, folder, visibility="public"), path, folder))
        headwater = play.Headwater(program, root / "headwater", forge.url)
        headwater.wait_ready()
        pid, data = headwater.process.pid, root / "headwater" / "data"
        play.wait_for("the index of forks", lambda: headwater.metrics().get(
            "headwater_fork_projects", 0) >= count and not headwater.metrics().get(
            "headwater_fork_waiting", 1), 600)
        index_cpu, idle = cpu_of(pid), resident(pid)
        peak = Peak(pid)
        peak.start()
        for project, _, _ in projects:
            forge.hook(project, headwater.hook_url)
        judged = 0
        for turn in range(MERGE_REQUESTS):
            for project, path, folder in projects:
                play.git(folder, "checkout", "--quiet", "-B", f"work-{turn}", "main")
                service.World.commit(folder, {f"src/new{turn}_{n}.c": service.BARE
                                              for n in range(10)}, "Work")
                play.git(folder, "push", "--quiet", forge.push_url(path), f"work-{turn}")
                iid = forge.open_merge_request(project, f"work-{turn}", "Work")
                play.verdict(forge, project, iid, 120)
                judged += 1
        peak.over = True
        judge_cpu = cpu_of(pid) - index_cpu
        headwater.stop()  # Which carries the write-ahead log over to the database.
        forge.stop()
        report(count, judged, index_cpu, judge_cpu, idle, peak.most, data)


def report(count, judged, index_cpu, judge_cpu, idle, peak, data):
    mib = 1 << 20
    mirrors, store = size(data / "mirrors") / count, store_file(data) / judged
    records = (sum(size(path) for path in data.glob("reads.db*")) + size(data / "reads")) / judged
    forks = size(data / "forks") / count
    each, first = judge_cpu / judged, index_cpu / count
    daily = 1000 * PUSHES_A_DAY * each
    year, kept = (1000 * PUSHES_A_DAY * days for days in (WORKING_DAYS_A_YEAR, WORKING_DAYS_KEPT))
    rows = [
        ("a judgement, everything included", f"{each:.2f} s of one processor",
         f"{PUSHES_A_DAY} pushes a working day and project: {daily / 60:.0f} minutes a day"),
        ("a project that is taken in for the first time", f"{first:.2f} s of one processor",
         f"{1000 * first / 60:.0f} minutes, once"),
        ("memory, idle", f"{idle / mib:.0f} MiB", "the same"),
        ("memory while judging, two at a time", f"{peak / mib:.0f} MiB",
         "the same: it goes by `workers.judgements` and the largest change"),
        ("a mirror", f"{mirrors / mib:.2f} MiB", f"{1000 * mirrors / mib / 1024:.1f} GiB"),
        ("a decision", f"{store / 1024:.0f} KiB",
         f"{year * store / mib / 1024:.1f} GiB a year"),
        ("what it rested on", f"{records / 1024:.0f} KiB",
         f"{kept * records / mib / 1024:.1f} GiB in the 90 days of `retention.operational`"),
        ("the index of forks", f"{forks / 1024:.0f} KiB a project",
         f"{1000 * forks / mib / 1024:.2f} GiB"),
    ]
    print("| what | measured | 1,000 such projects |\n|---|---:|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
