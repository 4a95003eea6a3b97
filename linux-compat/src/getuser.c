/* SPDX-License-Identifier: MIT
 * get_user as objects call it that were compiled against i386's own header: address in eax; the value comes back in edx,
 * 0 or -EFAULT in eax, and no other register changes.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <asm/uaccess.h>

#define LX_GET_USER(bytes) \
    __asm__(".globl __get_user_" #bytes "\n" \
            "__get_user_" #bytes ":\n\t" \
            "pushl %ecx\n\tpushl $0\n\tmovl %esp, %edx\n\t" \
            "pushl $" #bytes "\n\tpushl %eax\n\tpushl %edx\n\tcall copy_from_user\n\taddl $12, %esp\n\t" \
            "popl %edx\n\tpopl %ecx\n\ttestl %eax, %eax\n\tje 1f\n\t" \
            "movl $-14, %eax\n\txorl %edx, %edx\n" \
            "1:\tret\n"); \
    extern void __get_user_##bytes(void); \
    EXPORT_SYMBOL(__get_user_##bytes)
LX_GET_USER(1);
LX_GET_USER(2);
LX_GET_USER(4);
