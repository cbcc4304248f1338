#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares the verdicts of `headwater sbom validate` with the standards' own examples:

    sbom_agreement.py HEADWATER REPOSITORY...

Each REPOSITORY is a clone, bare or not, with `@REVISION` behind it where that is not HEAD: of
https://github.com/CycloneDX/specification (examples that say by their names what they are:
tools/src/test/resources/<version>/{valid,invalid}-*.{json,xml}) or of
https://github.com/spdx/spdx-spec (examples/, all of them valid; those of 2.2 and 2.3 stand in the
branches development/v2.2.2 and support/2.3.1). Compared is what the schemas say: an example with
errors of another kind is valid here. Prints a row for each version and syntax, and every difference;
fails when there is one. Examples in versions and forms that are not read are counted apart.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CYCLONEDX = re.compile(
    r'tools/src/test/resources/(\d+\.\d+)/(valid|invalid)-[^/]*-(\d+\.\d+)\.(json|xml)$')
SPDX = re.compile(r'^examples/SPDX(\w+)Example-v?(\d+\.\d+)\.spdx[.a-z]*$')
SPDX3 = re.compile(r'^examples/jsonld/.*\.json$')
# Errors that are none of a schema's.
OTHER = {'content'}


def git(repository, *command):
    return subprocess.run(['git', '-C', repository, *command], capture_output=True, check=True).stdout


def wanted(path):
    """(expected verdict, what it is) of an example, or None."""
    match = CYCLONEDX.search(path)
    # What stands in another folder is of another schema (an extension's, with its version).
    if match and match[1] == match[3]:
        return match[2], f'CycloneDX {match[3]} {match[4]}'
    match = SPDX.search(path)
    if match:
        return 'valid', f'SPDX {match[2]} {match[1]}'
    return ('valid', 'SPDX 3') if SPDX3.search(path) else None


def examples(repository, folder):
    """(expected verdict, what, path, file) of every example, written to a folder."""
    repository, _, revision = repository.partition('@')
    revision = revision or 'HEAD'
    for path in git(repository, 'ls-tree', '-r', '--name-only', revision).decode().splitlines():
        expected = wanted(path)
        if expected:
            file = folder / f'{len(list(folder.iterdir()))}-{pathlib.Path(path).name}'
            file.write_bytes(git(repository, 'cat-file', 'blob', f'{revision}:{path}'))
            yield (*expected, path, str(file))


def judge(headwater, files):
    """The documents by file."""
    output = subprocess.run(
        [headwater, 'sbom', 'validate', '--format', 'json', '--profile', 'ntia', *files],
        capture_output=True, text=True, check=False).stdout
    return {document['file']: document for document in json.loads(output)['documents']}


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    counts, differences, untold = collections.Counter(), [], collections.Counter()
    with tempfile.TemporaryDirectory() as work:
        cases = [case for repository in sys.argv[2:]
                 for case in examples(repository, pathlib.Path(work))]
        if not cases:
            sys.exit('no examples')
        documents = judge(sys.argv[1], [file for *_, file in cases])
    for expected, what, path, file in cases:
        document = documents[file]
        if document['valid'] is None:
            untold[what] += 1
            continue
        errors = [error for error in document['errors'] if error['check'] not in OTHER]
        got = 'invalid' if errors else 'valid'
        counts[what, expected, 'all'] += 1
        counts[what, expected, 'same'] += got == expected
        if got != expected:
            shown = '; '.join(f"{e['pointer']} {e['message']}" for e in errors[:3])
            differences.append(f'{path}: {expected}, ours {got}: {shown}')
    for what in sorted({key[0] for key in counts}):
        row = [f'{counts[what, kind, "same"]} of {counts[what, kind, "all"]}'
               for kind in ('valid', 'invalid')]
        print(f'{what:22} valid {row[0]:12} invalid {row[1]}')
    for what, number in sorted(untold.items()):
        print(f'{what:22} {number} not read, and said so')
    told = len(cases) - sum(untold.values())
    print(f'{told - len(differences)} of {told} the same', *differences, sep='\n')
    return 1 if differences or told == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
