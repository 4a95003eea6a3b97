// SPDX-License-Identifier: MIT
// Names the code of extensions in a panic's backtrace, and goes up through it.
#include "nim/panic_names.h"
#include "exec/symbols.h"
#include "nim/extension.h"

namespace alcove::nim {
namespace {

/// The modules that hold the address; nullptr when it is no extension's.
const ModuleSet* modules_with(u32 address) {
    struct Search {
        u32 address;
        const ModuleSet* found;
    } search = {address, nullptr};
    extension_for_each_unlocked(
        [](Extension& e, void* p) {
            auto& s = *static_cast<Search*>(p);
            if (e.modules() && e.modules()->find(s.address)) s.found = e.modules();
        },
        &search);
    return search.found;
}

u32 format(const StackFrame& frame, char* buffer, u32 size) {
    const ModuleSet* m = modules_with(frame.eip);
    return m ? m->place_of(frame.eip, frame.returns_there).format(buffer, size) : 0;
}

bool step(StackFrame& frame, const StackBounds& bounds) {
    if (const ModuleSet* m = modules_with(frame.eip)) return m->step(frame, bounds);
    return step_up(frame, {}, bounds);
}

constexpr exec::ForeignCode k_code = {format, step};

} // namespace

void panic_names_init() { exec::foreign_code_register(k_code); }

} // namespace alcove::nim
