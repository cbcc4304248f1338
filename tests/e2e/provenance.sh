#!/bin/bash
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Where commits come from: `headwater provenance` and `headwater check --upstream` against an upstream
# and a downstream made here with git.
#   bash tests/e2e/provenance.sh HEADWATER
set -uo pipefail

headwater=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME=$work XDG_CACHE_HOME=$work/cache GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a
export GIT_COMMITTER_EMAIL=a@example.org
clock=1700000000

source "$here/expect.sh"
# commit DIR MESSAGE : everything that is there, a minute later than the last one.
commit() {
  clock=$((clock + 60))
  GIT_AUTHOR_DATE=@$clock GIT_COMMITTER_DATE=@$clock git -C "$1" commit -qam "$2"
}
id() { git -C "$1" rev-parse "$2"; }
# replace FILE LINE TEXT
replace() { sed -i "$2s/.*/$3/" "$1"; }

git init -q -b main upstream
seq -f 'line number %g of the register' 60 >upstream/register.c
seq -f 'entry %g of the other file' 60 >upstream/other.c
git -C upstream add .
commit upstream 'First'
git clone -q upstream project
git -C project switch -q -c feature

replace upstream/register.c 10 'the tenth line is bounded now'
commit upstream 'Bound the tenth line'
tenth=$(id upstream HEAD)
replace upstream/register.c 20 'the twentieth line is checked'
replace upstream/other.c 20 'the twentieth entry is checked'
commit upstream 'Check the twentieth'
twentieth=$(id upstream HEAD)
replace upstream/register.c 30 'the thirtieth line learns to count'
commit upstream 'Let the thirtieth line count'
replace upstream/register.c 10 'the tenth line is bounded, by one less'
commit upstream "Bound it by one less

Fixes: ${tenth:0:12} (\"Bound the tenth line\")"
git -C upstream tag v2.0
# A commit that only a merge request has: nobody may take it for the upstream's.
git -C upstream switch -q -c request
replace upstream/other.c 50 'nobody has accepted this'
commit upstream 'Not accepted'
request=$(id upstream HEAD)
git -C upstream update-ref refs/merge-requests/1/head "$request"
git -C upstream switch -q main
git -C upstream branch -q -D request

replace project/register.c 10 'the tenth line is bounded now'
commit project "Bound the tenth line

(cherry picked from commit $tenth)"
replace project/register.c 20 'the twentieth line is checked, our way'
commit project "Check the twentieth

(cherry picked from commit $twentieth)"
replace project/register.c 30 'the thirtieth line learns to count'
commit project 'Let it count'
replace project/other.c 50 'nobody has accepted this'
commit project "Take what is not accepted

(cherry picked from commit $request)"

provenance() {
  "$headwater" provenance --repo project --range main..feature --upstream upstream "$@"
}
expect "a true claim is identical" 1 "cherry-pick $tenth: identical" provenance
expect "the release that has it is named" 1 'since v2.0' provenance
expect "a difference is shown by file and line" 1 'register.c: 1 missing, 1 extra' provenance
expect "a file that was not taken is named" 1 'other.c: not taken' provenance
expect "a commit of a merge request is none of the upstream" 1 \
  "cherry-pick $request: no branch or tag" provenance
expect "a later fix of what was taken is named" 1 'mended upstream by' provenance
expect "a change without a claim is found upstream" 1 'is upstream already?.*100 %' provenance
expect "German" 1 'kein Branch oder Tag' provenance --language de
expect "JSON names its schema" 1 '"schema": *"headwater.provenance/1"' provenance --format json
expect "JSON names the grade" 1 '"grade": *"dangling"' provenance --format json
expect "true claims alone are 0" 0 'identical' "$headwater" provenance --repo project \
  --range main..feature~3 --upstream upstream
expect "without commits there is nothing to say" 0 ' 0 commits' "$headwater" provenance \
  --repo project --range main..main --upstream upstream
expect "an upstream's own commits are its own" 0 ' 0 own, 4 upstream' "$headwater" provenance \
  --repo upstream --range HEAD~4..HEAD --upstream upstream
expect "an upstream has to be named" 2 'upstream' "$headwater" provenance --repo project
expect "a folder without a repository is wrong use" 2 'nowhere' provenance --upstream nowhere
expect "an address is fetched by https only" 2 'https' provenance --upstream http://example.org/a
expect "only what was fetched can be confirmed" 3 'no copy' "$headwater" upstream confirm \
  https://example.org/a/b
expect "an address is needed to confirm" 2 'scheme\|http' "$headwater" upstream confirm upstream
expect "a range that is none is wrong use" 2 'A..B' "$headwater" provenance --repo project \
  --range main --upstream upstream

git -C upstream config uploadpack.allowFilter true
git clone -q --bare --filter=blob:none "file://$work/upstream" partial 2>/dev/null
expect "an upstream without its contents cannot be compared with" 3 'partial' \
  "$headwater" provenance --repo project --range main..feature --upstream partial

check() {
  "$headwater" check --repo project --base main --head feature --preset opencode "$@"
}
expect "check says what is claimed and not there" 0 'upstream/claim-exists' check --upstream upstream
expect "check says what differs without a reason" 0 'upstream/difference-explained' \
  check --upstream upstream
expect "check asks about what is upstream already" 0 'upstream/already-upstream' \
  check --upstream upstream
expect "a project that declares no upstream is asked nothing" 0 ' 0 not checked' check

printf '// SPDX-License-Identifier: BUSL-1.1\nint closed;\n' >upstream/closed.c
git -C upstream add . && commit upstream 'Close a part'
git -C project switch -q -c sync main
git -C project pull -q --ff-only "$work/upstream" main
sync() { "$headwater" check --repo project --base main --head sync --preset strict "$@"; }
expect "what comes from nobody needs a header" 1 'license/header-missing' sync
expect "what comes unchanged from upstream needs none" 0 '^0$' \
  bash -c "'$headwater' check --repo project --base main --head sync --preset strict \
    --upstream upstream | grep -c header-missing | cat"
expect "a licence that is not allowed is found in upstream's files, too" 1 \
  'license/not-allowed.*BUSL-1.1' sync --upstream upstream

# Merges of a release: one own change stays, one is dropped, one came back, and a file was changed
# where there was no conflict.
git init -q -b main original
for file in kept lost taken quiet; do
  seq -f "line number %g of $file" 60 >original/$file.c
done
git -C original add .
commit original 'First'
git clone -q original fork
git -C fork switch -q -c work
replace fork/kept.c 10 'the tenth line is our own'
commit fork 'Keep our tenth line'
for line in 30 31 32 33; do replace fork/taken.c $line "a mended line, as number $line"; done
commit fork 'Mend four lines'
mended=$(id fork HEAD)
git -C fork branch -q before
replace fork/lost.c 20 'the twentieth line waits for our register'
commit fork 'Wait for our register'
waits=$(id fork HEAD)
git -C fork branch -q target

replace original/kept.c 50 'the fiftieth line is new'
commit original 'Renew the fiftieth line'
replace original/lost.c 20 'the twentieth line waits no longer'
commit original 'Wait no longer'
for line in 30 31 32 33; do replace original/taken.c $line "a mended line, as number $line"; done
replace original/taken.c 55 'and one more line is mended'
commit original 'Mend four lines, and one more'
git -C original tag v2.4

# sync BRANCH : a branch with a merge of the release that is not committed yet.
start_merge() {
  clock=$((clock + 60))
  git -C fork switch -q -c "$1" "$2"
  git -C fork fetch -q "$work/original" main
  GIT_COMMITTER_DATE=@$clock git -C fork merge -q --no-commit --no-ff FETCH_HEAD >"$work/merge.txt" 2>&1
}
start_merge clean before
commit fork 'Merge v2.4'
start_merge dirty target
git -C fork checkout -q --theirs lost.c
replace fork/quiet.c 5 'nobody asked for this'
commit fork 'Merge v2.4'

merged() { "$headwater" provenance --repo fork --range "$1" --upstream original "${@:2}"; }
expect "a sync says what it brings, and of which release" 0 \
  'brings 3 commits, unchanged from original (.*, part of v2.4)' merged target..dirty
expect "own changes are counted by what became of them" 0 '1 kept, 1 now upstream, 1 lost' \
  merged target..dirty
expect "a dropped change is named" 0 "${waits:0:12} lost: Wait for our register" merged target..dirty
expect "its lines are shown" 0 '\-+the twentieth line waits for our register' merged target..dirty
expect "a change that came back is named" 0 "${mended:0:12} now upstream: .*since v2.4, 100 %" \
  merged target..dirty
expect "a change beyond the conflicts is named" 0 'beyond the conflicts: quiet.c' merged target..dirty
expect "a clean merge loses nothing" 0 '1 kept, 1 now upstream, 0 lost' merged before..clean
expect "nor hides anything" 0 '^0$' bash -c "'$headwater' provenance --repo fork \
  --range before..clean --upstream original | grep -c 'beyond the' | cat"
expect "German merge" 0 'bringt 3 Commits, unverändert aus original' merged target..dirty --language de
expect "JSON names what became of a change" 0 '"fate": *"lost"' merged target..dirty --format json

check_sync() {
  "$headwater" check --repo fork --base "$1" --head "$2" --preset opencode --upstream original
}
expect "check names a lost change" 0 'upstream/lost-carry' check_sync target dirty
expect "check says thank you" 0 'upstream/obsolete-carry' check_sync target dirty
expect "check names an evil merge" 0 'upstream/pure-sync-merge' check_sync target dirty
expect "check finds no loss in a clean merge" 0 '^0$' bash -c "'$headwater' check --repo fork \
  --base before --head clean --preset opencode --upstream original | \
  grep -c 'lost-carry\|pure-sync-merge' | cat"

mkdir -p original/copied
for number in $(seq 25); do echo "content number $number of a library" >"original/copied/$number.c"; done
git -C original add . && commit original 'A library'
git -C fork switch -q -c copy target
mkdir -p fork/vendor
cp original/copied/*.c fork/vendor
git -C fork add . && commit fork 'Copy a library'
expect "a copy without its history is named" 0 'vendor: 25 files of original without its commits' \
  merged target..copy
expect "check asks for the history" 0 'upstream/history-kept' check_sync target copy

# The same change in a release branch and in the target, without a claim.
git init -q -b main town
seq -f 'line number %g of the town' 60 >town/town.c
git -C town add .
commit town 'First'
git -C town branch release/1.2
git -C town branch gone
git -C town switch -q -c asks
for line in 30 31 32 33; do replace town/town.c $line "a mended line of the town, as number $line"; done
commit town 'Mend the town'
git -C town switch -q release/1.2
replace town/town.c 5 'the fifth line of the release'
commit town 'Our own line'
for line in 30 31 32 33; do replace town/town.c $line "a mended line of the town, as number $line"; done
commit town 'Something that was mended (#12)'
fixed=$(id town HEAD)
git -C town tag v1.2.1
town() { "$headwater" provenance --repo town --range main..asks --upstream original "$@"; }
expect "a release branch that has the change is asked about" 0 \
  "another branch already. (release/1.2 ${fixed:0:12}, since v1.2.1) 100 %" town
expect "JSON names the branch" 0 '"branch": *"release/1.2"' town --format json
expect "German release branch" 0 'in einem anderen Branch schon' town --language de
expect "check asks, too, where the policy wants it" 1 'upstream/already-here' "$headwater" check \
  --repo town --base main --head asks --preset strict --upstream original
git -C town switch -q main
git -C town cherry-pick "$fixed" >"$work/pick.txt" 2>&1
expect "the target branch comes first" 0 'the target branch already. (main' town
GIT_COMMITTER_DATE=@$((clock + 120)) git -C town revert --no-edit HEAD >"$work/pick.txt" 2>&1
git -C town branch -q -D release/1.2
expect "what was taken back in between is new" 0 '^0$' \
  bash -c "'$headwater' provenance --repo town --range main..asks --upstream original | \
    grep -c 'branch already' | cat"

summary
