#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds newlib from the Debian package newlib-source with the host's compiler, for executive and programs.
# Usage: mk/newlib.sh DIRECTORY; the library ends up in DIRECTORY/i686-elf/{include,lib}.
set -eu
mkdir -p "$1"
out=$(cd "$1" && pwd)
rm -rf "$out/build" "$out/source" "$out/i686-elf"
mkdir -p "$out/build" "$out/source"
tar -xf /usr/src/newlib/newlib-*.tar.* -C "$out/source" --strip-components=1

gcc_include=$(gcc -print-file-name=include)
flags="-m32 -march=i686 -O2 -g -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fcf-protection=none
    -fno-asynchronous-unwind-tables -fno-strict-aliasing -mno-sse -mno-mmx -nostdinc -isystem $gcc_include
    -Ulinux -U__linux__ -U__gnu_linux__ -U__unix__ -w"
flags=$(echo $flags)
cd "$out/build"
log=$out/log
if ! { "$out/source/configure" --target=i686-elf --prefix="$out" --disable-multilib \
        --disable-newlib-supplied-syscalls --disable-libgloss --disable-nls --disable-newlib-multithread \
        --enable-newlib-io-long-long --enable-newlib-io-c99-formats --enable-newlib-global-atexit \
        CC_FOR_TARGET=gcc AS_FOR_TARGET="as --32" LD_FOR_TARGET="ld -m elf_i386" AR_FOR_TARGET=ar \
        RANLIB_FOR_TARGET=ranlib NM_FOR_TARGET=nm STRIP_FOR_TARGET=strip OBJCOPY_FOR_TARGET=objcopy \
        OBJDUMP_FOR_TARGET=objdump READELF_FOR_TARGET=readelf CFLAGS_FOR_TARGET="$flags" &&
    make MAKEINFO=true all-target-newlib && make MAKEINFO=true install-target-newlib; } >"$log" 2>&1; then
    tail -40 "$log" >&2
    echo "newlib failed to build; the whole log is $log" >&2
    exit 1
fi
cd "$out"
rm -rf build source
test -f i686-elf/lib/libc.a
