// SPDX-License-Identifier: MIT
// Raw terminal to COM1 and back.
#include "tools/common/terminal.h"
#include "tools/common/socket.h"
#include <termios.h>
#include <unistd.h>

namespace alcove::tools {
namespace {

constexpr char k_leave = 0x1D; // Ctrl-]

/// Raw mode for the lifetime of the object.
class RawMode {
  public:
    RawMode() {
        tcgetattr(STDIN_FILENO, &before_);
        termios raw = before_;
        cfmakeraw(&raw);
        tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    }
    ~RawMode() { tcsetattr(STDIN_FILENO, TCSANOW, &before_); }
    RawMode(const RawMode&) = delete;
    RawMode& operator=(const RawMode&) = delete;

  private:
    termios before_{};
};

void write_out(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (n <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

} // namespace

bool on_terminal() { return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO); }

void talk_to_console(Machine& machine) {
    const RawMode raw;
    machine.set_console_sink(write_out);
    machine.send_console("\r"); // makes the shell show its prompt again
    while (machine.alive()) {
        if (!wait_readable(STDIN_FILENO, 100)) continue;
        char buffer[256];
        const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
        if (n <= 0) break;
        const std::string_view typed(buffer, static_cast<std::size_t>(n));
        const std::size_t leave = typed.find(k_leave);
        machine.send_console(typed.substr(0, leave));
        if (leave != std::string_view::npos) break;
    }
    machine.set_console_sink({});
    write_out("\r\n");
}

} // namespace alcove::tools
