# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Has promtool read the rendered alerts, and lets them see made-up series.

    python3 tests/helm/alerts.py RENDERED.yaml
"""

import pathlib
import subprocess
import sys
import tempfile

import yaml

SERVICE = 'namespace="prod", service="rel-headwater-metrics"'
FORGED = f"headwater_forged_statuses_total{{{SERVICE}}}"
FROZEN = f"headwater_upstreams_frozen{{{SERVICE}}}"
UP = f"up{{{SERVICE}}}"

# (what happens, series and its values by the minute, alert, [(minute, whether it stands)])
STORIES = [
    ("a counter's first value is an event", FORGED, "_x30 1x60", "HeadwaterForgedStatus",
     [("29m", False), ("32m", True), ("50m", False)]),
    ("a counter that rises", FORGED, "3x30 4x60", "HeadwaterForgedStatus",
     [("29m", False), ("35m", True), ("60m", False)]),
    ("a counter that begins anew", FORGED, "5x30 0x60", "HeadwaterForgedStatus",
     [("29m", False), ("35m", False)]),
    ("a copy is frozen", FROZEN, "0x10 1x20", "HeadwaterUpstreamFrozen", [("9m", False), ("12m", True)]),
    ("the pod does not answer", UP, "1x10 0x20", "HeadwaterDown", [("12m", False), ("20m", True)]),
    ("there is no pod", UP, "1x10 stale", "HeadwaterDown", [("9m", False), ("20m", True)]),
]


def tests_of(rules):
    labels = {rule["alert"]: rule["labels"] for group in rules["groups"] for rule in group["rules"]}
    notes = {rule["alert"]: rule["annotations"] for group in rules["groups"] for rule in group["rules"]}
    series = {"namespace": "prod", "service": "rel-headwater-metrics"}
    tests = []
    for name, metric, values, alert, looks in STORIES:
        fired = [{"exp_labels": {**series, **labels[alert]}, "exp_annotations": notes[alert]}]
        tests.append({
            "name": name, "interval": "1m", "input_series": [{"series": metric, "values": values}],
            "alert_rule_test": [{"eval_time": at, "alertname": alert,
                                 "exp_alerts": fired if stands else []} for at, stands in looks]})
    return {"rule_files": ["rules.yml"], "evaluation_interval": "1m", "tests": tests}


def main():
    objects = yaml.safe_load_all(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    (rules,) = [one["spec"] for one in objects if one and one["kind"] == "PrometheusRule"]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "rules.yml").write_text(yaml.safe_dump(rules), encoding="utf-8")
        (root / "tests.yml").write_text(yaml.safe_dump(tests_of(rules)), encoding="utf-8")
        for command in (["check", "rules", "rules.yml"], ["test", "rules", "tests.yml"]):
            done = subprocess.run(["promtool", *command], cwd=folder, capture_output=True, text=True,
                                  check=False)
            if done.returncode != 0:
                print(f"FAILED: promtool {' '.join(command)}\n{done.stdout}{done.stderr}")
                return 1
    print(f"ok: alerts ({len(STORIES)} stories)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
