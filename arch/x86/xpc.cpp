// SPDX-License-Identifier: MIT
// Thread switch and domain entry: the C++ side of entry.asm.
#include "arch/x86/api/context.h"
#include "arch/x86/api/paging.h"
#include "arch/x86/api/trap.h"
#include "arch/x86/api/xpc.h"
#include "arch/x86/fixed.h"
#include <stddef.h>

using alcove::arch::ServiceEntry;
using alcove::arch::UpcallRecord;

static_assert(offsetof(UpcallRecord, resume_esp) == 0 && offsetof(UpcallRecord, directory) == 4 &&
              offsetof(UpcallRecord, eip) == 8 && offsetof(UpcallRecord, esp) == 12 &&
              offsetof(UpcallRecord, stack_low) == 16 && offsetof(UpcallRecord, stack_bytes) == 20 &&
              offsetof(UpcallRecord, doomed) == 24);

extern "C" {
alcove::PhysAddr arch_active_directory;
UpcallRecord* arch_upcall;
const ServiceEntry* arch_service_table;
alcove::u32 arch_service_count;
alcove::u32 arch_directory_loads;
extern alcove::u32 arch_tss_esp0;
void arch_switch_stack(alcove::u32* save, alcove::u32 esp);
void arch_thread_start();
[[noreturn]] void arch_unwind(UpcallRecord* record);
}

namespace alcove::arch {

void switch_to(u32* save_esp, const SwitchTarget& target) {
    if (target.directory && target.directory != arch_active_directory) load_directory(target.directory);
    arch_upcall = target.upcall;
    arch_tss_esp0 = target.upcall ? k_entry_stack_top : target.stack_high;
    arch_switch_stack(save_esp, target.esp);
}

void resume_upcall(UpcallRecord& record) {
    arch_upcall = &record;
    arch_tss_esp0 = k_entry_stack_top;
}

u32 prepare_stack(u32 stack_high, void (*entry)(void*), void* argument) {
    u32* top = reinterpret_cast<u32*>(stack_high);
    *--top = 0;
    *--top = reinterpret_cast<u32>(&arch_thread_start);
    *--top = 0;                               // ebp
    *--top = reinterpret_cast<u32>(entry);    // ebx
    *--top = reinterpret_cast<u32>(argument); // esi
    *--top = 0;                               // edi
    return reinterpret_cast<u32>(top);
}

void unwind_domain(UpcallRecord& record) {
    asm volatile("cli");
    arch_unwind(&record);
}

void set_service_table(const ServiceEntry* table, u32 count) {
    arch_service_table = table;
    arch_service_count = count;
}
extern "C" [[noreturn]] void arch_bad_service(u32 number, u32 esp) { callback::bad_service(number, esp); }

const ServiceCaller& service_caller(const UpcallRecord& record) {
    return *reinterpret_cast<const ServiceCaller*>(record.resume_esp - sizeof(ServiceCaller));
}

u32 service_frame_pointer(const UpcallRecord& record, u32 frame) {
    const u32 end = record.resume_esp - sizeof(ServiceCaller);
    for (;;) {
        const u32 saved = *reinterpret_cast<const u32*>(frame);
        if (saved <= frame || saved >= end) return saved;
        frame = saved;
    }
}

DomainRegisters domain_registers(const UpcallRecord& record, u32 frame) {
    const auto& trap = *reinterpret_cast<const TrapFrame*>(record.resume_esp - sizeof(TrapFrame));
    // Where a trap's code selector lies, a service has an address of the executive.
    if (trap.cs < 0x10000 && trap.ring() == 1)
        return {trap.ebx, trap.ecx, trap.edx, trap.esi,    trap.edi,
                trap.ebp, trap.eax, trap.eip, trap.eflags, trap.esp};
    const ServiceCaller& c = service_caller(record);
    return {0, 0, 0, 0, 0, service_frame_pointer(record, frame), 0, c.eip, c.eflags, c.esp};
}

u32 directory_loads() { return arch_directory_loads; }

} // namespace alcove::arch
