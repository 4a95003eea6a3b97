// SPDX-License-Identifier: MIT
// The local APIC where there is one: in virtual-wire mode, so that the PICs' interrupts go through it.
#include "arch/x86/api/apic.h"
#include <cpuid.h>

namespace alcove::arch {
namespace {

constexpr u32 k_msr_apic_base = 0x1B; // SDM vol. 3, 10.4.3
constexpr u32 k_enabled = 1u << 11;
constexpr u32 k_cpuid_msr = 1u << 5, k_cpuid_apic = 1u << 9;
constexpr u32 k_register_id = 0x20, k_register_version = 0x30, k_register_task_priority = 0x80;
constexpr u32 k_register_end = 0xB0; // end of interrupt
constexpr u32 k_register_spurious = 0xF0, k_register_lint0 = 0x350, k_register_lint1 = 0x360;
constexpr u32 k_software_enable = 0x100, k_spurious_vector = 0xFF;
constexpr u32 k_external = 7u << 8, k_nmi = 4u << 8;

VirtAddr g_base; ///< mapping of its registers, 0 before apic_init

u32 read_register(VirtAddr base, u32 offset) { return *reinterpret_cast<volatile u32*>(base + offset); }
void write_register(VirtAddr base, u32 offset, u32 v) { *reinterpret_cast<volatile u32*>(base + offset) = v; }

} // namespace

PhysAddr apic_address() {
    u32 a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(d & k_cpuid_apic) || !(d & k_cpuid_msr)) return 0;
    u32 low, high;
    asm volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(k_msr_apic_base));
    return low & k_enabled ? low & 0xFFFFF000 : 0;
}

u32 apic_id() { return g_base ? read_register(g_base, k_register_id) >> 24 : k_no_apic; }
void apic_end_of_interrupt() { write_register(g_base, k_register_end, 0); }

ApicInfo apic_init(VirtAddr base) {
    g_base = base;
    write_register(base, k_register_task_priority, 0);
    write_register(base, k_register_lint0, k_external);
    write_register(base, k_register_lint1, k_nmi);
    write_register(base, k_register_spurious, k_software_enable | k_spurious_vector);
    return {read_register(base, k_register_id) >> 24, read_register(base, k_register_version) & 0xFF};
}

} // namespace alcove::arch
