// SPDX-License-Identifier: MIT
// The extension manager: load, unload, break and restart by name, for system calls and the control channel.
#include "nim/manager.h"
#include "exec/block/disk.h"
#include "exec/boot_info.h"
#include "exec/control.h"
#include "exec/log.h"
#include "nim/core.h"
#include "nim/detection.h"
#include "nim/dma.h"
#include "nim/extension.h"
#include "nim/inject.h"
#include "nim/integrity.h"
#include "nim/inject.h"
#include "nim/nim.h"
#include "nim/panic_names.h"
#include "nim/provoke.h"
#include "nim/recovery_hook.h"
#include "nim/report.h"
#include "nim/scrub.h"
#include "nim/service.h"
#include "nim/system_page.h"
#include <new>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::nim {
namespace {

exec::Mutex g_mutex; ///< the list; an Extension has a lock of its own
List<Extension, &Extension::link> g_extensions;

class Manager final : public exec::ExtensionManager {
  public:
    Result<void> load(const char* name, exec::ExtensionMode mode, const char* parameters, char* message,
                      usize size) override;
    Result<void> unload(const char* name) override;
    Result<usize> report(const char* what, char* buffer, usize size) override {
        return write_report(what, buffer, size);
    }
    Result<void> provoke(const char* name, const char* kind, u32 argument) override;
    Result<void> restart(const char* name) override;
    Result<void> inject(const char* name, const char* line, char* message, usize size) override;
};
Manager g_manager;

bool legal_name(const char* name) {
    const usize n = strlen(name);
    if (n == 0 || n > 31) return false;
    for (usize i = 0; i < n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:", name[i]))
            return false;
    return strstr(name, "..") == nullptr;
}

void put(Extension& e) {
    bool last;
    {
        exec::MutexGuard guard(g_mutex);
        last = --e.references == 0;
    }
    if (last) delete &e;
}

/// Takes it off the list; it is deleted when nobody uses it any more.
void forget(Extension& e) {
    {
        exec::MutexGuard guard(g_mutex);
        if (!e.link.linked()) return; // two unloads at once
        e.link.unlink();
    }
    put(e);
}

Result<void> Manager::load(const char* name, exec::ExtensionMode mode, const char* parameters, char* message,
                           usize size) {
    if (!legal_name(name)) {
        sniprintf(message, size, "%s: not a name of a bundle", name);
        return Error::invalid;
    }
    auto* e = new (std::nothrow) Extension(name, mode, parameters);
    if (!e) return Error::no_memory;
    {
        exec::MutexGuard guard(g_mutex);
        bool exists = false;
        g_extensions.for_each([&](Extension& other) { exists |= strcmp(other.name(), name) == 0; });
        if (exists) {
            delete e;
            sniprintf(message, size, "%s: already loaded", name);
            return Error::exists;
        }
        g_extensions.push_back(*e);
    }
    Result<void> r = {};
    {
        exec::MutexGuard guard(e->lock);
        e->loading = true;
        r = e->configure(message, size);
        if (r) r = e->start(message, size);
        if (!r) e->discard(); // also a domain that failed in init: it is not restarted, loading just failed
        e->loading = false;
    }
    if (r) {
        exec::log(exec::LogLevel::notice, "%s: loaded, %s mode", name,
                  mode == exec::ExtensionMode::native ? "native" : "nooks");
        return r;
    }
    exec::log(exec::LogLevel::error, "%s", message);
    if (e->last_failure.kind != FailureKind::none) log_callers(name, e->last_failure);
    recovery_hook().unloaded(*e);
    forget(*e);
    return r;
}

Result<void> Manager::unload(const char* name) {
    ExtensionRef e = extension_find(name);
    if (!e) return Error::not_found;
    {
        exec::MutexGuard guard(e->lock);
        (void)e->stop().ok();
    }
    recovery_hook().unloaded(*e);
    forget(*e);
    return {};
}

Result<void> Manager::provoke(const char* name, const char* kind, u32 argument) {
    ExtensionRef e = extension_find(name);
    if (!e) return Error::not_found;
    return provoke_extension(*e, kind, argument);
}

Result<void> Manager::restart(const char* name) {
    ExtensionRef e = extension_find(name);
    if (!e) return Error::not_found;
    exec::MutexGuard guard(e->lock);
    if (!e->domain()) return Error::not_found;
    Failure f;
    f.kind = FailureKind::request;
    sniprintf(f.detail, sizeof f.detail, "restart was requested");
    e->domain()->fail(f);
    return {};
}

Result<void> Manager::inject(const char* name, const char* line, char* message, usize size) {
    ExtensionRef e = extension_find(name);
    if (!e) return Error::not_found;
    return nim::inject(*e, line, message, size);
}

// ---------------------------------------------------------------- control channel

int as_status(const Result<void>& r) { return to_errno(r.error()); }

int command_load(int argc, char** argv) {
    if (argc < 2) return to_errno(Error::invalid);
    exec::ExtensionMode mode = exec::extension_mode_of(argv[1]);
    char parameters[256] = "";
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "native") == 0)
            mode = exec::ExtensionMode::native;
        else if (strcmp(argv[i], "nooks") == 0)
            mode = exec::ExtensionMode::nooks;
        else
            sniprintf(parameters + strlen(parameters), sizeof parameters - strlen(parameters), "%s ",
                      argv[i]);
    }
    char message[512] = "";
    const auto r = g_manager.load(argv[1], mode, parameters, message, sizeof message);
    if (!r) exec::JsonLine().field("event", "load_failed").field("name", argv[1]).field("message", message);
    return as_status(r);
}
int command_unload(int argc, char** argv) {
    return argc == 2 ? as_status(g_manager.unload(argv[1])) : to_errno(Error::invalid);
}
int command_provoke(int argc, char** argv) {
    if (argc < 3) return to_errno(Error::invalid);
    return as_status(g_manager.provoke(argv[1], argv[2], argc > 3 ? strtoul(argv[3], nullptr, 0) : 0));
}
int command_restart(int argc, char** argv) {
    return argc == 2 ? as_status(g_manager.restart(argv[1])) : to_errno(Error::invalid);
}
int command_report(int argc, char** argv) {
    char what[64] = "";
    for (int i = 1; i < argc; i++)
        sniprintf(what + strlen(what), sizeof what - strlen(what), "%s%s", i > 1 ? " " : "", argv[i]);
    constexpr usize size = 16384;
    char* text = static_cast<char*>(malloc(size));
    if (!text) return to_errno(Error::no_memory);
    const auto r = write_report(what, text, size);
    for (char* line = r ? strtok(text, "\n") : nullptr; line; line = strtok(nullptr, "\n"))
        exec::JsonLine().field("report", line);
    free(text);
    return to_errno(r.error());
}

constexpr exec::ControlCommand k_commands[] = {
    {"load", "load NAME [nooks|native] [PARAM=VALUE...]", command_load},
    {"unload", "unload NAME", command_unload},
    {"provoke", "provoke NAME KIND [ARGUMENT]", command_provoke},
    {"restart", "restart NAME", command_restart},
    {"report", "report domains|objects NAME|quotas|crossings|failures|recovery|modules", command_report},
};

class PlainHook final : public RecoveryHook {
  public:
    void failed(Domain&) override {}
    void net_appeared(Domain&, NetPort& port) override {
        auto made = exec::NetInterface::create(port);
        if (made) port.bind(made.value());
    }
    void net_vanished(Domain&, NetPort& port) override {
        if (port.interface()) exec::NetInterface::destroy(port.interface());
        port.bind(nullptr);
    }
    // A device in /dev is what stands in for its driver.
    void char_appeared(Domain&, CharPort&) override {}
    void char_vanished(Domain&, CharPort&) override {}
    void block_appeared(Domain&, BlockPort& port) override {
        auto made = exec::BlockDisk::create(port.name(), port, port.shape());
        if (!made) return;
        port.bind(made.value());
        made.value()->ready();
        made.value()->wait_settled();
    }
    void block_vanished(Domain&, BlockPort& port) override {
        auto* disk = static_cast<exec::BlockDisk*>(port.sink());
        port.bind(nullptr);
        if (disk) exec::BlockDisk::destroy(*disk);
    }
    void unloaded(Extension&) override {}
};
PlainHook g_plain_hook;
RecoveryHook* g_hook = &g_plain_hook;

} // namespace

RecoveryHook& recovery_hook() { return *g_hook; }
void recovery_hook_register(RecoveryHook& hook) { g_hook = &hook; }

ExtensionRef::~ExtensionRef() {
    if (e_) put(*e_);
}

ExtensionRef extension_find(const char* name) {
    exec::MutexGuard guard(g_mutex);
    Extension* found = nullptr;
    g_extensions.for_each([&](Extension& e) {
        if (strcmp(e.name(), name) == 0) found = &e;
    });
    if (found) found->references++;
    return ExtensionRef(found);
}

void extension_for_each(void (*f)(Extension&, void*), void* argument) {
    constexpr u32 k_most = 32;
    Extension* all[k_most];
    u32 n = 0;
    {
        exec::MutexGuard guard(g_mutex);
        g_extensions.for_each([&](Extension& e) {
            if (n == k_most) return;
            e.references++;
            all[n++] = &e;
        });
    }
    for (u32 i = 0; i < n; i++) {
        f(*all[i], argument);
        put(*all[i]);
    }
}

void extension_for_each_unlocked(void (*f)(Extension&, void*), void* argument) {
    g_extensions.for_each([&](Extension& e) { f(e, argument); });
}

void init() {
    services_init();
    scrub_init();
    detection_init();
    panic_names_init();
    core_init();
    dma_init();
    system_page_init();
    exec::extension_manager_register(g_manager);
    exec::control_register(k_commands, sizeof k_commands / sizeof k_commands[0]);
    exec::stats_register("handles", [] { return ObjectTracker::alive(); });
    exec::stats_register("packet_handles", [] { return ObjectTracker::alive(ObjectType::packet); });
    exec::stats_register("frame_handles", [] { return ObjectTracker::alive(ObjectType::frames); });
    inject_init();
    bench_init();
    integrity_init();
}

void load_from_command_line() {
    const char* list = exec::boot_option("load");
    if (!list) return;
    char names[128];
    sniprintf(names, sizeof names, "%s", list);
    char* rest = nullptr;
    for (char* n = strtok_r(names, ",", &rest); n; n = strtok_r(nullptr, ",", &rest)) {
        char message[512] = "";
        if (!g_manager.load(n, exec::extension_mode_of(n), "", message, sizeof message))
            exec::JsonLine().field("event", "load_failed").field("name", n).field("message", message);
    }
}

} // namespace alcove::nim
