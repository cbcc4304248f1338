#!/bin/bash
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# The fork index from the command line: projects made here with git, taken in, asked about, brought up
# to date, forgotten; and what `headwater check --index` tells of a change.
#   bash tests/e2e/index.sh HEADWATER
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
  git -C "$1" add -A
  GIT_AUTHOR_DATE=@$clock GIT_COMMITTER_DATE=@$clock git -C "$1" commit -qm "$2"
}
# sources DIR WORD : eight files that only WORD explains.
sources() {
  mkdir -p "$1"
  for part in burial ledger plot keeper register fee path gate; do
    seq -f "$2 $part: the rule with number %g holds for $part" 40 >"$1/$part.c"
  done
}
index() { "$headwater" index "$@" --index "$work/index"; }
# describe DIR NAME TEXT
describe() {
  cat >"$1/publiccode.yml" <<END
publiccodeYmlVersion: "0.4"
name: $2
url: https://forge.example/$2
description:
  de:
    shortDescription: $3
END
}
# silent NAME PATTERN COMMAND... : the pattern is nowhere in the output.
silent() {
  local name=$1 pattern=$2
  shift 2
  "$@" >"$work/out" 2>&1 </dev/null
  if grep -q -e "$pattern" "$work/out"; then
    fail "$name: unwanted /$pattern/ in:"
    sed 's/^/    /' "$work/out"
  else
    passed=$((passed + 1))
  fi
}

git init -q -b main origin
sources origin/src cemetery
describe origin graveyard 'Verwaltung von Friedhöfen, Grabstätten und Ruhefristen'
commit origin 'First'
git -C origin tag v1.0
seq -f 'cemetery burial: the rule with number %g is new' 40 >origin/src/burial.c
commit origin 'Second'

# A city copies the release without its history, and goes on.
git init -q -b main city
sources city/src cemetery
commit city 'Import'
echo 'of the city' >city/NOTES
commit city 'Notes'

git init -q -b main stranger
sources stranger/src library
describe stranger shelves 'Ausleihe und Mahnwesen einer Stadtbücherei'
commit stranger 'First'

expect "an index without projects says how to take one in" 0 '^no projects' index list
expect "a project is taken in" 0 '^group/origin: 2 commits' index add group/origin origin
expect "another one" 0 '^group/stranger' index add group/stranger stranger
expect "the same again is no work" 0 'nothing new' index add group/origin origin
expect "the list says what is known" 0 '"commits": 2' index list --format json
expect "a copy without history is found" 0 'squashed-import' index query --repo city
expect "with its version" 0 'v1.0' index query --repo city
expect "a stranger is none" 0 '^headwater: 0 related' index query --repo stranger
expect "as JSON" 0 '"schema": "headwater.forks/1"' index query --repo city --format json
expect "a revision that is none is wrong use" 2 'no-such' index query --repo city --rev no-such

git -C origin config uploadpack.allowFilter true
git clone -q --bare --filter=blob:none "file://$work/origin" partial
expect "what is not there to be compared is never taken for no relation" 3 'a partial clone' \
  index query --repo partial
expect "nor is a project taken in without saying what lacks" 3 'contents are not there' \
  index add group/partial partial
index remove group/partial

git -C city switch -q -c feature
sed -i '3s/.*/the city does it its own way/' city/src/fee.c
commit city 'Mend the fee'
expect "check --index asks for the origin" 0 'fork/declared' \
  "$headwater" check --repo city --index index --preset opencode
expect "and says whose file is edited" 0 'fork/origin-hint: src/fee.c comes from group/origin' \
  "$headwater" check --repo city --index index --preset opencode
silent "without an index nobody says anything" 'fork/' \
  "$headwater" check --repo city --preset opencode
describe city graveyard-of-the-city 'Verwaltung von Friedhöfen und Grabstätten'
printf 'isBasedOn: https://forge.example/graveyard\n' >>city/publiccode.yml
commit city 'Say where it comes from'
silent "a declared origin is at peace" 'fork/declared' \
  "$headwater" check --repo city --index index --preset opencode

expect "the task tells projects that share no code" 0 '^graveyard:' \
  index similar city/publiccode.yml
expect "a file that is not there is wrong use" 2 'cannot be read' index similar absent.yml

expect "the copy is taken in, too" 0 '^group/city' index add group/city city
expect "families are drawn" 0 '"group/city" -> "group/origin"' index graph
echo more >>origin/src/gate.c
commit origin 'Third'
expect "what has moved is out of date" 0 'out of date: group/origin' index status
expect "and is brought up to date" 0 '^group/origin: 3 commits' index update
expect "the status counts" 0 'public: 3 projects' index status
expect "nobody forgets what is not there" 2 'no project' index remove group/absent
expect "a project is forgotten" 0 '' index remove group/origin
expect "and found no more" 0 '^headwater: 0 related' index query --repo city
expect "other readers have partitions of their own" 0 '^headwater: 0 related' \
  index query --repo stranger --partition internal
expect "a partition with such a name cannot be" 2 'partition' index list --partition ../x
rm -rf stranger
expect "a repository that is gone is named" 3 'group/stranger' index update

summary
