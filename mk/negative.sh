#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks that what must be refused is: sources below tests/negative must not compile, trees must not pass lint.
# A source names the reason in a comment "must fail: REGEX", a tree in a file `must-fail`; a source that says
# "must compile" is a control, which shows that the others fail for their own reason.
set -u
passed=0
failed=0
result() { # OK? NAME LOG
    if [ "$1" = yes ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $2"
        head -20 "$3"
    fi
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for source in tests/negative/*.cpp tests/negative/*.c; do
    [ -f "$source" ] || continue
    compiler=$NEGATIVE_CXX
    [ "${source##*.}" = c ] && compiler=$NEGATIVE_CC
    ok=no
    if $compiler -fsyntax-only "$source" >"$log" 2>&1; then
        grep -q 'must compile' "$source" && ok=yes
    else
        reason=$(sed -n 's/.*must fail: //p' "$source" | head -1)
        [ -n "$reason" ] && grep -qE -- "$reason" "$log" && ok=yes
    fi
    result $ok "$source" "$log"
done

for tree in tests/negative/lint/*/; do
    [ -f "$tree/must-fail" ] || continue
    ok=no
    if ! build/tools/lint --root "$tree" >"$log" 2>&1; then
        ok=yes
        while read -r reason; do
            grep -qF -- "$reason" "$log" || ok=no
        done <"$tree/must-fail"
    fi
    result $ok "$tree" "$log"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
