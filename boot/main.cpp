// SPDX-License-Identifier: MIT
// The composition root: brings the parts up in order and starts the first program.
#include "arch/x86/api/apic.h"
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/paging.h"
#include "exec/assert.h"
#include "exec/boot_info.h"
#include "exec/clock.h"
#include "exec/console.h"
#include "exec/control.h"
#include "exec/control_file.h"
#include "exec/frames.h"
#include "exec/iommu.h"
#include "exec/log.h"
#include "exec/net/network.h"
#include "exec/pci.h"
#include "exec/process.h"
#include "exec/scheduler.h"
#include "exec/self_test.h"
#include "exec/trace.h"
#include "exec/trial.h"
#include "exec/vfs.h"
#include "exec/vmap.h"
#include "nim/nim.h"
#include "recovery/recovery.h"

namespace {

using namespace alcove;
using namespace alcove::exec;

extern "C" void (*__init_array_start[])();
extern "C" void (*__init_array_end[])();

/// Hands usable memory beyond kernel and modules to the frame allocator.
void memory_init() {
    const PhysAddr end = boot_memory_end() < k_linear_limit ? boot_memory_end() : k_linear_limit;
    PhysAddr pool = round_up(boot_reserved_end(), k_page_size);
    pool += arch::paging_init(end, pool);
    u8* const metadata = phys_to_virt<u8>(pool);
    pool = round_up(pool + frames_metadata_bytes(end), k_page_size);
    frames_init(end, metadata);
    for (u32 i = 0; i < boot_memory_count(); i++) {
        const BootMemory m = boot_memory(i);
        const PhysAddr start = m.start < pool ? pool : m.start;
        const PhysAddr stop = m.end < end ? m.end : end;
        if (m.usable && start < stop) frames_add(round_up(start, k_page_size), round_down(stop, k_page_size));
    }
}

/// Puts the local APIC into virtual-wire mode; without one the PICs reach the processor directly.
void apic_start() {
    const PhysAddr registers = arch::apic_address();
    if (!registers) return log(LogLevel::info, "no local APIC");
    const auto mapped = vmap_io(registers, k_page_size);
    if (!mapped) return log(LogLevel::warning, "local APIC: no memory to map it");
    const arch::ApicInfo apic = arch::apic_init(mapped.value());
    log(LogLevel::info, "local APIC %u, version %x, in virtual-wire mode", static_cast<unsigned>(apic.id),
        static_cast<unsigned>(apic.version));
}

/// What needs threads: devices that sleep, TCP/IP, extensions, the first program.
void start_services(void*) {
    console_start();
    control_init();
    trace_init();
    control_file_init();
    pci_init();
    iommu_init();
    network_init();
    trial_init();
    nim::init();
    recovery::init();
    JsonLine().field("event", "boot").field("us", now_us());
    if (boot_option("selftest")) self_test_run(nullptr);
    nim::load_from_command_line();
    process_start_init();
}

} // namespace

extern "C" void kernel_main(u32 magic, u32 multiboot_info) {
    boot_info_init(magic, multiboot_info);
    console_init();
    memory_init();
    arch::cpu_init();
    for (auto f = __init_array_start; f != __init_array_end; f++) (*f)();
    scheduler_init();
    clock_init();
    apic_start();
    vfs_init();
    log(LogLevel::notice, "Alcove: %u MiB, %u KiB free", static_cast<unsigned>(boot_memory_end() >> 20),
        static_cast<unsigned>(frames_stats().free * 4));
    ALCOVE_ASSERT(Thread::create("services", priority::control, start_services, nullptr).ok());
    scheduler_run();
}
