# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the chart says what the program does: metrics, events of the log, keys and defaults."""

import functools
import pathlib
import re
import subprocess
import tempfile

import yaml

from render import CHART, ROOT

# What the chart decides instead of the values (templates/_config.tpl).
CHART_KEYS = {
    "gitlab.api_token_file", "gitlab.read_token_file", "gitlab.ca_file", "hooks.listen",
    "hooks.secret_file", "hooks.signing_key_file", "pages.listen",
    # Of connect and doctor, which look at a service from outside a pod.
    "gitlab.hook_admin_token_file", "hooks.url", "health.listen", "store.folder",
    "policy.instance", "policy.groups"}
# Of Prometheus and of the cluster, not of the program.
FOREIGN_METRICS = {"up", "kubelet_volume_stats_available_bytes",
                   "kubelet_volume_stats_capacity_bytes"}


def sources():
    for folder in ("service", "hooks", "include"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".cc", ".h"):
                yield path.read_text(encoding="utf-8")


@functools.cache
def known_words():
    """(metrics, events) that the program's code names."""
    metrics, events = set(), set()
    for text in sources():
        metrics |= set(re.findall(r'(?:Count|Measure)\(\s*"(headwater_\w+)"', text))
        events |= set(re.findall(r'\bLog\(\s*LogLevel::\w+,\s*"(\w+)"', text))
    return metrics, events


def faults_of_metrics(chart=CHART):
    metrics, events = known_words()
    dashboard = (chart / "files" / "dashboard.json").read_text(encoding="utf-8")
    alerts = (chart / "files" / "alerts.yaml").read_text(encoding="utf-8")
    expressions = [rule["expr"] for group in yaml.safe_load(alerts)["groups"]
                   for rule in group["rules"]]
    # A metric stands before a brace; in a dashboard also names of the same kind in a query.
    named = set(re.findall(r"\b([a-z_]+)\{", " ".join(expressions)))
    named |= set(re.findall(r"\b(headwater_\w+)\{", dashboard))
    for name in sorted(named - metrics - FOREIGN_METRICS):
        yield f"metric {name}: the program has none"
    descriptions = " ".join(alerts.split())
    for said in re.findall(r"event ((?:\w+ or )*\w+_\w+)", descriptions):
        for event in set(said.split(" or ")) - events:
            yield f"event {event}: the program logs none"


def documented_keys():
    """Key and default as the table in service/docs/serve.md has them; empty: none, or one in words or
    from the environment."""
    text = (ROOT / "service" / "docs" / "serve.md").read_text(encoding="utf-8")
    for names, default in re.findall(r"^\| (`\w+\.\w+`(?:, `\w+\.\w+`)*) \|(.*?)\|", text, re.M):
        keys = re.findall(r"`(\w+\.\w+)`", names)
        values = re.findall(r"`([^`]*)`", default) or re.findall(r"^ *(\d+) *$", default)
        values = ["" if value.isupper() else value for value in values]
        many = len(keys) == len(values) and len(keys) > 1
        for at, key in enumerate(keys):
            yield key, values[at] if many else ", ".join(values)


def faults_of_keys(chart=CHART):
    config = yaml.safe_load((chart / "values.yaml").read_text(encoding="utf-8"))["config"]
    own = {f"{section}.{key}": value for section, keys in config.items()
           for key, value in keys.items()}
    documented = dict(documented_keys())
    for key in sorted(set(documented) - set(own) - CHART_KEYS):
        yield f"{key}: in serve.md, and neither in values.yaml nor in CHART_KEYS of tests/helm/facts.py"
    for key in sorted((set(own) | CHART_KEYS) - set(documented)):
        yield f"{key}: in the chart, and not in serve.md"
    for key in sorted(set(own) & set(documented)):
        value = own[key]
        text = ", ".join(value) if isinstance(value, list) else str(value)
        if not documented[key] and value not in ("", []):
            yield f"{key}: values.yaml has a default, the program has none"
        elif documented[key] and text != documented[key]:
            yield f"{key}: values.yaml has {text!r}, serve.md {documented[key]!r}"


def faults_of_configuration(rendered, program):
    """What the program itself has against the configuration file and the policies it names."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        text = rendered.configuration()
        mounted = {"policy": "-policy", "groups": "-groups"}
        for place, suffix in mounted.items():
            (root / place).mkdir()
            for one in rendered.of_kind("ConfigMap"):
                for name, content in one["data"].items():
                    if one["metadata"]["name"].endswith(suffix):
                        (root / place / name).write_text(content, encoding="utf-8")
            text = text.replace(f"/etc/headwater/{place}", str(root / place))
        (root / "serve.yml").write_text(text, encoding="utf-8")
        done = subprocess.run([program, "serve", "--config", str(root / "serve.yml"), "--check-config"],
                              capture_output=True, text=True, check=False, cwd=folder,
                              env={"PATH": "/usr/bin:/bin"})
        if done.returncode != 0:
            yield f"the program refuses its configuration: {done.stderr.strip()}"
