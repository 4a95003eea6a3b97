#!/bin/sh
# SPDX-License-Identifier: MIT
# Fetches lwIP's Debian source package from the mirrors the system is configured for, and unpacks it.
# Usage: mk/lwip.sh DIRECTORY; the source ends up in DIRECTORY/lwip.
# apt gets a state of its own below DIRECTORY, so the system's configuration stays as it is.
set -eu
out=$1
rm -rf "$out"
mkdir -p "$out/apt/parts" "$out/apt/lists/partial" "$out/apt/cache/archives/partial" "$out/unpack"
apt=$(cd "$out/apt" && pwd)

# The system's sources with the type turned to source packages.
for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$f" ] && sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$f" >"$apt/parts/$(basename "$f" .list).list"
done
for f in /etc/apt/sources.list.d/*.sources; do
    [ -f "$f" ] && sed 's/^Types:.*/Types: deb-src/' "$f" >"$apt/parts/$(basename "$f")"
done

options="-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$apt/parts -o Dir::State::lists=$apt/lists
    -o Dir::Cache=$apt/cache -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::Languages=none"
# A mirror without source packages is no failure as long as another one has lwIP.
# shellcheck disable=SC2086 # the options are words
apt-get $options -qq update || true
cd "$out/unpack"
# shellcheck disable=SC2086
apt-get $options -qq source --only-source lwip >&2
mv lwip-*/ ../lwip
cd ..
rm -rf unpack apt
test -f lwip/src/core/tcp.c
