// SPDX-License-Identifier: MIT
// System calls on extensions, the log and the machine.
#include "exec/debug.h"
#include "exec/extension.h"
#include "exec/log.h"
#include "exec/process.h"
#include "exec/shutdown.h"
#include "exec/syscall.h"
#include <algorithm>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {

namespace {

constexpr u32 k_message_bytes = 512;
constexpr u32 k_text_bytes = 32768; ///< of a report or a piece of the log, at most

/// Calls f(ExtensionManager&), or says that there is none.
template <typename F>
i32 with_manager(F f) {
    ExtensionManager* manager = extension_manager();
    return manager ? f(*manager) : to_errno(Error::not_implemented);
}

/// Lets f(buffer, size) write text and copies it to the program; returns its length.
template <typename F>
i32 text_to(const UserSink& to, F f) {
    const u32 size = std::min(to.size(), k_text_bytes);
    char* text = static_cast<char*>(malloc(size + 1));
    if (!text) return to_errno(Error::no_memory);
    Result<usize> length = f(text, size);
    if (length) {
        const u32 n = std::min<u32>(length.value(), size);
        if (const Result<void> r = to.fill(0, text, n); !r) length = r.error();
    }
    free(text);
    return syscall_result(length);
}

} // namespace

i32 syscall_extension_load(const char* name, u32 mode, const char* parameters, const UserSink& message) {
    if (mode > ALCOVE_MODE_NOOKS) return to_errno(Error::invalid);
    const ExtensionMode modes[] = {extension_mode_of(name), ExtensionMode::native, ExtensionMode::nooks};
    return with_manager([&](ExtensionManager& manager) -> i32 {
        char text[k_message_bytes] = "";
        const Result<void> loaded = manager.load(name, modes[mode], parameters, text, sizeof text);
        const u32 length = std::min<u32>(strlen(text) + 1, message.size());
        (void)message.fill(0, text, length);
        return syscall_result(loaded);
    });
}

i32 syscall_extension_unload(const char* name) {
    return with_manager([&](ExtensionManager& m) { return syscall_result(m.unload(name)); });
}

i32 syscall_extension_report(const char* what, const UserSink& text) {
    return with_manager([&](ExtensionManager& m) {
        return text_to(text, [&](char* buffer, u32 size) { return m.report(what, buffer, size); });
    });
}

i32 syscall_extension_provoke(const char* name, const char* kind, u32 argument) {
    return with_manager([&](ExtensionManager& m) { return syscall_result(m.provoke(name, kind, argument)); });
}

i32 syscall_extension_restart(const char* name) {
    return with_manager([&](ExtensionManager& m) { return syscall_result(m.restart(name)); });
}

i32 syscall_extension_inject(const char* name, const char* line, const UserSink& message) {
    return with_manager([&](ExtensionManager& m) -> i32 {
        char text[k_message_bytes] = "";
        const Result<void> done = m.inject(name, line, text, sizeof text);
        (void)message.fill(0, text, std::min<u32>(strlen(text) + 1, message.size()));
        return syscall_result(done);
    });
}

i32 syscall_debug(const char* command, const UserSink& answer) {
    return text_to(answer, [&](char* buffer, u32 size) { return debug_run(command, buffer, size); });
}

i32 syscall_log_read(u32 from, const UserSink& text, u32& next) {
    return text_to(
        text, [&](char* buffer, u32 size) -> Result<usize> { return log_read(from, buffer, size, next); });
}

i32 syscall_ready() {
    process_report_ready();
    return 0;
}

i32 syscall_power_off(u32 status) { shutdown(status); }

} // namespace alcove::exec
