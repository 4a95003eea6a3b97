// SPDX-License-Identifier: MIT
// The terminal's line discipline over exec/console.h.
#include "exec/tty.h"
#include "exec/abi/syscall.h"
#include "exec/console.h"
#include "exec/log.h"
#include "exec/process.h"
#include "exec/sync.h"
#include <algorithm>
#include <string.h>

namespace alcove::exec {

namespace {

constexpr u32 k_ring_bytes = 1024;
constexpr u32 k_line_bytes = 256;
constexpr i32 k_signal_interrupt = 2; // SIGINT

enum Key : char { k_ctrl_c = 3, k_ctrl_d = 4, k_backspace = 8, k_ctrl_u = 21, k_delete = 127 };

/// What was typed: finished bytes in a ring, the line that is still being edited beside it.
class Terminal {
  public:
    void type(char c) {
        if (flags_ & ALCOVE_TTY_RAW) return finish(&c, 1);
        if (c == '\r') c = '\n';
        switch (c) {
        case k_ctrl_c:
            return interrupt();
        case k_ctrl_d:
            return end_of_file();
        case k_backspace:
        case k_delete:
            return erase(1);
        case k_ctrl_u:
            return erase(length_);
        }
        if ((c < ' ' && c != '\n' && c != '\t') || length_ == k_line_bytes - 1) {
            if (c != '\n') return; // no room: the line can still be ended
        }
        line_[length_++] = c;
        console_write(&c, 1);
        if (c == '\n') finish_line();
    }

    Result<u32> read(u8* to, u32 size) {
        const auto something = [this] { return count_ > 0 || end_; };
        IrqGuard guard;
        if (wait_until(readers_, something, k_forever, true) != WakeReason::woken) return Error::interrupted;
        u32 n = 0;
        while (n < size && count_ > 0) {
            const char c = take();
            to[n++] = c;
            if (c == '\n' && !(flags_ & ALCOVE_TTY_RAW)) break;
        }
        if (n == 0) end_ = false;
        return n;
    }

    u32 flags() const { return flags_; }

    void set_flags(u32 flags) {
        IrqGuard guard;
        flags_ = flags;
        end_ = false;
        if (flags & ALCOVE_TTY_RAW) finish_line(); // typed ahead: the program edits it from here
    }

    void set_foreground(i32 job) { foreground_ = job; }
    i32 foreground() const { return foreground_; }

    void reset() {
        IrqGuard guard;
        flags_ = length_ = foreground_ = 0;
        end_ = false;
    }

  private:
    char take() {
        const char c = ring_[start_ % k_ring_bytes];
        start_++;
        count_--;
        return c;
    }

    void finish(const char* text, u32 length) {
        IrqGuard guard;
        for (u32 i = 0; i < length && count_ < k_ring_bytes; i++, count_++)
            ring_[(start_ + count_) % k_ring_bytes] = text[i];
        readers_.wake_one();
    }

    void finish_line() {
        finish(line_, length_);
        length_ = 0;
    }

    void erase(u32 characters) {
        for (; characters > 0 && length_ > 0; characters--, length_--) console_write("\b \b", 3);
    }

    void end_of_file() {
        IrqGuard guard;
        if (length_ > 0) return finish_line();
        end_ = true;
        readers_.wake_one();
    }

    void interrupt() {
        console_write("^C\n", 3);
        length_ = 0;
        if (foreground_ != 0) process_kill_job(foreground_, k_signal_interrupt);
    }

    u32 flags_ = 0;
    i32 foreground_ = 0;
    bool end_ = false; ///< Ctrl-D on an empty line
    u32 start_ = 0, count_ = 0;
    char ring_[k_ring_bytes] = {};
    u32 length_ = 0;
    char line_[k_line_bytes] = {};
    WaitQueue readers_;
};

Terminal g_terminal;

/// Reads all the time, so that Ctrl-C works while the program in front computes.
void input_thread(void*) {
    for (;;) {
        const int c = console_read_char(k_forever);
        if (c >= 0) g_terminal.type(static_cast<char>(c));
    }
}

} // namespace

void tty_init() {
    const Result<Thread*> thread = Thread::create("tty", priority::control, input_thread, nullptr);
    if (!thread) log(LogLevel::error, "tty: no memory for the input thread");
}

Result<u32> tty_read(u8* to, u32 size) {
    const Process* process = Process::current();
    const i32 owner = g_terminal.foreground();
    if (process && owner != 0 && process->job != owner) return Error::io;
    if (size == 0) return 0u;
    return g_terminal.read(to, size);
}

Result<u32> tty_write(const u8* from, u32 size) {
    console_write(reinterpret_cast<const char*>(from), size);
    return size;
}

Result<i32> tty_ioctl(u32 request, VirtAddr argument) {
    if (request != ALCOVE_IOCTL_TTY_GET && request != ALCOVE_IOCTL_TTY_SET) return Error::not_tty;
    u32 flags = g_terminal.flags();
    if (request == ALCOVE_IOCTL_TTY_GET) {
        const Result<void> r = copy_to_user(argument, &flags, sizeof flags);
        return r ? Result<i32>(0) : r.error();
    }
    if (const Result<void> r = copy_from_user(&flags, argument, sizeof flags); !r) return r.error();
    if (flags & ~u32{ALCOVE_TTY_RAW}) return Error::invalid;
    g_terminal.set_flags(flags);
    return 0;
}

void tty_set_foreground(i32 job) { g_terminal.set_foreground(job); }

void tty_reset() { g_terminal.reset(); }

} // namespace alcove::exec
