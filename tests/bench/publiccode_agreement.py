#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Compares `headwater publiccode validate` with the reference validator's own test files:

    publiccode_agreement.py HEADWATER FOLDER

FOLDER is testdata/v0 of a checkout of https://github.com/italia/publiccode-parser-go: files below
valid/ and valid_with_warnings/ are valid there, those below invalid/ are not. Prints a row for each
folder and profile, and every difference with its reason; fails when one has none.
"""

import json
import pathlib
import subprocess
import sys

# Part of the file's name: why the verdict differs.
REASONS = {
    'standard': {
        'fundedBy_name_missing': 'the standard calls the name of an organisation mandatory, the '
                                 'validator its uri (Special data formats, Organisation)',
        'valid_with_fundedBy.': 'likewise',
        'valid.yml': 'the standard calls countryExtensionVersion mandatory',
        'valid_with_IT_riuso': 'likewise',
        'valid_with_it_conforme': 'likewise',
        'valid.minimal.v0.': 'what its version asks for and later ones do not is judged by that version',
    },
    'opencode': {
        'it_wrong_case': 'a section that the standard does not have is a warning',
        'unknown_field': 'a key that the standard does not have is a warning',
    },
    'both': {
        'platforms_wrong_type': 'the standard takes one text as well as a list (Key platforms)',
        'fundedBy_uri_missing': 'the standard does not call it mandatory: a warning',
        'description_invalid_language': 'tags of three letters are not looked up',
        'localisation_availableLanguages_invalid.': 'tags of three letters are not looked up',
        'italian_pa': 'codes of Italian administrations are not looked up',
        'codiceIPA_invalid': 'codes of Italian administrations are not looked up',
        'videos_invalid_oembed': 'providers of videos are not looked up',
        'missing_url': 'nothing is fetched',
        'invalid_png': 'images are not opened',
    },
}


def verdict(program, profile, file):
    run = subprocess.run([program, 'publiccode', 'validate', '--profile', profile, '--format', 'json',
                          '--as-of', '2026-11-22', file], capture_output=True, check=False)
    return json.loads(run.stdout)


def reason_for(profile, name):
    for reasons in (REASONS['both'], REASONS[profile]):
        for part, reason in reasons.items():
            if part in name:
                return reason
    return None


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted(folder.rglob('*.yml'))
    if not files:
        sys.exit(f'{folder}: no files')
    unexplained = 0
    for profile in ('standard', 'opencode'):
        counts = {}
        for file in files:
            group = file.relative_to(folder).parts[0]
            answer = verdict(program, profile, file)
            agrees = answer['valid'] is (group != 'invalid')
            all_, same = counts.get(group, (0, 0))
            counts[group] = (all_ + 1, same + agrees)
            if agrees:
                continue
            reason = reason_for(profile, file.name)
            unexplained += reason is None
            print(f'{profile}: {group}/{file.name}: {reason or "NO REASON KNOWN"}')
            if reason is None:
                for problem in answer['errors'] + answer['warnings']:
                    print(f'    {problem["line"]}: {problem["message"]}')
        for group, (all_, same) in sorted(counts.items()):
            print(f'{profile}: {group}: {same} of {all_} agree')
    sys.exit(1 if unexplained else 0)


if __name__ == '__main__':
    main()
