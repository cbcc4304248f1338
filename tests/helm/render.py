# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Renders the chart, and reads what came out."""

import pathlib
import subprocess
import tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHART = ROOT / "helm" / "headwater"
MONITORING = "monitoring.coreos.com/v1"
RELEASE, NAMESPACE = "rel", "prod"


class Refused(Exception):
    """The chart or its values were refused; the text says why."""


class Rendered:
    """The objects of one set of values, and what people are told after installing."""

    def __init__(self, text, notes):
        self.text = text
        self.notes = notes
        self.objects = [one for one in yaml.safe_load_all(text) if one]

    def of_kind(self, *kinds):
        return [one for one in self.objects if one["kind"] in kinds]

    def named(self, kind, name):
        found = [one for one in self.of_kind(kind) if one["metadata"]["name"] == name]
        return found[0] if found else None

    def pods(self):
        """(name, labels, spec) of every pod, whether it stands alone or is made by something."""
        for one in self.of_kind("Pod"):
            yield one["metadata"]["name"], one["metadata"]["labels"], one["spec"]
        for one in self.of_kind("Deployment", "StatefulSet", "DaemonSet", "Job"):
            template = one["spec"]["template"]
            yield one["metadata"]["name"], template["metadata"]["labels"], template["spec"]

    def service_pod(self):
        return self.of_kind("Deployment")[0]["spec"]["template"]["spec"]

    def configuration(self):
        """Text of the service's configuration file."""
        (one,) = [map_ for map_ in self.of_kind("ConfigMap") if "serve.yml" in map_["data"]]
        return one["data"]["serve.yml"]


class Renderer:
    def __init__(self, program):
        self.program = program

    def __call__(self, *value_files, chart=CHART, versions=MONITORING):
        with tempfile.NamedTemporaryFile("r", encoding="utf-8") as notes:
            command = [self.program, "-name", RELEASE, "-namespace", NAMESPACE,
                       "-api-versions", versions, "-notes", notes.name]
            for path in value_files:
                command += ["-f", str(path)]
            done = subprocess.run(command + [str(chart)], capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise Refused(done.stderr)
            return Rendered(done.stdout, notes.read())

    def with_text(self, base, text, **options):
        """`base` and above it the values in a text."""
        with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as above:
            above.write(text)
            above.flush()
            return self(base, above.name, **options)


def value_sets(chart=CHART):
    return sorted((chart / "ci").glob("*-values.yaml"))
