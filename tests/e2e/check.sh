#!/bin/bash
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# The commands as people call them, against repositories made here with git.
#   bash tests/e2e/check.sh HEADWATER
set -uo pipefail

headwater=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE=@1700000000 GIT_COMMITTER_DATE=@1700000000
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a
export GIT_COMMITTER_EMAIL=a@example.org

source "$here/expect.sh"

git init -q -b main project
cd project
mkdir LICENSES src
echo text >LICENSES/EUPL-1.2.txt
{ printf '// SPDX-License-Identifier: EUPL-1.2\n'; seq -f 'int a%g;' 20; } >src/old.c
git add . && git commit -qm 'First'
git switch -q -c feature
seq -f 'int b%g;' 20 >src/new.c
git add . && git commit -qm 'Add a file'
cd ..

check() { "$headwater" check --repo project "$@"; }
# What is loaded late is neither linked to, nor visible to what is linked to.
expect "only late libraries" 1 '' sh -c 'readelf -d "$1" | grep -E "NEEDED.*(curl|git2|crypto)"' - "$headwater"
expect "nothing of theirs is exported" 1 '' \
  sh -c 'nm -D --defined-only "$1" | grep -E " (curl|git|EVP)_"' - "$headwater"
expect "libgit2 reads no certificates" 0 'mbedtls_x509_crt_parse_file' nm -D --defined-only "$headwater"
expect "a missing header in a clean project gates (ratchet)" 1 \
  'src/new.c:1: license/header-missing: .*\[required\]' check
expect "the policy used is named" 1 'policy preset:opencode' check
expect "the fix is shown" 1 'SPDX-License-Identifier: EUPL-1.2' check
expect "a hint does not fail" 0 'pass' check --preset observe
expect "German" 1 'erforderlich\|Lizenz' check --language de
expect "JSON names its schema" 1 '"schema": "headwater.check/1"' check --format json
expect "SARIF names its version" 1 '"version": "2.1.0"' check --format sarif
expect "Code Quality has a fingerprint" 1 '"fingerprint"' check --format codeclimate
expect "JUnit has a failure" 1 '<failure' check --format junit
expect "an unknown option is wrong use" 2 'nonsense' check --nonsense
expect "an unknown format is wrong use" 2 'xml' check --format xml
expect "an unknown preset is wrong use, with a suggestion" 2 'did you mean' check --preset strikt
expect "no sub-command is wrong use" 2 'subcommand' "$headwater"
expect "the version is told" 0 'headwater 0' "$headwater" --version
expect "an unknown revision is wrong use" 2 'nosuch' check --base nosuch
expect "a revision is never an option" 2 'refs\|revision\|expected\|following' check --base --upload-pack=x
expect "on the default branch nothing has changed, and it says so" 0 'nothing differs' \
  check --head main
expect "--all judges every file" 0 'recommended\|pass' check --all
expect "--all and --base exclude each other" 2 'exclude' check --all --base main

echo 'rules: {license/header-missing: hint}' >project/.headwater.yml
git -C project add . && git -C project commit -qm 'Loosen the policy'
expect "a change that loosens the policy is judged by the old one too" 1 'license/header-missing: .*\[required\]' check
git -C project reset -q --hard HEAD~1
expect "a policy file on the command line" 0 'recommended' \
  check --policy <(echo 'rules: {license/header-missing: hint}')
expect "a broken policy file is wrong use with its place" 2 ':[0-9]*:[0-9]*: ' \
  check --policy <(echo 'rules: [')
printf 'rules:\n  license/header-mising: gate\n' >project/.headwater.yml
git -C project add . && git -C project commit -qm 'Break the policy'
expect "a broken policy in the change: could not check" 3 '.headwater.yml:2:3: .*did you mean' check
git -C project reset -q --hard HEAD~1

# Rules that the project brings itself.
git init -q -b main patterns
cat >patterns/.headwater.yml <<'END'
extends: preset:minimal
patterns:
  no-internal-hosts:
    title: {en: No addresses of the intranet, de: Keine Adressen aus dem Intranet}
    why: {en: Outside nobody can follow them., de: Von außen führen sie ins Leere.}
    fix: {en: Use the public address., de: Durch die öffentliche Adresse ersetzen.}
    see: https://guide.example.org/addresses
    severity: error
    added-lines: '(?i)\.intranet\.example\b'
rules:
  pattern/no-internal-hosts: gate
END
echo 'see wiki.intranet.example' >patterns/old.md
git -C patterns add . && git -C patterns commit -qm 'First'
git -C patterns switch -q -c feature
printf 'one\nhttp://Wiki.Intranet.Example/x\n' >patterns/new.md
echo 'and more' >>patterns/old.md
git -C patterns add . && git -C patterns commit -qm 'Add a page'
with_pattern() { "$headwater" check --repo patterns "$@"; }
expect "a pattern gates what is added" 1 \
  'new.md:2: pattern/no-internal-hosts: new.md holds .Intranet.Example. \[required\]' with_pattern
expect "its reason is told" 1 'why: Outside nobody can follow them.' with_pattern
expect "what was there is not asked for" 1 '1 required' with_pattern
expect "in German" 1 'Durch die öffentliche Adresse ersetzen' with_pattern --language de
expect "JSON has its words" 1 '"see": "https://guide.example.org/addresses"' \
  with_pattern --format json
expect "SARIF describes it" 1 'No addresses of the intranet' with_pattern --format sarif
expect "Code Quality names it" 1 '"check_name": "pattern/no-internal-hosts"' \
  with_pattern --format codeclimate
expect "JUnit has its class" 1 'classname="pattern" name="pattern/no-internal-hosts"' \
  with_pattern --format junit
expect "it is explained with its place" 0 'added-lines: .*yml:3:3' \
  "$headwater" policy explain --project a/b --file patterns/.headwater.yml
sed -i '/^  pattern/d; s/^rules:$//' patterns/.headwater.yml
git -C patterns commit -qam 'Loosen the pattern'
expect "a change that loosens it is judged by the old one too" 1 '1 required' with_pattern
sed -i "s/added-lines: .*/added-lines: '(?<=x)y'/" patterns/.headwater.yml
git -C patterns commit -qam 'Break the pattern'
expect "a wrong expression: could not check, with its place" 3 \
  '.headwater.yml:9:18: .*RE2 knows no look-ahead and no look-behind' with_pattern

seq -f 'int c%g;' 20 >project/src/untracked.c
expect "--worktree sees what is not committed" 1 'src/untracked.c:1' check --worktree
expect "without it, it is not judged" 1 '1 required' check
rm project/src/untracked.c

printf '\033[31mint x;\n' >"project/src/$(printf 'e\033]0;pwned\007\n.c')"
seq 20 >>"project/src/$(printf 'e\033]0;pwned\007\n.c')"
expect "a hostile file name is shown, not obeyed" 1 'src/e\\x1B\]0;pwned' check --worktree
if LC_ALL=C grep -q $'\033' "$work/out"; then fail "an escape got through"; fi
git -C project clean -qfd

mkdir empty && git init -q -b main empty/repo
expect "not a repository" 3 'not a git repository' "$headwater" check --repo empty
expect "a folder that is not there" 2 'nowhere' "$headwater" check --repo nowhere
expect "a repository without commits" 3 'no commit' "$headwater" check --repo empty/repo
expect "not a repository, in JSON" 3 '"outcome": "unknown"' \
  "$headwater" check --repo empty --format json

# A project's duty gates on the branches that the policy names, however the branch is written.
git init -q -b main duty
echo 'flask==3.0' >duty/requirements.txt
git -C duty add . && git -C duty commit -qm 'First' && git -C duty branch release/1
git -C duty commit -q --allow-empty -m 'Second'
printf 'rules: {sbom/present: {mode: gate, gate_on_branches: ["release/**"]}}\n' >duty.yml
for branch in release/1 refs/heads/release/1; do
  expect "a release branch as $branch" 1 'sbom/present: .*\[required\]' \
    "$headwater" check --repo duty --base "$branch" --policy duty.yml
done
expect "another branch" 0 'sbom/present: .*\[recommended\]' \
  "$headwater" check --repo duty --base main --policy duty.yml
git clone -q duty duty-clone
expect "a release branch as origin/release/1" 1 'sbom/present: .*\[required\]' \
  "$headwater" check --repo duty-clone --base origin/release/1 --policy duty.yml

# An SBOM that lies elsewhere, as one that the pipeline has just made.
echo '{"bomFormat": "CycloneDX", "specVersion": "1.6",
  "components": [{"type": "library", "name": "flask", "version": "3.0"}]}' >made.cdx.json
expect "a given SBOM counts" 0 '' \
  "$headwater" check --repo duty --base release/1 --policy duty.yml --sbom made.cdx.json
echo '[]' >none.json
expect "a given file that is none does not" 1 'sbom/present: .*\[required\]' \
  "$headwater" check --repo duty --base release/1 --policy duty.yml --sbom none.json
expect "a given file that is not there is wrong use" 2 'no-such.json' \
  "$headwater" check --repo duty --base release/1 --policy duty.yml --sbom no-such.json

git clone -q --bare project bare.git
expect "a bare repository" 1 'src/new.c:1' "$headwater" check --repo bare.git --base main --head feature
expect "no work tree in a bare repository" 2 'bare' "$headwater" check --repo bare.git --worktree
git clone -q --depth 1 --branch feature --no-single-branch "file://$work/project" shallow
expect "a shallow clone says so" 3 'shallow' "$headwater" check --repo shallow --base origin/main
if git init -q --object-format=sha256 -b main sha256 2>/dev/null; then
  git -C sha256 commit -q --allow-empty -m x
  expect "SHA-256 repositories are named as such" 3 'SHA-256' "$headwater" check --repo sha256
fi

# Nothing in a hostile repository's configuration is run.
git clone -q project hostile
for key in core.fsmonitor core.sshCommand diff.external filter.evil.smudge filter.evil.clean \
  diff.evil.textconv core.pager core.editor gpg.program credential.helper; do
  git -C hostile config "$key" "touch $work/ran"
done
mkdir -p hostile/.git/hooks
printf '#!/bin/sh\ntouch %s/ran\n' "$work" | tee hostile/.git/hooks/post-checkout \
  >hostile/.git/hooks/reference-transaction
chmod +x hostile/.git/hooks/*
echo '* filter=evil diff=evil' >hostile/.gitattributes
echo 'int touched;' >>hostile/src/old.c
expect "a hostile repository is judged" 1 'src/new.c:1' \
  "$headwater" check --repo hostile --base origin/main --worktree
if [ -e ran ]; then fail "the repository's configuration ran"; fi

# The evaluator child: one request in, one answer out, in a sandbox.
head=$(git -C project rev-parse feature)
target=$(git -C project rev-parse main)
request() {
  printf '{"schema":"headwater.evaluate/1","repository":"group/project","mirror":"%s",' "$work/bare.git"
  printf '"target":"%s","head":"%s","target_branch":"main","target_is_default":true,' "$target" "$1"
  printf '"as_of":"2026-11-21","policy":{"preset":"%s"},"facts":{}}' "$2"
}
# Standard output is a pipe, as in the service: the child may not write to any file.
evaluate() { request "$@" | "$headwater" evaluate | cat; }
expect "the child answers" 0 '"outcome": "fail"' evaluate "$head" strict
expect "the child says that it is confined" 0 '"seccomp": *true' evaluate "$head" strict
expect "the child refuses a bad request with a reason" 2 'preset' evaluate "$head" nonsense
expect "the child refuses garbage" 2 'request' bash -c "set -o pipefail; echo '{' | '$headwater' evaluate | cat"

# A partial clone: what is missing is asked for, by id.
git clone -q --bare --filter=blob:none "file://$work/project" partial.git 2>/dev/null
git -C partial.git config --unset remote.origin.promisor
blob=$(git -C project rev-parse feature:src/new.c)
if ! git -C partial.git cat-file -e "$blob" 2>/dev/null; then
  sed "s#bare.git#partial.git#" <(request "$head" strict) >request.json
  expect "a missing blob is named, and is not green" 0 "$blob" \
    bash -c "set -o pipefail; '$headwater' evaluate <request.json | cat"
fi

# A loose object that a full disk cut off: an answer, and soon.
git clone -q --no-hardlinks project damaged
object=$(git -C project rev-parse feature:src/new.c)
file=damaged/.git/objects/${object:0:2}/${object:2}
chmod u+w "$file" && truncate -s 20 "$file"
expect "a damaged object is named, and is not green" 3 "$object" \
  timeout 20 "$headwater" check --repo damaged --base origin/main --head origin/feature \
  --preset strict

summary
