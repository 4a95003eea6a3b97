// SPDX-License-Identifier: MIT
// The processor: interrupt flag, halting, counters, feature bits.
#pragma once
#include "lib/types.h"

namespace alcove::arch {

inline void interrupts_on() { asm volatile("sti" ::: "memory"); }
inline void interrupts_off() { asm volatile("cli" ::: "memory"); }
/// Interrupt flag off; returns the flags to give to interrupts_restore.
inline u32 interrupts_save() {
    u32 flags;
    asm volatile("pushfl; popl %0; cli" : "=r"(flags)::"memory");
    return flags;
}
inline void interrupts_restore(u32 flags) {
    if (flags & 0x200) asm volatile("sti" ::: "memory");
}
inline bool interrupts_enabled() {
    u32 flags;
    asm volatile("pushfl; popl %0" : "=r"(flags));
    return flags & 0x200;
}
/// Interrupts on and wait for one; the pair is atomic (SDM vol. 2, STI: one instruction of delay).
inline void wait_for_interrupt() { asm volatile("sti; hlt; cli" ::: "memory"); }
inline u64 read_tsc() {
    u64 t;
    asm volatile("rdtsc" : "=A"(t));
    return t;
}
inline void cpu_relax() { asm volatile("pause"); }
inline u32 frame_pointer() {
    u32 v;
    asm volatile("movl %%ebp, %0" : "=r"(v));
    return v;
}
[[noreturn]] inline void halt_forever() {
    for (;;) asm volatile("cli; hlt");
}
/// Of GDT and IDT, by a checksum over words.
u32 descriptors_checksum(u32 (*sum)(const void*, u32));
/// A jump to address 0 of an empty IDT: resets the machine.
[[noreturn]] void triple_fault();

/// Tells Bochs' debugger to stop (magic break); nothing elsewhere.
inline void magic_break() { asm volatile("xchgw %bx, %bx"); }

/// Descriptor tables, task state, exception vectors, write protection. Boot, interrupts off.
void cpu_init();

/// x87 state of a program's thread: allocated by the caller, k_fpu_state_size bytes.
constexpr u32 k_fpu_state_size = 108;
void fpu_init_state(void* state);
void fpu_save(void* state);
void fpu_restore(const void* state);

} // namespace alcove::arch
