// SPDX-License-Identifier: MIT
// Traps: the saved register frame, and the callbacks through which arch/x86 tells the executive.
#pragma once
#include "lib/types.h"

namespace alcove::arch {

/// Registers as the entry code saves them (arch/x86/entry.asm builds it in this order).
struct TrapFrame {
    u32 edi, esi, ebp, ebx, edx, ecx, eax;
    u32 vector, error;
    u32 eip, cs, eflags;
    u32 esp, ss; ///< only when the trap came from an outer ring
    u32 ring() const { return cs & 3; }
    bool interrupts_on() const { return eflags & 0x200; }
};

namespace vector {
constexpr u32 divide_error = 0, debug = 1, nmi = 2, breakpoint = 3, invalid_opcode = 6, no_fpu = 7;
constexpr u32 double_fault = 8, general_protection = 13, page_fault = 14, alignment = 17;
constexpr u32 irq_base = 32; ///< 16 lines of the two PICs
constexpr u32 iommu = 48;    ///< fault event of a DMA remapping unit
constexpr u32 system_call = 0x80;
} // namespace vector

/// Address of the last page fault.
u32 fault_address();

/// The executive implements these; all are called with interrupts off.
namespace callback {
void interrupt(u8 line, TrapFrame& frame);
void exception(TrapFrame& frame);
/// After an interrupt or exception that returns: preemption.
void before_return(TrapFrame& frame);
} // namespace callback

/// Where execution goes on after a fault at `eip` in the executive, or 0 (section .extable).
u32 exception_fixup(u32 eip);

} // namespace alcove::arch

/// Registers of a program at `int 0x80` (arch/x86/entry.asm builds it in this order).
struct SyscallFrame {
    alcove::u32 ebx, ecx, edx, esi, edi, ebp, eax, reserved;
    alcove::u32 eip, cs, eflags, esp, ss;
};
/// The executive implements it: returns the result for eax. Interrupts on.
extern "C" alcove::i32 syscall_dispatch(SyscallFrame* frame);
