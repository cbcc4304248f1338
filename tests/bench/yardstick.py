# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much slower this machine is, now, than the one for which the bars in milliseconds were set.

Processors of virtual machines are taken away for minutes: the same program then takes twice as long.
A bar in milliseconds says something of Headwater only beside other work in the same run.
"""

import json
import time

# What read_document() took where and when the README's figures were measured.
QUIET_MS = 30
RUNS = 9


def make_document():
    return json.dumps([{"name": f"component-{number}", "version": f"1.{number % 50}.{number % 7}",
                        "hashes": [{"alg": "SHA-256", "content": f"{number * 2654435761:064x}"}],
                        "licenses": ["MIT", "Apache-2.0"]} for number in range(20000)])


def read_document(document):
    """Milliseconds of the clock on the wall, the best of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        json.loads(document)
        best = min(best, (time.perf_counter() - start) * 1000)
    return best


class Yardstick:
    """The slowness before and after some work; the machine changes meanwhile."""

    def __init__(self):
        self.document = make_document()
        self.slowness = 1.0
        self.measure()

    def measure(self):
        """At least 1: a fast machine gets no stricter bars."""
        self.slowness = max(1.0, read_document(self.document) / QUIET_MS)
        return self.slowness

    def __str__(self):
        return (f"reading 3.9 MB of JSON with Python takes {self.slowness:.2f} times what it took "
                f"where the bars were set ({QUIET_MS} ms): bars of time are multiplied by that")
