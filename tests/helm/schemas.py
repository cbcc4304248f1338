# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Holds what was rendered against Kubernetes' own schemas, and sees that wrong objects are found.

    python3 tests/helm/schemas.py --modules FOLDER RENDERED.yaml...

FOLDER has schemas/validate.mjs and the packages of schemas/package.json beside it.
"""

import argparse
import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml


def objects_in(path):
    return [one for one in yaml.safe_load_all(path.read_text(encoding="utf-8")) if one]


def said_of(modules, sets):
    """(exit code, what was said) of lists of objects, by the name of their file."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, objects in sets.items():
            paths.append(pathlib.Path(folder) / f"{name}.json")
            paths[-1].write_text(json.dumps(objects), encoding="utf-8")
        done = subprocess.run(["node", "validate.mjs", *map(str, paths)], cwd=modules,
                              capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def set_at(value, path, new):
    *above, last = path
    for key in above:
        value = value[key]
    if new is None:
        del value[last]
    else:
        value[last] = new


# (kind, where, what is put there - None: it is taken away -, what has to be said)
BROKEN = [
    ("Deployment", ["spec", "replicas"], "one", "replicas"),
    ("Deployment", ["spec", "selector"], None, "selector"),
    ("Deployment", ["spec", "strategi"], {"type": "Recreate"}, "strategi"),
    ("Deployment", ["spec", "template", "spec", "containers", 0, "readnessProbe"], {}, "readnessProbe"),
    ("Service", ["spec", "ports", 0, "port"], "8080", "port"),
    ("NetworkPolicy", ["spec", "podSelector"], None, "podSelector"),
    ("PersistentVolumeClaim", ["spec", "accessMode"], "ReadWriteOnce", "accessMode"),
    ("Pod", ["spec", "containers"], None, "containers"),
]


def faults(modules, paths):
    sets = {path.stem: objects_in(path) for path in paths}
    code, said = said_of(modules, sets)
    if code != 0:
        yield said
    print(said.strip().splitlines()[-1])
    everything = [one for objects in sets.values() for one in objects]
    broken = {}
    for at, (kind, where, new, _) in enumerate(BROKEN):
        one = copy.deepcopy(next(one for one in everything if one["kind"] == kind))
        set_at(one, where, new)
        broken[f"broken-{at}"] = [one]
    _, said = said_of(modules, broken)
    for at, (kind, where, new, expected) in enumerate(BROKEN):
        if not re.search(rf"^broken-{at}: .*{expected}", said, re.M):
            yield f"{kind}: {where} -> {new} is not found; said was:\n{said}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", required=True)
    parser.add_argument("rendered", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    found = list(faults(options.modules, options.rendered))
    print("\n".join(found) if found else f"ok: schemas of Kubernetes ({len(BROKEN)} broken objects found)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
