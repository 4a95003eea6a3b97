#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a mutant: an object in which one function does nothing and returns 0 (tests/system/personality.checks).
#   mk/mutant.sh personality FUNCTION PERSONALITY.o OUT.o   the personality's own function
#   mk/mutant.sh header MODULE FUNCTION OUT.o               an inline function or macro that the module uses
# DOMAIN_CC, DOMAIN_LD and DOMAIN_OBJECTS are the compiler, the linker and where the module's objects lie.
set -eu
table=tests/system/personality.checks
kind=$1

personality() { # FUNCTION FROM OUT
    objcopy --weaken-symbol="$1" "$2" "$3.weak"
    echo "int $1(void) { return 0; }" | $DOMAIN_CC -w -fno-builtin -x c -c -o "$3.empty" -
    $DOMAIN_LD -o "$3" "$3.weak" "$3.empty"
    rm -f "$3.weak" "$3.empty"
}

# The header comes first; what it calls FUNCTION is then something else.
header() { # MODULE FUNCTION OUT
    line=$(awk -v m="[$1]" -v f="$2" '/^\[/ { in_m = $0 == m } in_m && $2 == f && NF > 2 { print; exit }' $table)
    file=$(echo "$line" | awk '{ print $3 }')
    nothing=$(echo "$line" | awk '{ for (i = 4; i <= NF; i++) printf "%s ", $i }')
    arguments='(...)'
    grep -rqE "define $2( |$)" linux-compat/include && arguments=
    printf '#include <%s>\n#undef %s\n#define %s%s %s\n' "$file" "$2" "$2" "$arguments" "${nothing:-0}" >"$3.h"
    objects=
    for source in tests/system/modules/"$1"/*.c; do
        object=$DOMAIN_OBJECTS/$source.o
        if grep -qwF -- "$2" "$source"; then
            object=$3.$(basename "$source").o
            $DOMAIN_CC -w -include "$3.h" -c -o "$object" "$source"
        fi
        objects="$objects $object"
    done
    $DOMAIN_LD -o "$3" $objects
    rm -f "$3".*.o
}

shift
mkdir -p "$(dirname "$(eval echo "\${$#}")")"
"$kind" "$@"
