// SPDX-License-Identifier: MIT
// Records trace events, and the commands that switch recording on and off.
#include "exec/trace.h"
#include "arch/x86/api/cpu.h"
#include "exec/control.h"
#include "exec/debug.h"
#include "exec/frames.h"
#include "exec/thread.h"
#include "lib/history.h"
#include <stdio.h>
#include <string.h>

namespace alcove::exec {

u8 trace_mask;

namespace {

constexpr u32 k_default_kib = 256;
constexpr u32 k_most_kib = k_page_size << k_max_order >> 10;
constexpr u32 k_domains = 64;
constexpr u32 k_threads = 256; ///< a power of two

struct ThreadName {
    u32 id;
    char name[16];
};

History<TraceEvent> g_history;
VirtAddr g_memory; ///< of the history; 0: none
unsigned g_order;
char g_domains[k_domains][32];   ///< [0] stays empty
ThreadName g_threads[k_threads]; ///< by id: a newer thread of the same place takes it
void (*g_on_switch)(bool);
const char* (*g_names[static_cast<u32>(TraceKind::count)])(u32);

/// A thread may be gone when the trace is read, so its name is kept with its first event.
void note_thread(const Thread& t) {
    ThreadName& n = g_threads[t.id % k_threads];
    if (n.id == t.id) return;
    n.id = t.id;
    memcpy(n.name, t.name, sizeof n.name);
}

void free_memory() {
    if (!g_memory) return;
    {
        IrqGuard guard;
        g_history.use(nullptr, 0);
    }
    frames_free(virt_to_phys(reinterpret_cast<void*>(g_memory)), g_order);
    g_memory = 0;
}

Result<void> take_memory(u32 kib) {
    const unsigned order = frames_order(kib * 1024);
    if (g_memory && g_order == order) return {};
    free_memory();
    const auto block = frames_alloc(order);
    if (!block) return block.error();
    g_order = order;
    g_memory = block.value() + k_page_offset;
    IrqGuard guard;
    g_history.use(reinterpret_cast<TraceEvent*>(g_memory), (k_page_size << order) / sizeof(TraceEvent));
    return {};
}

void set_mask(u8 mask) {
    IrqGuard guard;
    trace_mask = mask;
    if (g_on_switch) g_on_switch(mask != 0);
}

void clear() {
    set_mask(0);
    free_memory();
    memset(g_threads, 0, sizeof g_threads);
}

Result<void> switch_on(const DebugWords& words) {
    u32 kib = k_default_kib;
    u8 mask = k_trace_events;
    for (u32 i = 2; i < words.count(); i++) {
        if (words[i] == "switches")
            mask |= k_trace_switches;
        else if (!parse_number(words[i], kib) || kib == 0 || kib > k_most_kib)
            return Error::invalid;
    }
    set_mask(0);
    if (const auto r = take_memory(kib); !r) return r;
    set_mask(mask);
    return {};
}

usize status(char* answer, usize size) {
    const int n = sniprintf(
        answer, size, "trace %s%s: %u events of %u, %lu lost\n", trace_mask ? "on" : "off",
        trace_mask & k_trace_switches ? " with switches" : "", static_cast<unsigned>(g_history.count()),
        static_cast<unsigned>(g_history.capacity()), static_cast<unsigned long>(g_history.lost()));
    return n < 0 ? 0 : static_cast<usize>(n) < size ? static_cast<usize>(n) : size;
}

Result<usize> run(const DebugWords& words, char* answer, usize size) {
    const std::string_view verb = words[1];
    if (verb == "on") {
        if (const auto r = switch_on(words); !r) return r.error();
    } else if (verb == "off") {
        set_mask(0);
    } else if (verb == "clear") {
        clear();
    } else if (!verb.empty() && verb != "status") {
        return Error::invalid;
    }
    return status(answer, size);
}

constexpr DebugCommand k_command = {"trace", run};

int command_trace(int argc, char** argv) {
    if (argc == 2 && strcmp(argv[1], "dump") == 0) return trace_dump();
    return debug_control(argc, argv);
}

constexpr ControlCommand k_control = {"trace", "trace on [switches] [KIB]|off|clear|status|dump",
                                      command_trace};

} // namespace

void trace_record(TraceKind kind, TracePhase phase, u8 domain, u32 number, u32 value) {
    const u32 flags = arch::interrupts_save();
    u32 thread = 0;
    if (const Thread* t = Thread::current()) {
        thread = t->id;
        note_thread(*t);
    }
    g_history.add({arch::read_tsc(), thread, value, static_cast<u16>(number), domain, kind, phase});
    arch::interrupts_restore(flags);
}

u8 trace_domain(const char* name) {
    IrqGuard guard;
    for (u32 i = 1; i < k_domains; i++) {
        if (!g_domains[i][0]) strlcpy(g_domains[i], name, sizeof g_domains[i]);
        if (strncmp(g_domains[i], name, sizeof g_domains[i] - 1) == 0) return static_cast<u8>(i);
    }
    return 0;
}

void trace_on_switch(void (*f)(bool on)) { g_on_switch = f; }
void trace_names(TraceKind kind, const char* (*name)(u32 number)) { g_names[static_cast<u32>(kind)] = name; }

u32 trace_count() { return g_history.count(); }
u64 trace_lost() { return g_history.lost(); }
const TraceEvent& trace_at(u32 i) { return g_history.at(i); }
const char* trace_domain_name(u8 domain) { return domain < k_domains ? g_domains[domain] : ""; }
const char* trace_name(TraceKind kind, u32 number) {
    const auto name = g_names[static_cast<u32>(kind)];
    return name ? name(number) : nullptr;
}

void trace_for_each_thread(void (*f)(u32 id, const char* name)) {
    for (const ThreadName& n : g_threads)
        if (n.name[0]) f(n.id, n.name);
}

void trace_init() {
    debug_register(k_command);
    control_register(&k_control, 1);
}

} // namespace alcove::exec
