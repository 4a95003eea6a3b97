// SPDX-License-Identifier: MIT
// Control command `addresses [DOMAIN]` of the test kernel: where things lie that a domain must not write.
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

int addresses(int argc, char** argv) {
    static void* const block = malloc(64); // stays: a domain that could write it would only hit this test
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

constexpr exec::ControlCommand k_command = {"addresses", "addresses [DOMAIN]: memory by name", addresses};

struct Registration {
    Registration() { exec::control_register(&k_command, 1); }
} g_registration;

} // namespace
} // namespace alcove
