// SPDX-License-Identifier: MIT
// Descriptor tables, task state, the two PICs, control registers.
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/paging.h"
#include "arch/x86/api/port.h"
#include "arch/x86/api/trap.h"
#include "arch/x86/api/xpc.h"
#include "arch/x86/fixed.h"

extern "C" {
extern alcove::u32 arch_vectors[49];
extern alcove::u8 arch_tss[104];
extern alcove::u32 arch_tss_esp0;
extern alcove::u8 arch_double_fault_stack[8192];
void arch_vector_syscall();
void arch_vector_service();
void arch_vector_return();
void arch_vector_spurious();
}

namespace alcove::arch {
namespace {

struct [[gnu::packed]] TableRegister {
    u16 limit;
    u32 base;
};

constexpr u64 flat(u32 type_bits) { return 0x00CF000000000000ull | u64{0xFFFF} | (u64{type_bits} << 40); }
// Accessed bits are set beforehand: the GDT is read-only in domains (docs/design.md).
constexpr u32 code_ring(u32 ring) { return 0x9B | ring << 5; }
constexpr u32 data_ring(u32 ring) { return 0x93 | ring << 5; }

alignas(8) u64 g_gdt[9] = {
    0,
    flat(code_ring(0)), // 0x08
    flat(data_ring(0)), // 0x10
    flat(code_ring(1)), // 0x19
    flat(data_ring(1)), // 0x21
    flat(code_ring(3)), // 0x2B
    flat(data_ring(3)), // 0x33
    0,                  // 0x38 TSS
    0,                  // 0x40 double fault's TSS
};

struct Gate {
    u16 low, selector, type, high;
};
alignas(8) Gate g_idt[256];

struct TaskState {
    u32 link, esp0, ss0, esp1, ss1, esp2, ss2, cr3, eip, eflags;
    u32 eax, ecx, edx, ebx, esp, ebp, esi, edi, es, cs, ss, ds, fs, gs, ldt;
    u16 trap, io_map;
};
static_assert(sizeof(TaskState) == 104);
alignas(128) TaskState g_double_fault_task;

u64 task_descriptor(u32 base, u32 limit, u32 type) {
    return (limit & 0xFFFF) | u64{base & 0xFFFFFF} << 16 | u64{type} << 40 | u64{limit >> 16} << 48 |
           u64{base >> 24} << 56;
}

void set_gate(u32 vector, u32 handler, u32 ring) {
    g_idt[vector] = {static_cast<u16>(handler), 0x08, static_cast<u16>(0x8E00 | ring << 13),
                     static_cast<u16>(handler >> 16)};
}

[[noreturn]] void double_fault_entry() {
    // The interrupted state is in the main TSS; report it as a trap.
    const TaskState& main = *reinterpret_cast<TaskState*>(arch_tss);
    TrapFrame frame = {
        main.edi, main.esi, main.ebp, main.ebx,    main.edx, main.ecx, main.eax, vector::double_fault,
        0,        main.eip, main.cs,  main.eflags, main.esp, main.ss};
    callback::exception(frame);
    halt_forever();
}

void load_tables() {
    const TableRegister gdt = {sizeof g_gdt - 1, reinterpret_cast<u32>(g_gdt)};
    const TableRegister idt = {sizeof g_idt - 1, reinterpret_cast<u32>(g_idt)};
    asm volatile("lgdt %0; ljmp $0x08, $1f; 1:\n\t"
                 "movl $0x10, %%eax; movw %%ax, %%ss\n\t"
                 "movl $0x33, %%eax; movw %%ax, %%ds; movw %%ax, %%es; movw %%ax, %%fs; movw %%ax, %%gs\n\t"
                 "lidt %1; movl $0x38, %%eax; ltr %%ax" ::"m"(gdt),
                 "m"(idt)
                 : "eax", "memory");
}

void init_double_fault() {
    TaskState& t = g_double_fault_task;
    t.cr3 = kernel_directory();
    t.eip = reinterpret_cast<u32>(&double_fault_entry);
    t.eflags = 2;
    t.esp = reinterpret_cast<u32>(arch_double_fault_stack + sizeof arch_double_fault_stack);
    t.cs = 0x08;
    t.ss = 0x10;
    t.ds = t.es = t.fs = t.gs = 0x33;
    t.io_map = sizeof t;
    g_gdt[8] = task_descriptor(reinterpret_cast<u32>(&t), sizeof t - 1, 0x89);
    g_idt[vector::double_fault] = {0, 0x40, 0x8500, 0};
}

/// 8259A: edge triggered, vectors 32..47, all lines masked but the cascade (Intel 8259A data sheet).
void init_pics() {
    out8(0x20, 0x11);
    out8(0xA0, 0x11);
    out8(0x21, vector::irq_base);
    out8(0xA1, vector::irq_base + 8);
    out8(0x21, 4);
    out8(0xA1, 2);
    out8(0x21, 1);
    out8(0xA1, 1);
    out8(0x21, 0xFB);
    out8(0xA1, 0xFF);
}

} // namespace

void cpu_init() {
    constexpr u32 k_vectors = sizeof arch_vectors / sizeof arch_vectors[0];
    for (u32 v = 0; v < k_vectors; v++) set_gate(v, arch_vectors[v], 0);
    for (u32 v = k_vectors; v < 256; v++) g_idt[v] = {};
    set_gate(vector::breakpoint, arch_vectors[vector::breakpoint], 3);
    set_gate(vector::system_call, reinterpret_cast<u32>(&arch_vector_syscall), 3);
    set_gate(0x81, reinterpret_cast<u32>(&arch_vector_service), 1);
    set_gate(0x82, reinterpret_cast<u32>(&arch_vector_return), 1);
    set_gate(0xFF, reinterpret_cast<u32>(&arch_vector_spurious), 0);
    // TSS at its fixed address; limit covers the bitmap and its terminating byte.
    g_gdt[7] = task_descriptor(k_fixed_tss + 0x1000 - 104, 104 + 8192, 0x89);
    init_double_fault();
    load_tables();
    init_pics();
    // WP: ring 0 honours read-only pages. AM off, so that alignment checks never arise.
    u32 cr0;
    asm volatile("movl %%cr0, %0" : "=r"(cr0));
    cr0 = (cr0 | 0x10000 | 0x20) & ~0x40000u & ~0xCu;
    asm volatile("movl %0, %%cr0" ::"r"(cr0));
    asm volatile("fninit");
}

u32 descriptors_checksum(u32 (*sum)(const void*, u32)) {
    return sum(g_gdt, sizeof g_gdt) ^ sum(g_idt, sizeof g_idt);
}

void triple_fault() {
    const TableRegister empty = {0, 0};
    asm volatile("lidt %0; int3" ::"m"(empty));
    halt_forever();
}

void fpu_init_state(void* state) {
    u32 saved[27];
    asm volatile("fnsave %0; frstor %0" : "=m"(saved));
    asm volatile("fninit; fnsave %0" : "=m"(*static_cast<u32(*)[27]>(state)));
    asm volatile("frstor %0" ::"m"(saved));
}
void fpu_save(void* state) { asm volatile("fnsave %0" : "=m"(*static_cast<u32(*)[27]>(state))); }
void fpu_restore(const void* state) {
    asm volatile("frstor %0" ::"m"(*static_cast<const u32(*)[27]>(state)));
}

} // namespace alcove::arch
