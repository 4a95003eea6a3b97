// SPDX-License-Identifier: MIT
// build/tools/core: fetches cores of a domain from the machine that `make shell` or `make gdb` runs.
#include "tools/common/error.h"
#include "tools/common/fd.h"
#include "tools/common/guest_file.h"
#include "tools/common/temp_dir.h"
#include <CLI/CLI.hpp>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace alcove::core {
namespace {

using Json = nlohmann::json;
using tools::fail;

constexpr int k_patience_ms = 10000;

/// The control channel of a machine, at the socket where QEMU offers it.
class Channel {
  public:
    explicit Channel(const std::string& path)
        : path_(path), fd_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path) fail("{}: too long a name of a socket", path);
        std::memcpy(address.sun_path, path.c_str(), path.size());
        if (connect(fd_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            fail("{}: no machine is there; make shell and make gdb start one", path);
    }

    /// The lines of the answer; `status` is 0 or -errno.
    std::vector<Json> command(const std::string& line, int& status) {
        const std::string sent = line + "\n";
        if (write(fd_.get(), sent.data(), sent.size()) != static_cast<ssize_t>(sent.size()))
            tools::fail_errno(path_);
        const std::string name = line.substr(0, line.find(' '));
        std::vector<Json> lines;
        for (;;) {
            const Json json = Json::parse(next_line(), nullptr, false);
            if (!json.is_object() || json.contains("event")) continue;
            if (json.value("done", "") == name) {
                status = json.value("status", 0);
                return lines;
            }
            lines.push_back(json);
        }
    }

  private:
    std::string next_line() {
        for (;;) {
            if (const auto end = text_.find('\n'); end != std::string::npos) {
                const std::string line = text_.substr(0, end);
                text_.erase(0, end + 1);
                return line;
            }
            pollfd wait = {fd_.get(), POLLIN, 0};
            char bytes[4096];
            const ssize_t n = poll(&wait, 1, k_patience_ms) == 1 ? read(fd_.get(), bytes, sizeof bytes) : 0;
            if (n <= 0)
                fail("{}: the machine does not answer (is it stopped in gdb, or does alcove-control talk to "
                     "it?)",
                     path_);
            text_.append(bytes, static_cast<std::size_t>(n));
        }
    }

    std::string path_;
    tools::Fd fd_;
    std::string text_;
};

[[noreturn]] void refused(const std::string& domain, int status) {
    switch (-status) {
    case ENOENT:
        fail("{}: no such domain", domain);
    case ENXIO:
        fail("{}: it is down, and no core of its failure was kept (`nim core on {}`, or the word cores on "
             "the command "
             "line)",
             domain, domain);
    case ENOSPC:
        fail("{}: no room below the guest's /tmp", domain);
    default:
        fail("{}: no core: {}", domain, std::strerror(-status));
    }
}

void fetch(const std::string& socket, const std::string& domain, const std::string& folder) {
    Channel channel(socket);
    int status = 0;
    const auto answer = channel.command("core " + domain, status);
    if (status != 0) refused(domain, status);
    for (const Json& line : answer) {
        const std::string text = line.value("answer", "");
        const auto end = text.find(".core: ");
        if (end == std::string::npos) continue;
        const std::string guest = text.substr(0, end + 5);
        const auto lines = channel.command("file " + guest, status);
        if (status != 0) fail("{}: {}", guest, std::strerror(-status));
        const std::string path = folder + guest.substr(guest.rfind('/'));
        tools::write_file(path, tools::guest_file(lines));
        fmt::print("{}{}\n    make gdb CORE={}\n", folder, text.substr(guest.rfind('/')), path);
    }
}

} // namespace
} // namespace alcove::core

int main(int argc, char** argv) {
    CLI::App app("Fetches the core of a domain of the machine that make shell or make gdb runs: of the "
                 "living domain,\n"
                 "and of its last failure when that was kept.",
                 "core");
    std::string domain, socket = "build/control.sock", folder = "build";
    app.add_option("DOMAIN", domain, "the domain")->required();
    app.add_option("--socket", socket, "the machine's control channel (build/control.sock)");
    app.add_option("--folder", folder, "where the file goes (build)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    try {
        alcove::core::fetch(socket, domain, folder);
        return 0;
    } catch (const std::exception& e) {
        fmt::print(stderr, "core: {}\n", e.what());
        return 1;
    }
}
