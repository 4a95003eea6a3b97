#!/bin/sh
# SPDX-License-Identifier: MIT
# Tests of stress campaigns as a user runs them: the executive holds, a weakened one is caught, campaigns go on
# after a kill, shards together are the whole, and each bad input has one clear line.
# Usage: mk/campaign.sh [TRIALS]; the number is per extension and mode (50).
set -u
trials=${1:-50}
campaign=$PWD/build/tools/campaign
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0
log=$dir/log
result() { # OK? NAME
    if [ "$1" = yes ]; then
        passed=$((passed + 1))
        echo "ok   $2"
    else
        failed=$((failed + 1))
        echo "FAIL $2"
        tail -5 "$log"
    fi
}
# What it answers, and that it is one line (of standard error, or the last one).
refused() { # NAME STATUS REGEX COMMAND...
    name=$1
    status=$2
    regex=$3
    shift 3
    "$@" >"$dir/out" 2>"$log" </dev/null
    got=$?
    ok=no
    [ $got = "$status" ] && [ "$(wc -l <"$log")" = 1 ] && grep -qE -- "$regex" "$log" && ok=yes
    [ $ok = yes ] || echo "status $got" >>"$log"
    result $ok "$name"
}
run() { # DATABASE OPTION...
    db=$1
    shift
    "$campaign" run --database="$db" --output="$dir/report" "$@" >"$log" 2>&1 </dev/null
}
small="--driver=e1000 --trials=16 --seed=100"
# That both hold the same trials with the same verdicts and instructions.
same() { # DATABASE DATABASE NAME
    "$campaign" merge --database="$1" "$2" >"$log" 2>&1 && grep -q ': 0 trials taken over, 32 known' "$log"
    [ $? = 0 ] && result yes "$3" || result no "$3"
}

# Waits until a campaign that writes there has some of its trials behind it; all of them would be too late.
underway() { # LOG
    n=0
    while [ $n -lt 400 ] && ! { tr '\r' '\n' <"$1"; } 2>/dev/null | grep -q '^trials [1-9]'; do
        sleep 0.05
        n=$((n + 1))
    done
}

# --- the executive holds; without one of its protections it does not, and the campaign says so
run "$dir/small.db" --driver=e1000,ne2k --trials="$trials" --mode=nooks
[ $? = 0 ] && result yes "$trials trials each of e1000 and ne2k in nooks mode" || result no "nooks mode holds"
sed -n '/^e1000 nooks/p;/^ne2k nooks/p;/trials a second/p' "$log"
loops="--driver=e1000 --trials=8 --mode=nooks --types=hang,loop --faults=3 --kernel=build/alcove-test.elf"
# shellcheck disable=SC2086 # the options are words
run "$dir/loops.db" $loops
[ $? = 0 ] && result yes "endless loops are no hang" || result no "endless loops are no hang"
# shellcheck disable=SC2086
run "$dir/weak.db" $loops --append=weaken=deadlines
[ $? = 1 ] && result yes "a weakened executive is caught" || result no "a weakened executive is caught"

# --- stop and resume, shards
# shellcheck disable=SC2086 # the options are words
run "$dir/whole.db" $small
# shellcheck disable=SC2086
"$campaign" run --database="$dir/killed.db" --output="$dir/report" $small >"$dir/killed" 2>&1 </dev/null &
pid=$!
underway "$dir/killed"
kill -KILL $pid
wait $pid 2>/dev/null
# shellcheck disable=SC2086
run "$dir/killed.db" $small
grep -q 'trials are there already' "$log" && result yes "finished trials outlive a kill" || result no "finished trials outlive a kill"
same "$dir/whole.db" "$dir/killed.db" "killed and resumed: the same result"

# shellcheck disable=SC2086
parallel --will-cite -j2 "$campaign" run --database="$dir/shard{}.db" --output="$dir/report{}" $small --jobs=1 --shard={}/3 \
    ::: 1 2 3 >"$log" 2>&1
"$campaign" merge --database="$dir/shards.db" "$dir"/shard[123].db >>"$log" 2>&1
same "$dir/whole.db" "$dir/shards.db" "three shards by GNU parallel: the same result"

# An emulator that somebody kills.
# shellcheck disable=SC2086
"$campaign" run --database="$dir/died.db" --output="$dir/report" $small --jobs=1 >"$dir/killed" 2>&1 </dev/null &
pid=$!
underway "$dir/killed"
for child in $(ps -o pid= --ppid $pid); do kill -KILL "$child"; done
wait $pid
same "$dir/whole.db" "$dir/died.db" "an emulator that was killed: the same result"

# --- bad input
mkdir -p "$dir/modules/empty"
echo 'modules = empty' >"$dir/modules/empty/driver.conf"
: | gcc -m32 -x c -c -o "$dir/modules/empty/empty.o" -
cp "$dir/whole.db" "$dir/other.db"
printf '\0\0\0\143' | dd of="$dir/other.db" bs=1 seek=60 conv=notrunc 2>/dev/null
echo 'a shopping list' >"$dir/list.db"
mkdir -p "$dir/old"
printf '#!/bin/sh\necho "QEMU emulator version 5.2.0"\n' >"$dir/old/qemu-system-i386"
chmod +x "$dir/old/qemu-system-i386"
new="--database=$dir/new.db --output=$dir/report --trials=1"
# shellcheck disable=SC2086
{
    refused "an unknown driver" 3 'nosuch: ' "$campaign" run $new --driver=nosuch
    refused "an unknown driver with a card" 3 'nosuch: no such driver' "$campaign" run $new --driver=nosuch --nic=e1000
    refused "a module without text" 3 'empty.*no code|no code.*empty' "$campaign" run $new --driver=empty --nic=e1000 --modules="$dir/modules"
    refused "a seed out of range" 3 'last seed' "$campaign" run $new --driver=ne2k --seed=18446744073709551615
    refused "a shard out of range" 3 'is not I/N' "$campaign" run $new --driver=ne2k --shard=3/2
    refused "an unknown fault type" 3 'nosuch' "$campaign" run $new --driver=ne2k --types=nosuch
    refused "a database of another version" 3 'version 99' "$campaign" report --database="$dir/other.db"
    refused "no database" 3 'there is no such campaign' "$campaign" report --database="$dir/none.db"
    refused "a file that is no database" 3 'not a database' "$campaign" report --database="$dir/list.db"
    refused "results of other faults" 3 'holds results of another' "$campaign" run --database="$dir/whole.db" $small --faults=6
    refused "no QEMU" 3 'is QEMU installed' env PATH=/nonexistent "$campaign" run $new --driver=ne2k
    refused "a QEMU that is too old" 3 '5.2.0.* is too old' env PATH="$dir/old:$PATH" "$campaign" run $new --driver=ne2k
}

# A disk that is full: one line, and what has ended is kept. Only who may mount can have such a disk.
mkdir "$dir/disk"
cat >"$dir/full.sh" <<'EOF'
mount -t tmpfs -o size=160k none "$1/disk" || exit 99
"$2" run --database="$1/disk/db" --output="$1/report" --driver=e1000 --trials=200 --mode=nooks --jobs=1 >/dev/null 2>"$1/full"
echo "status $?" >>"$1/full"
"$2" report --database="$1/disk/db" --output="$1/report" >"$1/kept" 2>&1
"$2" report --database="$1/whole.db" --output="$1/disk" >/dev/null 2>>"$1/full"
echo "status $?" >>"$1/full"
EOF
unshare --map-root-user --mount sh "$dir/full.sh" "$dir" "$campaign" 2>"$log" </dev/null
if [ -e "$dir/full" ]; then
    tr '\r' '\n' <"$dir/full" | grep -v '^trials ' >"$dir/lines"
    cat "$dir/lines" "$dir/kept" >"$log"
    ok=no
    [ "$(wc -l <"$dir/lines")" = 4 ] && [ "$(grep -c '^status 3$' "$dir/lines")" = 2 ] &&
        [ "$(grep -ciE 'disk is full|no space' "$dir/lines")" = 2 ] && grep -qE '^[1-9][0-9]* trials' "$dir/kept" && ok=yes
    result $ok "a full disk"
else
    echo "skip a full disk: this user can't mount one"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
