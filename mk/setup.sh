#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs the Debian packages that packages.txt lists and that are missing, then writes where the compiler is.
# Usage: mk/setup.sh OUTPUT.mk
set -eu
packages=$(sed 's/#.*//' packages.txt)
missing=
for p in $packages; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null || true) in
    installed) ;;
    *) missing="$missing $p" ;;
    esac
done

if [ -n "$missing" ]; then
    echo "Packages to install:$missing" >&2
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
        root=sudo
    else
        echo "As root, run this, then make again:" >&2
        echo "    apt-get update && apt-get install -y --no-install-recommends$missing" >&2
        exit 1
    fi
    apt="$root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
    # An index that can't be refreshed is no failure: the one at hand may do.
    $apt update >&2 || echo "apt-get update failed; going on with the package lists at hand" >&2
    # shellcheck disable=SC2086 # a list of words
    $apt install -y --no-install-recommends $missing >&2
fi

mkdir -p "$(dirname "$1")"
version=$(g++ -dumpversion)
cxx32=$(echo '#include <bits/c++config.h>' | g++ -m32 -x c++ -E - | sed -n 's|^# 1 "\(.*\)/bits/c++config.h".*|\1|p' | head -1)
{
    echo "# Written by mk/setup.sh; made anew when packages.txt changes."
    echo "GCC_INCLUDE := $(gcc -print-file-name=include)"
    echo "CXX_INCLUDE := /usr/include/c++/$version"
    echo "CXX_INCLUDE_32 := $cxx32"
    echo "LIBGCC_32 := $(gcc -m32 -print-libgcc-file-name)"
} >"$1"
