#!/bin/sh
# SPDX-License-Identifier: MIT
# make gdb: QEMU stopped at its first instruction with gdb attached, or gdb on a core (CORE=file).
# The environment says what: KERNEL (without .elf), INITRD, APPEND, NIC, DIR, CONTROL; GDBCMDS=file is a script to run
# instead of a dialogue. The guest's console is in DIR/console.log and, both ways, at the socket DIR/console.sock.
set -eu
tools=$(dirname "$0")
kernel=${KERNEL:-build/alcove}
dir=${DIR:-build/gdb}
control=${CONTROL:-build/control.sock}
core=${CORE:-}
cmds=${GDBCMDS:-}

fail() {
    echo "make gdb: $*" >&2
    exit 1
}
if [ -n "$cmds" ]; then
    [ -r "$cmds" ] || fail "GDBCMDS=$cmds: no such file"
    set -- -batch
    script="-x $cmds"
else
    [ -t 0 ] || fail "no terminal; GDBCMDS=file names a script of gdb commands to run"
    set --
    script=
fi
if [ -n "$core" ]; then
    [ -r "$core" ] || fail "CORE=$core: no such file"
    # gdb would go on with the script after an error, so a file that is no core is found before.
    mkdir -p "$dir"
    CORE=$core gdb -nx -q -batch -iex "source $tools/alcove.py" \
        -ex 'python import os, alcove_core; alcove_core.check(os.environ["CORE"])' >"$dir/core.log" 2>&1 || true
    [ ! -s "$dir/core.log" ] || fail "$(tail -1 "$dir/core.log")"
    # shellcheck disable=SC2086 # two words, or none
    exec gdb -nx -q "$@" -iex "source $tools/alcove.py" -ex "alcove-core $core" -ex backtrace $script
fi

mkdir -p "$dir"
rm -f "$dir/stub.sock" "$dir/console.sock" "$control"
# In a dialogue ctrl-c is for gdb alone.
session=
[ -n "$cmds" ] || session=setsid
$session qemu-system-i386 -m 64 -kernel "$kernel.elf" -initrd "${INITRD:-build/initrd.tar}" -append "${APPEND:-}" \
    -display none -monitor none -no-reboot -nic "user,model=${NIC:-ne2k_pci}" \
    -device isa-debug-exit,iobase=0xf4,iosize=4 -S -gdb "unix:$dir/stub.sock,server=on,wait=off" \
    -chardev "socket,id=com1,path=$dir/console.sock,server=on,wait=off,logfile=$dir/console.log" -serial chardev:com1 \
    -chardev "socket,id=com2,path=$control,server=on,wait=off,logfile=$dir/control.log" -serial chardev:com2 \
    >"$dir/qemu.log" 2>&1 </dev/null &
qemu=$!
trap 'kill $qemu 2>/dev/null || true' EXIT
trap 'exit 1' TERM HUP
trap '' INT # gdb takes it
tries=0
until [ -S "$dir/stub.sock" ]; do
    tries=$((tries + 1))
    { [ $tries -lt 100 ] && kill -0 $qemu 2>/dev/null; } || fail "QEMU does not start: $(cat "$dir/qemu.log")"
    sleep 0.1
done
export ALCOVE_CONTROL="$control"
# shellcheck disable=SC2086
gdb -nx -q "$@" "$kernel.debug" -iex "source $tools/alcove.py" -ex "target remote $dir/stub.sock" \
    -x "$tools/start_live.gdb" $script
