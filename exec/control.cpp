// SPDX-License-Identifier: MIT
// The control channel's thread: reads lines from COM2 and runs the registered commands.
#include "exec/control.h"
#include "exec/frames.h"
#include "exec/heap.h"
#include "exec/log.h"
#include "exec/pci.h"
#include "exec/self_test.h"
#include "exec/serial.h"
#include "exec/shutdown.h"
#include "exec/sync.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_input_ring = 4096;
constexpr u32 k_max_line = 1024;
constexpr int k_max_words = 48;
constexpr u32 k_max_tables = 16;
constexpr u32 k_max_stats = 32;

struct Table {
    const ControlCommand* commands;
    u32 count;
};
struct Stat {
    const char* name;
    u32 (*value)();
};

constinit Table tables_[k_max_tables] = {};
constinit u32 table_count_ = 0;
constinit Stat stats_[k_max_stats] = {};
constinit u32 stat_count_ = 0;

constinit char input_[k_input_ring] = {};
constinit u32 input_head_ = 0, input_tail_ = 0;
WaitQueue input_queue_;

void receive(u8 byte) {
    if (input_head_ - input_tail_ == k_input_ring) return; // the rest of the line will not parse
    input_[input_head_++ % k_input_ring] = static_cast<char>(byte);
    input_queue_.wake_one();
}

char read_byte() {
    IrqGuard guard;
    wait_until(input_queue_, [] { return input_head_ != input_tail_; });
    return input_[input_tail_++ % k_input_ring];
}

/// Reads a line; false if it was longer than `size`.
bool read_line(char* line, u32 size) {
    u32 n = 0;
    for (;;) {
        const char c = read_byte();
        if (c == '\n') break;
        if (c != '\r' && n < size) line[n++] = c;
    }
    const bool fits = n < size;
    line[fits ? n : size - 1] = '\0';
    return fits;
}

/// Cuts a line into words in place; "double quotes" keep spaces.
int split(char* line, char** words) {
    int count = 0;
    for (char* p = line; count < k_max_words;) {
        p += strspn(p, " \t");
        if (!*p) break;
        words[count++] = p;
        char* to = p;
        bool quoted = false;
        for (; *p && (quoted || (*p != ' ' && *p != '\t')); p++) {
            if (*p == '"')
                quoted = !quoted;
            else
                *to++ = *p;
        }
        if (*p) p++;
        *to = '\0';
    }
    words[count] = nullptr;
    return count;
}

const ControlCommand* find(const char* name) {
    for (u32 t = 0; t < table_count_; t++)
        for (u32 i = 0; i < tables_[t].count; i++)
            if (strcmp(tables_[t].commands[i].name, name) == 0) return &tables_[t].commands[i];
    return nullptr;
}

void done(const char* command, int status) { JsonLine().field("done", command).field("status", status); }

void dispatch(char* line) {
    char* words[k_max_words + 1];
    const int count = split(line, words);
    if (count == 0) return;
    const ControlCommand* c = find(words[0]);
    if (!c) JsonLine().field("error", "unknown command");
    done(words[0], c ? c->handler(count, words) : to_errno(Error::not_implemented));
}

void control_thread(void*) {
    static char line[k_max_line];
    for (;;) {
        if (read_line(line, sizeof line)) {
            dispatch(line);
        } else {
            JsonLine().field("error", "line too long");
            done("", to_errno(Error::too_big));
        }
    }
}

int command_ping(int, char**) { return 0; }

int command_help(int, char**) {
    for (u32 t = 0; t < table_count_; t++)
        for (u32 i = 0; i < tables_[t].count; i++)
            JsonLine()
                .field("help", tables_[t].commands[i].name)
                .field("usage", tables_[t].commands[i].usage);
    return 0;
}

/// The last N lines, or all.
int command_log(int argc, char** argv) {
    const u32 wanted = argc > 1 ? strtoul(argv[1], nullptr, 0) : 0xFFFFFFFF;
    static char buffer[4096]; // of the control thread alone
    u32 end = log_next_sequence(), from = wanted < end ? end - wanted : 0;
    while (static_cast<i32>(end - from) > 0) {
        const usize n = log_read(from, buffer, sizeof buffer, from);
        if (n == 0) break;
        control_send_text("log", buffer, n);
    }
    return 0;
}

int command_shutdown(int argc, char** argv) {
    done(argv[0], 0); // the channel has no more say afterwards
    shutdown(argc > 1 ? strtoul(argv[1], nullptr, 0) : 0);
}

int command_stats(int, char**) {
    JsonLine line;
    for (u32 i = 0; i < stat_count_; i++) line.field(stats_[i].name, stats_[i].value());
    return 0;
}

int command_pci(int, char**) {
    for (u32 i = 0; i < pci_count(); i++) {
        char text[200];
        pci_describe(*pci_at(i), text, sizeof text);
        JsonLine().field("pci", text);
    }
    return 0;
}

int command_selftest(int argc, char** argv) {
    const u32 failed = self_test_run(argc > 1 ? argv[1] : nullptr);
    JsonLine().field("failed", failed);
    return failed ? to_errno(Error::io) : 0;
}

constexpr ControlCommand k_commands[] = {
    {"ping", "ping", command_ping},
    {"help", "help", command_help},
    {"log", "log [LINES]", command_log},
    {"shutdown", "shutdown [STATUS]", command_shutdown},
    {"stats", "stats", command_stats},
    {"pci", "pci", command_pci},
    {"selftest", "selftest [NAME]", command_selftest},
};

u32 count_threads() {
    u32 n = 0;
    Thread::for_each([](Thread&, void* count) { ++*static_cast<u32*>(count); }, &n);
    return n;
}

constexpr Stat k_stats[] = {
    // What the heap keeps in reserve counts as free: the figure is compared before and after a failure.
    {"frames_free",
     [] {
         heap_trim();
         return frames_stats().free;
     }},
    {"frames_total", [] { return frames_stats().total; }},
    {"heap_blocks", [] { return heap_stats().blocks; }},
    {"heap_bytes", [] { return heap_stats().bytes; }},
    {"threads", count_threads},
    {"control_dropped", [] { return serial_control.dropped(); }},
    {"console_dropped", [] { return serial_console.dropped(); }},
};

} // namespace

void control_register(const ControlCommand* commands, u32 count) {
    if (table_count_ < k_max_tables)
        tables_[table_count_++] = {commands, count};
    else
        log(LogLevel::error, "control: no room for the commands from %s on", commands->name);
}

void stats_register(const char* name, u32 (*value)()) {
    if (stat_count_ < k_max_stats)
        stats_[stat_count_++] = {name, value};
    else
        log(LogLevel::error, "control: no room for the counter %s", name);
}

u32 stats_value(const char* name) {
    for (u32 i = 0; i < stat_count_; i++)
        if (strcmp(stats_[i].name, name) == 0) return stats_[i].value();
    return 0;
}

void control_send_text(const char* field, const char* text, usize length) {
    constexpr usize k_most = 900; // leaves room for the field's name and some escapes
    char line[k_most + 1];
    for (usize at = 0; at < length;) {
        usize n = 0;
        while (at + n < length && n < k_most && text[at + n] != '\n') n++;
        memcpy(line, text + at, n);
        line[n] = '\0';
        JsonLine().field(field, line);
        at += n;
        if (at < length && text[at] == '\n') at++;
    }
}

void control_enter_panic() { serial_control.stop(); }

void control_init() {
    serial_control.init();
    for (const Stat& s : k_stats) stats_register(s.name, s.value);
    control_register(k_commands, sizeof k_commands / sizeof k_commands[0]);
    if (auto r = Thread::create("control", priority::control, control_thread, nullptr); !r) {
        log(LogLevel::error, "control: no memory for the thread");
        return;
    }
    if (auto r = serial_control.start(receive); !r) log(LogLevel::info, "control: no serial port COM2");
}

} // namespace alcove::exec
