# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks the chart: what is rendered, what is refused, and that breaking it is found.

    python3 tests/helm/check.py --render PROGRAM [--service PROGRAM] [--out FOLDER]

--service: headwater, which then reads every rendered configuration. --out: the objects are left there.
"""

import argparse
import pathlib
import re
import sys

import facts
import mutations
import readme
from objects import faults_of
from render import CHART, MONITORING, Refused, Renderer, value_sets

HERE = pathlib.Path(__file__).resolve().parent
MIN_SETS = 6
MIN_WRONG = 15


def value_set(name, chart=CHART):
    return chart / "ci" / f"{name}-values.yaml"


def check_sets(render, options):
    paths = value_sets()
    if len(paths) < MIN_SETS:
        yield f"only {len(paths)} sets of values"
    for path in paths:
        try:
            rendered = render(path)
        except Refused as refusal:
            yield f"{path.name}: {refusal}"
            continue
        for fault in faults_of(rendered, path.read_text(encoding="utf-8")):
            yield f"{path.name}: {fault}"
        if options.service:
            for fault in facts.faults_of_configuration(rendered, options.service):
                yield f"{path.name}: {fault}"
        if options.out:
            (options.out / f"{path.stem}.yaml").write_text(rendered.text, encoding="utf-8")


def check_wrong(render, chart=CHART):
    """Each file says in its line `# refused: PATTERN` what has to be said of it."""
    paths = sorted((HERE / "wrong").glob("*.yaml"))
    if len(paths) < MIN_WRONG:
        yield f"only {len(paths)} wrong sets of values"
    for path in paths:
        reason = re.search(r"^# refused: (.+)$", path.read_text(encoding="utf-8"), re.M)[1]
        try:
            render(value_set("minimal"), path, chart=chart)
            yield f"wrong/{path.name}: is accepted"
        except Refused as refusal:
            if not re.search(reason, str(refusal)):
                yield f"wrong/{path.name}: is refused for another reason: {refusal}"


def rendered_kinds(render, name, text="", **options):
    return {one["kind"] for one in render.with_text(value_set(name), text, **options).objects}


def check_differences(render):
    """What one value changes."""
    before = render(value_set("minimal"))
    after = render.with_text(value_set("minimal"), "config: {note: {delay: 5m}}")
    sums = [one.of_kind("Deployment")[0]["spec"]["template"]["metadata"]["annotations"]
            for one in (before, after)]
    if sums[0]["checksum/config"] == sums[1]["checksum/config"]:
        yield "another configuration leaves the pod as it is"
    if {"ServiceMonitor", "PrometheusRule"} & rendered_kinds(render, "monitoring", versions=""):
        yield "a cluster without the Prometheus operator gets objects it does not know"
    notes = render(value_set("monitoring"), versions="").notes
    if MONITORING not in notes:
        yield "NOTES.txt does not say why there is no ServiceMonitor"
    if "PersistentVolumeClaim" in rendered_kinds(
            render, "minimal", "persistence: {existingClaim: there}"):
        yield "a claim is made beside the one that is there"
    if "Secret" in {one["kind"] for one in before.objects}:
        yield "a Secret is made although all are there"
    if "https://headwater.example.org/hooks/gitlab" not in render(value_set("ingress")).notes:
        yield "NOTES.txt does not say the webhook's address"
    plain = render.with_text(value_set("ingress"), "ingress: {tls: {enabled: false}}").notes
    if "without TLS" not in plain:
        yield "NOTES.txt does not warn of webhooks without TLS"
    asks = 'config: {external: {desk: {url: "https://rules.example.org:9443/desk"}}}'
    allowed = render.with_text(value_set("network"), asks).of_kind("NetworkPolicy")[0]
    if not any(port["port"] == 9443 for rule in allowed["spec"]["egress"]
               for port in rule.get("ports", [])):
        yield "the port of an external rule's server is not let out"
    image = render.with_text(value_set("minimal"), "global: {imageRegistry: mirror.example.org}")
    if image.service_pod()["containers"][0]["image"] != "mirror.example.org/platform/headwater:0.1.0":
        yield "the common registry does not come before the chart's"


def said_of(render, name, chart):
    path = value_set(name, chart)
    try:
        return "\n".join(faults_of(render(path, chart=chart), path.read_text(encoding="utf-8")))
    except Refused as refusal:
        return str(refusal)


def check_mutations(render):
    for name, file, old, new, expected in mutations.RENDERED:
        with mutations.Broken(file, old, new) as chart:
            said = said_of(render, name, chart)
        if expected not in said:
            yield f"{file}: {old!r} -> {new!r} is not found; said was: {said or 'nothing'}"
    for file, old, new, expected in mutations.COMPARED:
        with mutations.Broken(file, old, new) as chart:
            said = "\n".join([*facts.faults_of_metrics(chart), *facts.faults_of_keys(chart),
                              *readme.faults_of_readme(chart)])
        if expected not in said:
            yield f"{file}: {old!r} -> {new!r} is not found; said was: {said or 'nothing'}"
    with mutations.Broken("values.schema.json", '"additionalProperties": false,', "") as chart:
        if next(check_wrong(render, chart), None) is None:
            yield "a schema that lets in unknown keys is not found"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--render", required=True)
    parser.add_argument("--service")
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    render = Renderer(options.render)
    checks = {
        "sets of values": check_sets(render, options),
        "wrong values": check_wrong(render),
        "what values change": check_differences(render),
        "metrics and events": facts.faults_of_metrics(),
        "keys and defaults": facts.faults_of_keys(),
        "README": readme.faults_of_readme(),
        "broken charts": check_mutations(render),
    }
    failed = False
    for name, faults in checks.items():
        found = list(faults)
        print(f"{'FAILED' if found else 'ok'}: {name}")
        for fault in found:
            print(f"  {fault}")
        failed |= bool(found)
    if not options.service:
        print("not checked: whether the program reads the configuration (no --service)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
