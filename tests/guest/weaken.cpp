// SPDX-License-Identifier: MIT
// `weaken` on the command line takes one protection away from the extension under test, so that it can be
// seen that trials notice: its page directory gets write access to the region of the executive's image.
// `weaken=deadlines` takes the limits of its processor time away instead.
#include "exec/boot_info.h"
#include "exec/integrity.h"
#include "exec/log.h"
#include "nim/extension.h"
#include <string.h>

extern "C" const unsigned char __data_start[], __bss_end[];

namespace {

using namespace alcove;

void weaken(const char* under_test) {
    nim::ExtensionRef e = nim::extension_find(under_test);
    if (!e) return;
    exec::MutexGuard guard(e->lock);
    nim::Domain* d = e->domain();
    if (!d || d->native()) return;
    if (strcmp(exec::boot_option("weaken"), "deadlines") == 0) {
        constexpr u32 k_never = 0x7FFFFFFF;
        d->limits.interrupt_ticks = d->limits.softirq_ticks = d->limits.process_ticks = k_never;
        return;
    }
    u32& entry = phys_to_virt<u32>(d->space.directory())[page::region_of(k_page_offset)];
    entry |= page::k_write;
    // Where the domain has memory of its own in that region, it has a table of its own, too.
    const u32 first = page::slot_of(reinterpret_cast<VirtAddr>(__data_start));
    const u32 end = page::slot_of(reinterpret_cast<VirtAddr>(__bss_end));
    for (u32 i = first; i < end; i++) phys_to_virt<u32>(entry & page::k_frame_mask)[i] |= page::k_write;
    exec::log(exec::LogLevel::warning, "%s: may write the executive's data (weaken)", under_test);
}

/// A part of what is noted when a trial begins, because then the domain is there.
constexpr exec::IntegrityPart k_part = {"weaken", weaken, [](char*, usize) { return true; }};

[[gnu::constructor]] void register_part() {
    if (exec::boot_option("weaken")) exec::integrity_register(k_part);
}

} // namespace
