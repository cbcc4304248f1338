#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares our verdicts with the official examples':

    sbom_agreement.py SBOM_VALIDATE CYCLONEDX_SPECIFICATION

SBOM_VALIDATE is the built program of that name, CYCLONEDX_SPECIFICATION a copy of
https://github.com/CycloneDX/specification, whose examples say by their names what they are:
tools/src/test/resources/<version>/{valid,invalid}-<what>-<version>.{json,xml}. Prints a row for
each version and syntax and every difference; fails when there is one.
"""

import collections
import pathlib
import re
import subprocess
import sys

NAME = re.compile(r'(valid|invalid)-.*-(\d+\.\d+)\.(json|xml)$')


def examples(folder):
    """(expected verdict, version, syntax, path) of every example of a version that has a schema."""
    for path in sorted((folder / 'tools/src/test/resources').rglob('*')):
        match = NAME.match(path.name)
        # What stands in another folder is of another schema (an extension's, with its version).
        if match and path.parent.name == match[2]:
            yield match[1], match[2], match[3], path


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    wanted = list(examples(pathlib.Path(sys.argv[2])))
    lines = ''.join(f'CycloneDX {version} {syntax} {path}\n' for _, version, syntax, path in wanted)
    output = subprocess.run([sys.argv[1]], input=lines, capture_output=True, text=True, check=True)
    answers = output.stdout.rstrip('\n').split('\n')
    if not wanted or len(answers) != len(wanted):
        sys.exit(f'{len(answers)} answers to {len(wanted)} examples')
    counts = collections.Counter()
    differences = []
    for (expected, version, syntax, path), line in zip(wanted, answers):
        got, found = line.split('\t')[1:3]
        counts[version, syntax, expected, 'all'] += 1
        counts[version, syntax, expected, 'same'] += got == expected
        if got != expected:
            differences.append(f'{path}: {expected}, ours {got}: {found}')
    for version, syntax in sorted({key[:2] for key in counts}):
        row = [f'{counts[version, syntax, kind, "same"]} of {counts[version, syntax, kind, "all"]}'
               for kind in ('valid', 'invalid')]
        print(f'CycloneDX {version} {syntax:5} valid {row[0]:12} invalid {row[1]}')
    print(f'{len(wanted) - len(differences)} of {len(wanted)} the same', *differences, sep='\n')
    return 1 if differences else 0


if __name__ == '__main__':
    sys.exit(main())
