/* SPDX-License-Identifier: MIT
 * The crossing in nooks mode: a stub per service, and the place where an upcall returns to.
 */
#include "linux-compat/src/lx.h"

/* The number in eax, the arguments where the caller's call left them. */
#define LX_STUB(name) \
    __asm__(".text\n\t.balign 16\n\t.globl nim_" #name "\n\t.type nim_" #name ", @function\n" \
            "nim_" #name ":\n\tmovl $lx_service, %eax\n\tint $0x81\n\tret\n\t" \
            ".size nim_" #name ", . - nim_" #name "\n\t.set lx_service, lx_service + 1");
#define SERVICE0(name, ...) LX_STUB(name)
#define SERVICE1(name, ...) LX_STUB(name)
#define SERVICE2(name, ...) LX_STUB(name)
#define SERVICE3(name, ...) LX_STUB(name)
#define SERVICE4(name, ...) LX_STUB(name)

__asm__(".set lx_service, 0");
#include "nim/abi/services.def"

__asm__(".text\n\t.balign 16\n\t.globl nim_upcall_return\n\t.type nim_upcall_return, @function\n"
        "nim_upcall_return:\n\tint $0x82\n\tud2\n\t.size nim_upcall_return, . - nim_upcall_return");
