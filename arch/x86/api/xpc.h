// SPDX-License-Identifier: MIT
// The switch of protection: entering a domain (ring 1, its own page directory) and coming back.
#pragma once
#include "lib/result.h"

namespace alcove::arch {

/// One upcall in progress; nim/ embeds it at the head of its own record. arch/x86/entry.asm knows
/// the offsets (checked by static_assert in arch/x86/xpc.cpp).
struct UpcallRecord {
    u32 resume_esp = 0; ///< executive's stack pointer to unwind to
    PhysAddr directory; ///< the domain's page directory
    u32 eip, esp;       ///< where the upcall starts in the domain
    u32 stack_low;      ///< bounds of the stack in the domain: the only place arguments are read from
    u32 stack_bytes;
    u32 doomed = 0; ///< not 0: never return to ring 1, unwind with domain_failed instead
};

} // namespace alcove::arch
extern "C" alcove::i32 arch_enter_domain(alcove::arch::UpcallRecord* record);
namespace alcove::arch {

/// Runs the domain from record.eip on record.esp until it returns through gate 0x82, or is unwound.
/// Returns the domain's eax, or -EREMOTEIO when unwound. Call and return with interrupts off.
inline i32 enter_domain(UpcallRecord& record) { return arch_enter_domain(&record); }

/// The running thread's services and traps are this upcall's again, after another one inside it. Interrupts
/// off.
void resume_upcall(UpcallRecord& record);

/// Abandons the upcall of the running thread from inside a trap or service: enter_domain() returns
/// -EREMOTEIO. The caller's frames are dropped, so it must hold nothing.
[[noreturn]] void unwind_domain(UpcallRecord& record);

/// A service: arguments are read from `arguments` (domain stack, bounds checked); the result goes to eax.
/// Called and returns with interrupts off.
typedef i32 (*ServiceEntry)(const u32* arguments) __attribute__((regparm(1)));
/// Table of services for gate 0x81. Boot.
void set_service_table(const ServiceEntry* table, u32 count);
/// Called for a number out of range or a stack pointer outside the upcall's stack.
namespace callback {
[[noreturn]] void bad_service(u32 number, u32 esp);
}
/// Domain's program counter and stack pointer at the service in progress (for reports).
struct ServiceCaller {
    u32 esp, eflags, eip;
};
const ServiceCaller& service_caller(const UpcallRecord& record);
/// The domain's ebp at that service: what the outermost of the executive's functions saved. `frame` is a
/// frame pointer of the thread that carries the service out. Only reports rely on it: it may be wrong.
u32 service_frame_pointer(const UpcallRecord& record, u32 frame);

/// A domain's registers.
struct DomainRegisters {
    u32 ebx, ecx, edx, esi, edi, ebp, eax, eip, eflags, esp;
};
/// As the upcall's thread last entered the executive: by a trap, or by a service, of which only eip, esp,
/// eflags and ebp are known and the rest is 0. `frame`: as for service_frame_pointer. For reports.
DomainRegisters domain_registers(const UpcallRecord& record, u32 frame);

/// Page-directory loads so far: executive to domain and back.
u32 directory_loads();

} // namespace alcove::arch
