# SPDX-License-Identifier: MIT
# Turns `nm --numeric-sort --demangle` into the kernel's symbol table: {address, pointer to name}, ascending.
# Parameter lists are left out: a backtrace reads better with names alone.
BEGIN {
    print ".section .symtab_kernel,\"a\"\n.balign 4"
}
$2 ~ /^[tTwW]$/ && $1 != last {
    last = $1
    name = $0
    sub(/^[^ ]+ [^ ]+ /, "", name)
    gsub(/\(anonymous namespace\)::/, "", name)
    gsub(/operator\(\)/, "operator@", name)
    sub(/\(.*/, "", name)
    gsub(/operator@/, "operator()", name)
    gsub(/["\\]/, "", name)
    names[n++] = name
    printf ".long 0x%s, .Ln%d\n", $1, n - 1
}
END {
    print ".section .symtab_kernel_names,\"a\""
    for (i = 0; i < n; i++)
        printf ".Ln%d: .asciz \"%s\"\n", i, names[i]
    print ".section .note.GNU-stack,\"\",@progbits"
}
