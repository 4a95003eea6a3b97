#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a 32-bit test program, by QEMU's user mode where the kernel runs 64-bit programs only.
# Usage: mk/run32.sh PROGRAM [ARGUMENT...]
if "$1" --gtest_list_tests >/dev/null 2>&1; then
    exec "$@"
fi
exec qemu-i386 "$@"
