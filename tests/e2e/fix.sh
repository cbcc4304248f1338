#!/bin/bash
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# `headwater fix` as people call it, against repositories made here with git.
#   bash tests/e2e/fix.sh HEADWATER
set -uo pipefail

headwater=$(realpath "$1")
license=$(realpath "$(dirname "$0")/../../LICENSES/EUPL-1.2.txt")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE=@1700000000 GIT_COMMITTER_DATE=@1700000000
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a
export GIT_COMMITTER_EMAIL=a@example.org
# The tag in two parts: these lines license no file of ours.
tag='SPDX-License-''Identifier: EUPL-1.2'

source "$here/expect.sh"
# holds NAME COMMAND... : the command succeeds.
holds() {
  local name=$1
  shift
  if "$@" >"$work/out" 2>&1; then passed=$((passed + 1)); else fail "$name"; sed 's/^/    /' "$work/out"; fi
}

git init -q -b main project
cd project
mkdir LICENSES src
cp "$license" LICENSES/
{ echo "// $tag"; seq -f 'int a%g;' 20; } >src/old.c
git add . && git commit -qm 'First'
git switch -q -c feature
fix() { "$headwater" fix --preset opencode "$@"; }

expect "nothing to do" 0 '0 files mended, 0 left' fix
seq -f 'int b%g;' 20 >src/new.c
{ echo '#!/bin/sh'; seq -f 'echo %g' 20; } >src/run.sh && chmod 755 src/run.sh
seq -f 'int c%g;' 20 | sed 's/$/\r/' >src/dos.c
{ printf '\xef\xbb\xbf'; seq -f 'int d%g;' 20; } >src/marked.cs
seq -f 'int e%g;' 20 >"src/a name.c"
git add src/new.c
cp -a . ../before
expect "a dry run exits as if something were left to a person: nothing" 0 'to be mended' fix --dry-run
holds "a dry run changes nothing" diff -r -x .git . ../before
fix --dry-run >../fix.patch 2>/dev/null
expect "the changes are told" 0 'src/new.c: mended: license/header-missing' fix
expect "a second run finds nothing" 0 '0 files mended, 0 left' fix
holds "the header stands in the file" grep -q "$tag" src/new.c
holds "the mode is kept" test -x src/run.sh
holds "what has to be first is first" test "$(head -n 1 src/run.sh)" = '#!/bin/sh'
holds "line ends are kept" test "$(grep -c $'\r' src/dos.c)" -eq "$(wc -l <src/dos.c)"
holds "a byte order mark stays first" test "$(head -c 3 src/marked.cs)" = $'\xef\xbb\xbf'
holds "no temporary file is left" test -z "$(find . -name '.headwater-fix*')"
(cd ../before && git apply --check --whitespace=nowarn ../fix.patch) || fail "git apply --check takes the patch"
(cd ../before && git apply --whitespace=nowarn ../fix.patch) || fail "git apply takes the patch"
holds "the patch and the fix make the same" diff -r -x .git . ../before
git checkout -q -- . && git clean -qfd

seq -f 'int b%g;' 20 >src/new.c
seq -f 'int b%g;' 20 >src/other.c
expect "named files only" 0 'src/new.c: mended' fix src/new.c
holds "others stay as they are" sh -c '! grep -q SPDX src/other.c'
(cd src && "$headwater" fix --preset opencode other.c >/dev/null) || fail "a path from a folder"
holds "a path counts from the folder one is in" grep -q "$tag" src/other.c
expect "a file that is not there is wrong use" 2 'no file of this work tree' fix nowhere.c
expect "a file elsewhere is wrong use" 2 'no file of this work tree' fix ../fix.patch
expect "files and --all exclude each other" 2 'exclude' fix --all src/new.c
expect "an unknown preset is wrong use" 2 'did you mean' "$headwater" fix --preset strikt
expect "German" 0 'Dateien behoben' fix --language de

# What only a person can mend.
seq -f 'x = %g;' 20 >src/unsure.m
expect "an ending of two languages is left" 1 'src/unsure.m:1: license/header-missing' fix
holds "and not touched" sh -c '! grep -q SPDX src/unsure.m'
rm src/unsure.m

# --all reaches files that have not changed; a target is not needed.
git add -A && git commit -qm 'Second'
seq -f 'int f%g;' 20 >src/older.c && git add -A && git commit -qm 'Third'
git switch -q main && git merge -q feature
expect "what is in the target already is left alone" 0 '0 files mended' fix
expect "--all mends it" 0 'src/older.c: mended' fix --all
git reset -q --hard

# Side-cars, for what takes no comment.
cat >scope.yml <<'POLICY'
rules: {license/header-missing: {mode: gate, options: {scope: covered}}}
POLICY
echo '{}' >data.json
"$headwater" fix --policy scope.yml data.json >"$work/out" 2>&1
holds "a side-car is made" grep -q "$tag" data.json.license
holds "and nothing else" test "$(cat data.json)" = '{}'

# Nothing outside of the work tree, and no symlink, is written.
mkdir ../outside && seq -f 'int g%g;' 20 >../outside/target.c && cp ../outside/target.c ../kept.c
ln -s ../../outside/target.c src/link.c
ln -s ../../outside src/folder
"$headwater" fix --all --policy scope.yml >"$work/out" 2>&1
holds "the target of a link is not touched" cmp ../outside/target.c ../kept.c
holds "nor its folder" test "$(ls ../outside)" = target.c
rm src/link.c src/folder

# A file that git checks out with other line ends than it stores.
echo '*.bat text eol=crlf' >.gitattributes && seq -f 'echo %g' 20 | sed 's/$/\r/' >src/a.bat
git add -A && git commit -qm 'Fourth'
expect "line ends of a checked out file" 0 'src/a.bat: mended' fix src/a.bat
holds "are those on disk" test "$(grep -c $'\r' src/a.bat)" -eq "$(wc -l <src/a.bat)"

# A file whose bytes are not those that were judged: git takes it for unchanged.
git config core.trustctime false
seq -f 'int k%g;' 20 >src/raced.c && touch -d @1600000000 src/raced.c && git add -A
git commit -qm 'Fifth'
printf 'INT' | dd of=src/raced.c conv=notrunc status=none && touch -d @1600000000 src/raced.c
expect "a file that was changed meanwhile is told" 1 'src/raced.c: not mended: .*meanwhile' \
  fix src/raced.c
holds "and not touched" sh -c '! grep -q SPDX src/raced.c'
git checkout -q -- . && git reset -q --hard HEAD~1

# A folder that cannot be written to.
if [ "$(id -u)" -ne 0 ]; then
  seq -f 'int h%g;' 20 >src/locked.c && chmod 555 src
  expect "a file that cannot be written is told" 1 'src/locked.c: not mended' fix src/locked.c
  chmod 755 src
fi

expect "not a repository" 3 'not a git repository' "$headwater" fix --repo "$work/outside"
git clone -q --bare . ../bare.git
expect "a bare repository has no files" 2 'bare' "$headwater" fix --repo ../bare.git
printf 'rules: [\n' >.headwater.yml
expect "a broken policy: could not check" 3 'headwater.yml' "$headwater" fix

summary
