# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Sourced by the scripts beside it: what a command has to print and how it has to end. `work` is a
# folder for its output.

passed=0
failed=0
fail() { failed=$((failed + 1)); echo "FAILED: $*"; }

# expect NAME CODE PATTERN COMMAND... : the exit code, and a pattern in the whole output, which stays
# in $work/out.
expect() {
  local name=$1 code=$2 pattern=$3 got=0
  shift 3
  "$@" >"$work/out" 2>&1 </dev/null || got=$?
  if [ "$got" -eq "$code" ] && { [ -z "$pattern" ] || grep -q -e "$pattern" "$work/out"; }; then
    passed=$((passed + 1))
  else
    fail "$name: exit $got (wanted $code), wanted /$pattern/ in:"
    sed 's/^/    /' "$work/out"
  fi
}

# The last line; fails when anything did.
summary() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}
