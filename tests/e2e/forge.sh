#!/bin/bash
# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# The GitLab double as real clients see it: git, curl and python3-gitlab.
#   bash tests/e2e/forge.sh FORGE_DOUBLE
set -uo pipefail

double=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
mkdir "$work/root"
"$double" --root "$work/root" --port-file "$work/port" >"$work/url" 2>"$work/log" &
server=$!
cleanup() {
  kill "$server" 2>/dev/null
  wait "$server" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT
cd "$work" || exit 1
# No proxy stands between this script and 127.0.0.1.
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
export HOME=$work GIT_CONFIG_NOSYSTEM=1 GIT_TERMINAL_PROMPT=0
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a
export GIT_COMMITTER_EMAIL=a@example.org

source "$here/expect.sh"
# control METHOD TARGET JSON
control() { curl -sS --max-time 20 -X "$1" -d "$3" "$url/_control/$2"; }
# A repository with so many commits in ./$1.
make_repository() {
  git init -q -b main "$1"
  for number in $(seq "$2"); do
    echo "$number" >"$1/file-$number.txt"
    git -C "$1" add . && git -C "$1" commit -qm "Commit $number"
  done
}

for _ in $(seq 100); do
  [ -s port ] && break
  kill -0 "$server" 2>/dev/null || { cat log; exit 1; }
  sleep 0.1
done
port=$(cat port)
url=http://127.0.0.1:$port

make_repository seed 3
control POST users '{"username":"alex","name":"Alex Example"}' >/dev/null
control POST users '{"username":"headwater-bot","bot":true}' >/dev/null
control POST users '{"username":"root","admin":true}' >/dev/null
control POST tokens '{"user":"alex","token":"alex-token","scopes":["api"]}' >/dev/null
control POST tokens '{"user":"alex","token":"read-token","scopes":["read_repository"]}' >/dev/null
control POST tokens '{"user":"headwater-bot","token":"bot-token","scopes":["api"]}' >/dev/null
control POST tokens '{"user":"root","token":"root-token","scopes":["api"]}' >/dev/null
control POST projects "{\"path\":\"group/kit\",\"owner\":\"alex\",\"repository\":\"$work/seed\"}" \
  >/dev/null
control PUT projects/group%2Fkit/members '{"user":"headwater-bot","access_level":40}' >/dev/null

repository=http://oauth2:alex-token@127.0.0.1:$port/group/kit.git
expect 'a private project asks for a token' 128 'Authentication\|could not read' \
  git clone -q "$url/group/kit.git" nobody
expect 'a reading token cannot push' 128 '403' \
  git -C seed push -q "http://x:read-token@127.0.0.1:$port/group/kit.git" main:refs/heads/no
expect 'clone without blobs' 0 '' git clone -q --bare --filter=blob:none \
  "http://x:read-token@127.0.0.1:$port/group/kit.git" blobless
expect 'blobs are missing there' 0 '^?' \
  git -C blobless rev-list --objects --all --missing=print
expect 'a whole clone' 0 '' git clone -q "$repository" kit
git -C kit switch -q -c feature
echo new >kit/new.txt
git -C kit add . && git -C kit commit -qm 'New file'
expect 'push of a branch' 0 '' git -C kit push -q origin feature
expect 'a merge request by form' 0 '"iid":1' curl -sS -H 'PRIVATE-TOKEN: alex-token' \
  -d source_branch=feature -d target_branch=main -d 'title=New file' \
  "$url/api/v4/projects/group%2Fkit/merge_requests"
expect 'fetch of its head' 0 '' git -C blobless fetch -q --filter=blob:none \
  "$repository" +refs/merge-requests/1/head:refs/headwater/1/head
head=$(git -C kit rev-parse feature)
expect 'the head is the branch' 0 "$head" git -C blobless rev-parse refs/headwater/1/head
expect 'fetch of a commit by its id' 0 '' git -C seed fetch -q "$repository" "$head"
expect 'nobody pushes to the forge'\''s own refs' 1 'refused\|hidden\|deny' \
  git -C kit push -q origin feature:refs/merge-requests/9/head
old=$head
git -C kit commit -q --amend -m 'New file, again'
expect 'a forced push is a new version' 0 '' git -C kit push -qf origin feature
head=$(git -C kit rev-parse feature)
expect 'the merge request follows' 0 "\"sha\":\"$head\"" \
  curl -sS -H 'PRIVATE-TOKEN: alex-token' "$url/api/v4/projects/group%2Fkit/merge_requests/1"
expect 'the old head is kept' 0 '' git -C seed fetch -q "$repository" "$old"
# More than a request that git sends in one piece (http.postBuffer).
head -c 3000000 /dev/urandom >kit/large.bin
git -C kit add . && git -C kit commit -qm 'Large'
expect 'a large push' 0 '' git -C kit push -q origin HEAD:refs/heads/large
expect 'many names, packed by gzip' 0 '' git -C blobless fetch -q --filter=blob:none \
  "$repository" '+refs/heads/*:refs/headwater/*'

expect 'python3-gitlab' 0 'all good' /usr/bin/python3 "$here/forge_gitlab_client.py" "$url"

control POST faults '{"kind":"cut_after","method":"POST","match":"/notes"}' >/dev/null
expect 'an answer is cut off' 52 '' curl -sS -H 'PRIVATE-TOKEN: bot-token' -d body=once \
  "$url/api/v4/projects/group%2Fkit/merge_requests/1/notes"
expect 'and yet it was done' 0 '"body":"once"' curl -sS -H 'PRIVATE-TOKEN: bot-token' \
  "$url/api/v4/projects/group%2Fkit/merge_requests/1/notes"

control PUT settings "{\"redirect_to\":\"http://127.0.0.1:1\"}" >/dev/null
hostile() { timeout 30 git clone -q --bare "$url/_hostile/$1/repo.git" "hostile-$1"; }
expect 'dumb HTTP works where git allows it' 0 '' hostile dumb
expect 'a redirect' 128 'unable to access\|redirect' hostile redirect
expect 'a sign-in page' 128 'not valid\|not found\|unable' hostile wrong-type
expect 'a challenge without end' 128 'Authentication\|could not read' hostile auth-loop
expect 'a junk pack' 128 'pack\|invalid' hostile junk-pack
expect 'a slow server can be left' 124 '' timeout 3 git clone -q --bare \
  "$url/_hostile/slow/repo.git" hostile-slow

kill -TERM "$server"
ended=0
wait "$server" || ended=$?
expect 'ends cleanly' 0 '^ended with 0$' echo "ended with $ended"
summary
