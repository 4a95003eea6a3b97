// SPDX-License-Identifier: MIT
// The control channel on COM2: commands in (one line each), JSON objects out (one line each).
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Builds one JSON object and sends it as a line when destroyed. Strings are escaped.
/// Lines of different threads never mix. Any context but panic's (which has its own way).
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

  private:
    void raw(const char* s, usize n);
    void key(const char* name);
    char text_[1000];
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

} // namespace alcove::exec
