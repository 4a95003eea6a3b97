// SPDX-License-Identifier: MIT
// From the entry code to the executive: sorts traps into interrupts and exceptions.
#include "arch/x86/api/trap.h"
#include "arch/x86/api/apic.h"
#include "arch/x86/api/iommu.h"
#include "arch/x86/api/user.h"

extern "C" {
struct FixupEntry {
    alcove::u32 at, go_on;
};
extern const FixupEntry __extable_start[];
extern const FixupEntry __extable_end[];
bool arch_copy(void* to, const void* from, alcove::u32 n);
int arch_copy_string(char* to, const char* from, alcove::u32 size);
[[noreturn]] void arch_enter_user(alcove::u32 eip, alcove::u32 esp);
}

namespace alcove::arch {

u32 fault_address() {
    u32 v;
    asm volatile("movl %%cr2, %0" : "=r"(v));
    return v;
}

u32 exception_fixup(u32 eip) {
    for (const FixupEntry* e = __extable_start; e != __extable_end; e++)
        if (e->at == eip) return e->go_on;
    return 0;
}

extern "C" void arch_trap_dispatch(TrapFrame* frame) {
    if (frame->vector == vector::iommu) {
        callback::iommu_event();
        apic_end_of_interrupt();
    } else if (frame->vector >= vector::irq_base) {
        callback::interrupt(static_cast<u8>(frame->vector - vector::irq_base), *frame);
    } else {
        callback::exception(*frame);
    }
    callback::before_return(*frame);
}

extern "C" i32 arch_syscall(SyscallFrame* frame) { return syscall_dispatch(frame); }

bool copy_from_user_raw(void* to, const void* user_from, usize n) { return arch_copy(to, user_from, n); }
bool copy_to_user_raw(void* user_to, const void* from, usize n) { return arch_copy(user_to, from, n); }
int strncpy_from_user_raw(char* to, const char* user_from, usize size) {
    return arch_copy_string(to, user_from, size);
}
void enter_user(u32 eip, u32 esp) { arch_enter_user(eip, esp); }

} // namespace alcove::arch
