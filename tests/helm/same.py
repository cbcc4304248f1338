# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Says whether two files hold the same objects, in whatever order: same.py A.yaml B.yaml"""

import json
import pathlib
import sys

import yaml


def objects_in(path):
    objects = yaml.safe_load_all(pathlib.Path(path).read_text(encoding="utf-8"))
    return {json.dumps(one, sort_keys=True) for one in objects if one}


def main():
    left, right = (objects_in(path) for path in sys.argv[1:])
    for text in sorted(left ^ right):
        print(f"only in {sys.argv[1 if text in left else 2]}: {text}")
    return 1 if left != right else 0


if __name__ == "__main__":
    sys.exit(main())
