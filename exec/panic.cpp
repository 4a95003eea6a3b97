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
constexpr u32 k_max_line = 128; // of the backtrace

constinit u32 depth_ = 0;
constinit char message_[400] = {};
constinit char backtrace_[1500] = {};

void say(const char* text) { console_echo(text, strlen(text)); }

void add_to_backtrace(u32& used, const StackFrame& frame) {
    if (used + k_max_line > sizeof backtrace_) return;
    if (used) backtrace_[used++] = '\n';
    const ForeignCode* foreign = foreign_code();
    const u32 n = foreign ? foreign->format(frame, backtrace_ + used, k_max_line) : 0;
    used += n ? n : symbol_format(frame.eip, backtrace_ + used, sizeof backtrace_ - used);
}

bool in_executive(u32 address) {
    u32 offset;
    return symbol_lookup(address, offset);
}

/// The executive's functions all save the frame pointer.
bool step_by_frame_pointer(StackFrame& frame) {
    if (frame.ebp < k_page_offset || frame.ebp % 4) return false;
    const u32* words = reinterpret_cast<const u32*>(frame.ebp);
    // Of two that saved it, the outer one lies higher; an extension uses the register as it likes.
    if (in_executive(words[1]) && words[0] && (words[0] <= frame.ebp || words[0] - frame.ebp > k_max_stack))
        frame.ebp = 0;
    else
        frame.ebp = words[0];
    const u32 at = reinterpret_cast<u32>(words);
    frame = {words[1], at + 8, frame.ebp, true};
    return frame.eip >= k_page_offset;
}

/// A native extension's functions are found by its table of frames. Reading may fault; that panic ends at
/// depth 2.
void collect_backtrace(StackFrame frame) {
    const Thread* t = Thread::current();
    const StackBounds bounds = t ? StackBounds{t->stack_low, t->stack_high} : StackBounds{};
    u32 used = 0;
    if (frame.eip) add_to_backtrace(used, frame);
    for (u32 i = 0; i < k_max_frames; i++) {
        const bool ours = !frame.eip || in_executive(frame.eip);
        const bool done =
            ours ? step_by_frame_pointer(frame) : foreign_code() && foreign_code()->step(frame, bounds);
        if (!done) break;
        add_to_backtrace(used, frame);
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

[[noreturn]] void stop(const StackFrame& frame, const char* format, va_list arguments) {
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
        collect_backtrace(frame);
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
    stop({0, 0, arch::frame_pointer(), false}, format, arguments);
}

void panic_at(unsigned eip, unsigned esp, unsigned frame, const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    stop({eip, esp, frame, false}, format, arguments);
}

} // namespace alcove::exec
