// SPDX-License-Identifier: MIT
// The control channel on COM2: commands in (one line each), JSON objects out (one line each).
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// How long a thread waits for room for an event, in ms.
constexpr u32 k_control_patience_ms = 500;

/// Builds one JSON object and sends it as a line when destroyed. Strings are escaped, bytes beyond ASCII
/// taken as Latin-1; what does not fit into 2000 bytes is cut, and the line stays valid JSON.
/// Lines of different threads never mix. A thread that may sleep waits for room (at most
/// k_control_patience_ms outside the control thread); elsewhere a line that finds no room is dropped and
/// counted
/// ("control_dropped" of `stats`). Any context.
class JsonLine {
  public:
    JsonLine();
    ~JsonLine();
    JsonLine(const JsonLine&) = delete;
    JsonLine& operator=(const JsonLine&) = delete;
    JsonLine& field(const char* name, const char* value);
    JsonLine& field(const char* name, u64 value);
    JsonLine& field(const char* name, i64 value);
    JsonLine& field(const char* name, u32 value) { return field(name, u64{value}); }
    JsonLine& field(const char* name, int value) { return field(name, i64{value}); }
    JsonLine& field(const char* name, bool value);
    /// An array of `count` strings, as many as fit; text(i, buffer, size) writes the i-th.
    template <typename Text>
    JsonLine& list(const char* name, u32 count, Text text) {
        if (!begin_list(name)) return *this;
        char item[200];
        for (u32 i = 0; i < count; i++) {
            text(i, item, sizeof item);
            add_item(item);
        }
        return end_list();
    }

  private:
    void raw(const char* s, usize n);
    void key(const char* name);
    void quoted(const char* value);
    void escaped(u8 c);
    bool begin_list(const char* name);
    void add_item(const char* value);
    JsonLine& end_list();

    char text_[2000];
    u32 length_;
};

/// A command of the control channel. `handler` runs in the control thread (it may sleep) and answers
/// with JsonLines; the channel itself then sends {"done":"<command>","status":<returned>}.
struct ControlCommand {
    const char* name;
    const char* usage;
    int (*handler)(int argc, char** argv); ///< 0 or -errno
};
void control_register(const ControlCommand* commands, u32 count);

/// Sends a long text as lines of its own: {"<field>":"<one line of the text>"} each. Thread context.
void control_send_text(const char* field, const char* text, usize length);

/// Adds a number to the answer of `stats`. `value` is called in the control thread.
void stats_register(const char* name, u32 (*value)());
/// One of these numbers; 0 when there is none of that name. Thread context.
u32 stats_value(const char* name);

/// Sets the port up, registers the channel's own commands and starts to take them. Lines sent before are
/// lost. Needs irq_attach and threads.
void control_init();

/// From now on output is polled: the machine is about to stop. Interrupts off.
void control_enter_panic();

} // namespace alcove::exec
