// SPDX-License-Identifier: MIT
// When cores are made, by failure or by request, and the files that they become.
#include "nim/core.h"
#include "arch/x86/api/cpu.h"
#include "exec/control.h"
#include "exec/debug.h"
#include "exec/log.h"
#include "exec/thread.h"
#include "exec/vfs.h"
#include "nim/core_image.h"
#include <algorithm>
#include <new>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::nim {
namespace {

unsigned u(u32 v) { return static_cast<unsigned>(v); }

/// Frame pointer of the executive's functions below the domain's code: of a thread that does not run, the ebp
/// that the switch saved (arch_switch_stack pushes it first).
u32 frame_pointer_of(const exec::Thread& t) {
    if (&t == exec::Thread::current()) return arch::frame_pointer();
    return reinterpret_cast<const u32*>(t.saved_esp)[3];
}

struct Written {
    char file[64];
    CoreSize size;
};

/// Takes the domain's bytes into a block of the heap and makes that the file. Interrupts are off while memory
/// is copied, so a core of a living domain is of one moment.
Result<Written> write_core(Domain& d, const CoreKeeper* threads) {
    const u32 capacity = std::min(core_image_size(d) + 16 * k_page_size, k_core_most);
    u8* block = static_cast<u8*>(malloc(capacity));
    if (!block) return Error::no_memory;
    Written w = {};
    {
        exec::IrqGuard guard;
        CoreThread now[CoreKeeper::k_threads];
        const u32 count = threads ? threads->count : core_threads(d, now);
        w.size = core_image_write(d, threads ? threads->threads : now, count, block, capacity);
    }
    sniprintf(w.file, sizeof w.file, "/tmp/%s.%u.core", d.name(), u(d.generation));
    const auto node = w.size.bytes ? exec::vfs_writable(w.file, true) : Result<exec::Node*>(Error::too_big);
    Result<void> r = node ? exec::vfs_adopt(*node.value(), block, w.size.bytes, capacity) : node.error();
    if (r) return w;
    free(block);
    return r.error();
}

void describe(const Domain& d, const Written& w, char* text, usize size) {
    const usize n = static_cast<usize>(sniprintf(text, size, "%s: %u KiB, generation %u of %s", w.file,
                                                 u(w.size.bytes / 1024), u(d.generation), d.name()));
    if (w.size.left_out && n < size)
        sniprintf(text + n, size - n, "; %u KiB of its memory are left out", u(w.size.left_out / 1024));
}

/// Adds a line to an answer.
void add_line(char* answer, usize size, const char* format, const char* a, const char* b = "") {
    const usize used = strlen(answer);
    sniprintf(answer + used, size - used, format, a, b);
}

Result<void> keep(Extension& e, bool on) {
    if (!e.core && on) {
        auto* fresh = new (std::nothrow) CoreKeeper;
        if (!fresh) return Error::no_memory;
        exec::IrqGuard guard;
        e.core = fresh;
    }
    if (e.core) e.core->on = on;
    return {};
}

/// `core DOMAIN`: of the living domain, and the name of the last failure's.
Result<usize> core_now(Extension& e, char* answer, usize size) {
    Domain* d = e.domain();
    const bool kept = e.core && e.core->file[0];
    if (!kept && !(d && d->alive())) return Error::no_device_addr;
    if (d && d->alive()) {
        const auto w = write_core(*d, nullptr);
        if (!w) return w.error();
        char text[160];
        describe(*d, w.value(), text, sizeof text);
        add_line(answer, size, "%s, alive\n", text);
    }
    if (kept) add_line(answer, size, "%s: kept from the last failure\n", e.core->file);
    return strlen(answer);
}

/// Errors: invalid (words), not_found (no such domain), no_device_addr (neither alive nor kept), busy (it is
/// being recovered), no_memory, no_space.
Result<usize> run(const exec::DebugWords& words, char* answer, usize size) {
    const bool on = words[1] == "on", off = words[1] == "off";
    if (words.count() != (on || off ? 3 : 2)) return Error::invalid;
    char name[32];
    const std::string_view word = words[words.count() - 1];
    sniprintf(name, sizeof name, "%.*s", static_cast<int>(word.size()), word.data());
    ExtensionRef e = extension_find(name);
    if (!e) return Error::not_found;
    if (!e->lock.try_lock()) return Error::busy;
    Result<usize> r = usize{0};
    if (on || off) {
        const auto kept = keep(*e, on);
        if (kept)
            add_line(answer, size,
                     on ? "the next failure of %s leaves a core below /tmp%s\n"
                        : "failures of %s leave no core%s\n",
                     name);
        r = kept ? Result<usize>(strlen(answer)) : kept.error();
    } else {
        r = core_now(*e, answer, size);
    }
    e->lock.unlock();
    return r;
}

constexpr exec::DebugCommand k_command = {"core", run};
constexpr exec::ControlCommand k_control = {"core", "core [on|off] DOMAIN", exec::debug_control};

} // namespace

u32 core_threads(const Domain& domain, CoreThread (&threads)[CoreKeeper::k_threads]) {
    struct Search {
        const Domain& domain;
        CoreThread* threads;
        u32 count;
    } search = {domain, threads, 0};
    const auto note = [](exec::Thread& t, void* p) {
        auto& s = *static_cast<Search*>(p);
        const auto* upcall = static_cast<const Upcall*>(t.xpc);
        if (!upcall || upcall->domain != &s.domain || s.count == CoreKeeper::k_threads) return;
        s.threads[s.count++] = {t.id, upcall->number, arch::domain_registers(*upcall, frame_pointer_of(t))};
        if (&t == exec::Thread::current()) std::swap(s.threads[0], s.threads[s.count - 1]);
    };
    exec::Thread::for_each(note, &search);
    return search.count;
}

void core_of_failure(Extension& e) {
    Domain& d = *e.domain();
    CoreKeeper& keeper = *e.core;
    if (keeper.file[0]) (void)exec::vfs_unlink(keeper.file).ok();
    keeper.file[0] = 0;
    const auto w = write_core(d, &keeper);
    if (!w)
        return exec::log(exec::LogLevel::error, "%s: no core of generation %u: %s", e.name(), u(d.generation),
                         w.error() == Error::no_space    ? "/tmp is full"
                         : w.error() == Error::no_memory ? "out of memory"
                                                         : "it does not fit");
    strlcpy(keeper.file, w.value().file, sizeof keeper.file);
    char text[160];
    describe(d, w.value(), text, sizeof text);
    exec::log(exec::LogLevel::notice, "%s: core %s", e.name(), text);
    exec::JsonLine()
        .field("event", "core")
        .field("domain", e.name())
        .field("generation", d.generation)
        .field("file", keeper.file)
        .field("bytes", w.value().size.bytes)
        .field("left_out", w.value().size.left_out);
}

void core_init() {
    exec::debug_register(k_command);
    exec::control_register(&k_control, 1);
}

} // namespace alcove::nim
