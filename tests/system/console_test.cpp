// SPDX-License-Identifier: MIT
// The console on a PC's own devices: PS/2 keyboard in, VGA text out, driven through QEMU's QMP.
#include "tools/common/socket.h"
#include "tools/common/temp_dir.h"
#include "tools/systest/guest.h"
#include <sys/socket.h>

namespace alcove::systest {
namespace {

constexpr unsigned k_vga_text = 0xB8000, k_columns = 80, k_rows = 25;

/// QEMU's machine protocol (docs/interop/qmp-spec.txt of QEMU), as far as these tests need it.
class Qmp {
  public:
    explicit Qmp(unsigned short port) : fd_(connect_loopback(port)) {
        if (!fd_) throw Error("QEMU's QMP socket is not there");
        read_line();
        execute("qmp_capabilities", Json::object());
    }
    Json execute(const std::string& command, const Json& arguments) {
        const std::string text = Json{{"execute", command}, {"arguments", arguments}}.dump() + "\n";
        send_all(fd_.get(), text.data(), text.size());
        for (;;) {
            const Json answer = Json::parse(read_line(), nullptr, false);
            if (answer.contains("error")) throw Error("QMP: " + answer["error"].dump());
            if (answer.contains("return")) return answer["return"];
        }
    }

  private:
    std::string read_line() {
        std::string line;
        char c;
        while (wait_readable(fd_.get(), 5000) && recv(fd_.get(), &c, 1, 0) == 1) {
            if (c == '\n') return line;
            line += c;
        }
        throw Error("QMP: no answer");
    }
    Fd fd_;
};

void type(Qmp& qmp, const std::string& text) {
    for (const char c : text) {
        const std::string code = c == ' '    ? "spc"
                                 : c == '\n' ? "ret"
                                 : c == '-'  ? "minus"
                                             : std::string(1, c);
        qmp.execute("send-key", {{"keys", {{{"type", "qcode"}, {"data", code}}}}, {"hold-time", 5}});
        std::this_thread::sleep_for(Milliseconds(20));
    }
}

std::string screen(Qmp& qmp) {
    const TempDir dir;
    const std::string file = dir.file("screen");
    qmp.execute("pmemsave", {{"val", k_vga_text}, {"size", k_columns * k_rows * 2}, {"filename", file}});
    const std::string cells = read_file(file);
    std::string text;
    for (unsigned i = 0; i < k_columns * k_rows; ++i) {
        text += cells[2 * i] ? cells[2 * i] : ' ';
        if (i % k_columns == k_columns - 1) text += '\n';
    }
    return text;
}

void keyboard_and_screen(Test& test) {
    unsigned short port;
    { const Fd reserve = listen_loopback(port); } // a port that is free now
    MachineConfig config = test.config("mode=nooks load=ne2k ip=dhcp");
    config.extra = {"-qmp", fmt::format("tcp:127.0.0.1:{},server=on,wait=off", port)};
    Machine& machine = test.boot(config);
    Qmp qmp(port);
    test.require(screen(qmp).find("alcove>") != std::string::npos, "no prompt on the screen:\n{}",
                 screen(qmp));
    type(qmp, "echo typed-on-ps2\n");
    std::string text;
    for (int i = 0; i < 25 && text.find("\ntyped-on-ps2") == std::string::npos; ++i) {
        std::this_thread::sleep_for(Milliseconds(200));
        text = screen(qmp);
    }
    test.require(text.find("\ntyped-on-ps2") != std::string::npos,
                 "what was typed does not come out on the screen:\n{}", text);
    machine.must("ping");
}

const Register k_console_tests{
    {"boot", "keyboard-and-screen", 60, keyboard_and_screen},
};

} // namespace
} // namespace alcove::systest
