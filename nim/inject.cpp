// SPDX-License-Identifier: MIT
// The injector: checks a fault against the loaded code, arms its site, and puts the faulty bytes there when
// it is reached.
#include "nim/inject.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/trap.h"
#include "exec/trial.h"
#include "nim/extension.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

constexpr u8 k_breakpoint = 0xCC; // int3, SDM vol. 3, 6.15
constexpr u32 k_most_words = 16;

struct Fault {
    FaultState state;
    Domain* domain = nullptr; ///< nullptr: it is gone, and the fault with it
    bool code = false;
    EnvironmentFault kind = {};
    bool armed = false; ///< the breakpoint stands at `address`
    VirtAddr address = 0;
    u32 length = 0;
    u8 bytes[FaultLine::k_most_bytes] = {}; ///< faulty ones
};
Fault g_faults[k_most_faults];
u32 g_count; ///< changed by threads that hold g_mutex, with interrupts off
u32 g_next_index;
exec::Mutex g_mutex;

u8* at(VirtAddr a) { return reinterpret_cast<u8*>(a); }

/// A breakpoint of ring 1, or of ring 0 in native mode. Interrupts off.
bool on_breakpoint(arch::TrapFrame& frame) {
    for (u32 i = 0; i < g_count; i++) {
        Fault& f = g_faults[i];
        if (!f.armed || f.address != frame.eip - 1) continue;
        f.armed = false;
        f.state.activated = true;
        f.state.at_us = exec::now_us();
        exec::trial_fault_reached(f.state.index);
        memcpy(at(f.address), f.bytes, f.length);
        frame.eip = f.address; // iret serialises: the new bytes are fetched (SDM vol. 3, 8.1.3)
        return true;
    }
    return false;
}

/// What a line needs of the domain, checked.
class Injection {
  public:
    Injection(Extension& e, const FaultLine& line, char* message, usize size)
        : extension_(e), domain_(*e.domain()), line_(line), message_(message), size_(size) {}

    Result<void> code(Fault& fault) {
        const LoadedModule* m = extension_.modules()->by_name(line_.module);
        if (!m) return refuse(Error::not_found, "no such module");
        if (!range_inside(line_.offset, line_.length, m->elf.code_size()))
            return refuse(Error::bad_address, "the site lies outside the module's code");
        fault.address = m->text + line_.offset;
        fault.length = line_.length;
        for (u32 k = 0; k < line_.length; k++)
            if (line_.before[k].known && line_.before[k].value != at(fault.address)[k])
                return refuse(Error::busy, "the old bytes differ from those loaded");
        for (u32 i = 0; i < line_.fix_count; i++)
            if (const auto r = find_target(*m, i); !r) return r;
        if (line_.thunk_length)
            if (const auto r = make_thunk(); !r) return r;
        for (u32 k = 0; k < line_.length; k++) {
            const u8 byte = line_.after[k].known ? line_.after[k].value : at(fault.address)[k];
            fault.bytes[k] = byte ^ line_.flip[k];
        }
        store_distances(fault);
        extension_.modules()
            ->place_of(fault.address, false)
            .format_where(fault.state.site, sizeof fault.state.site);
        return {};
    }

  private:
    Error refuse(Error error, const char* why) {
        sniprintf(message_, size_, "%s: %s", extension_.name(), why);
        return error;
    }
    Result<void> find_target(const LoadedModule& m, u32 i) {
        if (line_.fixes[i].target == "@thunk") return {};
        const auto found = extension_.modules()->resolve(m, line_.fixes[i].target);
        if (!found) return refuse(Error::not_found, "no such symbol");
        target_[i] = found.value();
        return {};
    }
    /// A page beside the modules, read-only to the domain as these are; several thunks share it.
    Result<void> make_thunk() {
        if (!domain_.thunks || domain_.thunks_used + line_.thunk_length > k_page_size) {
            const auto page = domain_.grow(1, exec::FrameZone::any, false, false);
            if (!page) return refuse(Error::no_memory, "out of memory");
            domain_.thunks = page.value();
            domain_.thunks_used = 0;
        }
        thunk_ = domain_.thunks + domain_.thunks_used;
        domain_.thunks_used += round_up(line_.thunk_length, 16);
        memcpy(at(thunk_), line_.thunk, line_.thunk_length);
        return {};
    }
    /// Distances count from the end of their field.
    void store_distances(Fault& fault) {
        for (u32 i = 0; i < line_.fix_count; i++) {
            const FaultLine::Fix& f = line_.fixes[i];
            const u32 target = f.target == "@thunk" ? thunk_ : target_[i];
            if (f.in_thunk)
                store_u32(at(thunk_ + f.at), target - (thunk_ + f.at + 4));
            else
                store_u32(fault.bytes + f.at, target - (fault.address + f.at + 4));
        }
    }

    Extension& extension_;
    Domain& domain_;
    const FaultLine& line_;
    char* message_;
    usize size_;
    VirtAddr thunk_ = 0;
    u32 target_[FaultLine::k_most_fixes] = {};
};

/// Of domains that are gone. g_mutex held.
void drop_gone() {
    exec::IrqGuard off;
    u32 kept = 0;
    for (u32 i = 0; i < g_count; i++)
        if (g_faults[i].domain) g_faults[kept++] = g_faults[i];
    g_count = kept;
}

/// Makes room by forgetting faults that are gone when there is none.
bool have_room() {
    if (g_count == k_most_faults) drop_gone();
    return g_count < k_most_faults;
}

void add(const Fault& fault) {
    exec::IrqGuard guard;
    Fault& f = g_faults[g_count];
    f = fault;
    f.state.index = g_next_index++;
    f.state.applied = true;
    if (f.code) {
        f.armed = true;
        *at(f.address) = k_breakpoint;
    }
    g_count++;
}

/// Updates what is only known to the domain.
void look(Fault& f) {
    if (!f.domain || f.code || f.state.activated) return;
    f.state.activated = f.domain->environment.fired(f.kind, f.state.at_us);
}

Result<void> inject_line(Extension& e, const FaultLine& line, char* message, usize size) {
    Domain* d = e.domain();
    if (!d || d->state != DomainState::running) {
        sniprintf(message, size, "%s: it does not run", e.name());
        return Error::not_found;
    }
    if (!have_room()) {
        sniprintf(message, size, "more than %u faults", static_cast<unsigned>(k_most_faults));
        return Error::too_big;
    }
    Fault fault;
    fault.domain = d;
    fault.code = line.is_code;
    fault.kind = line.environment;
    fault.state.generation = d->generation;
    sniprintf(fault.state.extension, sizeof fault.state.extension, "%s", e.name());
    sniprintf(fault.state.type, sizeof fault.state.type, "%.*s", static_cast<int>(line.type.size()),
              line.type.data());
    sniprintf(fault.state.site, sizeof fault.state.site, "environment");
    Result<void> r = {};
    if (line.is_code)
        r = Injection(e, line, message, size).code(fault);
    else if (r = d->environment.arm(line.environment, line.count); !r)
        sniprintf(message, size, "%s: it has nothing that this fault is about", e.name());
    if (r) add(fault);
    return r;
}

} // namespace

Result<void> inject(Extension& extension, std::string_view text, char* message, usize size) {
    message[0] = 0;
    const CommandWords<k_most_words> words(text);
    std::string_view list[k_most_words];
    for (u32 i = 0; i < words.count(); i++) list[i] = words[i];
    FaultLine line;
    const char* wrong = words.too_many() ? "too many words" : line.parse({list, words.count()});
    if (wrong) {
        sniprintf(message, size, "%s", wrong);
        return Error::invalid;
    }
    exec::MutexGuard guard(extension.lock);
    exec::MutexGuard list_guard(g_mutex);
    return inject_line(extension, line, message, size);
}

void faults_forget(Domain& domain) {
    exec::MutexGuard guard(g_mutex);
    for (u32 i = 0; i < g_count; i++) {
        Fault& f = g_faults[i];
        if (f.domain != &domain) continue;
        look(f);
        exec::IrqGuard off;
        f.armed = false;
        f.domain = nullptr;
    }
}

bool fault_state(u32 i, FaultState& state) {
    exec::MutexGuard guard(g_mutex);
    if (i >= g_count) return false;
    look(g_faults[i]);
    exec::IrqGuard off;
    state = g_faults[i].state;
    return true;
}

namespace {

int command_inject(int argc, char** argv) {
    if (argc < 4) return to_errno(Error::invalid);
    char line[1024] = "", message[160];
    for (int i = 2; i < argc; i++) sniprintf(line + strlen(line), sizeof line - strlen(line), "%s ", argv[i]);
    ExtensionRef e = extension_find(argv[1]);
    if (!e) return to_errno(Error::not_found);
    const auto r = inject(*e, line, message, sizeof message);
    if (!r) exec::JsonLine().field("error", message);
    return to_errno(r.error());
}

int command_faults(int argc, char** argv) {
    if (argc == 2 && strcmp(argv[1], "clear") == 0) {
        faults_clear();
        return 0;
    }
    FaultState s;
    for (u32 i = 0; fault_state(i, s); i++)
        exec::JsonLine()
            .field("index", s.index)
            .field("type", s.type)
            .field("site", s.site)
            .field("applied", s.applied)
            .field("activated", s.activated)
            .field("at_us", s.at_us)
            .field("domain", s.extension)
            .field("generation", s.generation);
    return argc == 1 ? 0 : to_errno(Error::invalid);
}

constexpr exec::ControlCommand k_commands[] = {
    {"inject", "inject DOMAIN code TYPE MODULE OFFSET OLD NEW ...|env KIND [COUNT]", command_inject},
    {"faults", "faults [clear]", command_faults},
};

} // namespace

void faults_clear() {
    exec::MutexGuard guard(g_mutex);
    drop_gone();
}

void inject_init() {
    exec::set_breakpoint_handler(on_breakpoint);
    exec::control_register(k_commands, sizeof k_commands / sizeof k_commands[0]);
}

} // namespace alcove::nim
