#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the test suites, each within its budget of seconds, and ends with their sum: "N passed, N failed".
# Usage: mk/test.sh short|long. The status is 0 only if nothing failed.
set -u
length=$1
logs=build/test-logs
mkdir -p "$logs"
passed=0
failed=0

# A suite says how many passed and failed as GoogleTest does or in a line "N passed, N failed".
count() { # WHAT LOG
    case $1 in
    passed) sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p; s/^\([0-9]*\) passed, [0-9]* failed$/\1/p' "$2" | tail -1 ;;
    failed) sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p; s/^[0-9]* passed, \([0-9]*\) failed$/\1/p' "$2" | tail -1 ;;
    esac
}

suite() { # NAME SHORT-BUDGET LONG-BUDGET COMMAND...
    name=$1
    budget=$2
    [ "$length" = long ] && budget=$3
    shift 3
    log=$logs/$name.log
    echo "== $name (at most $budget s)"
    begin=$(date +%s)
    { timeout --foreground -k 5 "$budget" "$@" </dev/null 2>&1; echo $? >"$log.status"; } | tee "$log"
    status=$(cat "$log.status")
    rm -f "$log.status"
    p=$(count passed "$log")
    f=$(count failed "$log")
    [ "$status" = 124 ] && echo "$name: passed its budget of $budget s"
    # A suite that ends badly without a failure to its name is one itself.
    [ "$status" != 0 ] && [ "${f:-0}" = 0 ] && f=1
    [ -z "$p" ] && [ "${f:-0}" = 0 ] && f=1
    passed=$((passed + ${p:-0}))
    failed=$((failed + ${f:-0}))
    echo "== $name: ${p:-0} passed, ${f:-0} failed, $(($(date +%s) - begin)) s, log $log"
}

long=
[ "$length" = long ] && long=--long
#     name      short  long  command
suite host         60    60  mk/run32.sh build/host-tests --gtest_brief=1
suite host-64      60    60  build/host-tests-64 --gtest_brief=1
suite negative     90    90  mk/negative.sh
suite compat      120   120  build/tools/compat --flags="$COMPAT_FLAGS" --check
suite campaign   180  1200  mk/campaign.sh ${long:+400}
suite system     1500 14400  build/tools/systest $long

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
