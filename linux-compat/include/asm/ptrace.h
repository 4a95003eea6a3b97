/* SPDX-License-Identifier: MIT
 * The registers of an interrupted context, as handlers get them.
 */
#pragma once
struct pt_regs {
    long eip, eflags, esp, ebp;
    long eax, ebx, ecx, edx, esi, edi;
    long orig_eax;
    int xcs, xss, xds, xes;
};
#define user_mode(regs) (3 & (regs)->xcs)
#define instruction_pointer(regs) ((regs)->eip)
