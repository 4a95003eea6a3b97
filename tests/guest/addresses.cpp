// SPDX-License-Identifier: MIT
// Control commands of the test kernel: `addresses [DOMAIN]`, where things lie that a domain must not write,
// and `memory ADDRESS BYTES`, what lies there.
#include "arch/x86/api/paging.h"
#include "exec/control.h"
#include "exec/frames.h"
#include "exec/thread.h"
#include "exec/vmap.h"
#include "nim/extension.h"
#include "nim/system_page.h"
#include <stdlib.h>

namespace alcove {
namespace {

void say(const char* what, VirtAddr address) {
    exec::JsonLine().field("memory", what).field("address", static_cast<u32>(address));
}

VirtAddr in_linear_map(PhysAddr physical) { return reinterpret_cast<VirtAddr>(phys_to_virt<u8>(physical)); }

void say_domain(const nim::Domain& d) {
    say("its own page directory", in_linear_map(d.space.directory()));
    say("its own code", d.text[0].low);
    for (u32 i = 0; i < NIM_UPCALL_COUNT; i++)
        if (d.upcall_entry[i]) return say("its own upcall entry", d.upcall_entry[i]);
}

/// Memory of the executive that nobody uses, for what must not, or does, get through to it.
alignas(k_page_size) u8 g_target[k_page_size];

int addresses(int argc, char** argv) {
    static void* const block = malloc(64); // stays: a domain that could write it would only hit this test
    say("target", reinterpret_cast<VirtAddr>(g_target));
    say("heap block", reinterpret_cast<VirtAddr>(block));
    // The end of a large free block: a single frame would be the next one that the domain itself is given.
    constexpr u32 k_order = 8;
    const auto frames = exec::frames_alloc(k_order);
    if (frames) {
        say("free frame", in_linear_map(frames.value()) + ((1u << k_order) - 1) * k_page_size);
        exec::frames_free(frames.value(), k_order);
    }
    say("executive page directory", in_linear_map(arch::kernel_directory()));
    const exec::Thread& t = *exec::Thread::current();
    say("thread object", reinterpret_cast<VirtAddr>(&t));
    say("kernel stack", t.stack_low);
    say("guard page of a kernel stack", t.stack_low - 4);
    say("system page", reinterpret_cast<VirtAddr>(nim::system_page()));
    const nim::ExtensionRef e = nim::extension_find(argc > 1 ? argv[1] : "");
    if (e && e->domain()) say_domain(*e->domain());
    return 0;
}

/// A sum that notices each changed word, and the first word.
int memory(int argc, char** argv) {
    if (argc != 3) return to_errno(Error::invalid);
    const VirtAddr at = strtoul(argv[1], nullptr, 0);
    const u32 bytes = strtoul(argv[2], nullptr, 0);
    if (at % 4 != 0 || at < k_page_offset || bytes < 4) return to_errno(Error::invalid);
    const u32* const words = reinterpret_cast<const u32*>(at);
    u32 sum = 1;
    for (u32 i = 0; i < bytes / 4; i++) sum = sum * 31 + words[i];
    exec::JsonLine().field("sum", sum).field("first", words[0]);
    return 0;
}

constexpr exec::ControlCommand k_commands[] = {
    {"addresses", "addresses [DOMAIN]: memory by name", addresses},
    {"memory", "memory ADDRESS BYTES: a sum over it, and its first word", memory},
};

struct Registration {
    Registration() { exec::control_register(k_commands, sizeof k_commands / sizeof k_commands[0]); }
} g_registration;

} // namespace
} // namespace alcove
