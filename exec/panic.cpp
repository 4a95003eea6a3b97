// SPDX-License-Identifier: MIT
// Stops the machine with a message and a symbolised backtrace on every console.
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/boot_info.h"
#include "exec/console.h"
#include "exec/control.h"
#include "exec/shutdown.h"
#include "exec/symbols.h"
#include "exec/thread.h"
#include "exec/trial.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_max_frames = 24;
constexpr u32 k_max_stack = 64 * 1024; // frames farther apart than this are no chain
constexpr u32 k_exit_status = 3;

constinit u32 depth_ = 0;
constinit char message_[400] = {};
constinit char backtrace_[900] = {};

void say(const char* text) { console_echo(text, strlen(text)); }

void add_to_backtrace(u32& used, u32 address) {
    if (used + 80 > sizeof backtrace_) return;
    if (used) backtrace_[used++] = '\n';
    used += symbol_format(address, backtrace_ + used, sizeof backtrace_ - used);
}

/// Follows the saved frame pointers. Reading them may fault; that panic ends at depth 2.
void collect_backtrace(u32 address, u32 frame) {
    u32 used = 0;
    if (address) add_to_backtrace(used, address);
    for (u32 i = 0; i < k_max_frames && frame >= k_page_offset && frame % 4 == 0; i++) {
        const u32* words = reinterpret_cast<const u32*>(frame);
        const u32 next = words[0];
        if (words[1] < k_page_offset) break;
        add_to_backtrace(used, words[1]);
        if (next <= frame || next - frame > k_max_stack) break;
        frame = next;
    }
}

void print_backtrace() {
    say("backtrace:");
    for (char* p = backtrace_; *p;) {
        const usize n = strcspn(p, "\n");
        say("\n  ");
        console_echo(p, n);
        p += n + (p[n] != '\0');
    }
    say("\n");
}

[[noreturn]] void stop(u32 address, u32 frame, const char* format, va_list arguments) {
    arch::interrupts_off();
    console_enter_panic();
    control_enter_panic();
    if (++depth_ > 2) arch::halt_forever();
    if (depth_ == 1) {
        vsniprintf(message_, sizeof message_, format, arguments);
        Thread* thread = Thread::current();
        say("\npanic: ");
        say(message_);
        say("\nthread: ");
        say(thread ? thread->name : "none");
        say("\n");
        collect_backtrace(address, frame);
    } else {
        say("panic: again, while reporting the first: ");
        say(format);
        say("\n");
    }
    print_backtrace();
    JsonLine().field("event", "panic").field("message", message_).field("backtrace", backtrace_);
    trial_panicked();
    if (boot_option("exit")) shutdown(k_exit_status);
    arch::halt_forever();
}

} // namespace

void panic(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    stop(0, arch::frame_pointer(), format, arguments);
}

void panic_at(unsigned eip, unsigned frame, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    stop(eip, frame, format, arguments);
}

} // namespace alcove::exec
