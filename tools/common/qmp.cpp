// SPDX-License-Identifier: MIT
// QMP: JSON objects, one a line, over a unix socket (QEMU docs/interop/qmp-spec.txt).
#include "tools/common/qmp.h"
#include "tools/common/error.h"
#include "tools/common/socket.h"
#include <cerrno>
#include <sys/socket.h>

namespace alcove::tools {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
constexpr milliseconds k_answer(60000);

milliseconds left(Clock::time_point until) {
    return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(until - Clock::now()));
}

} // namespace

Qmp::Qmp(int listener, milliseconds timeout) {
    if (!wait_readable(listener, static_cast<int>(timeout.count())))
        throw QmpGone("it does not open its monitor");
    fd_ = Fd(accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
    const std::optional<Json> greeting = fd_ ? read(timeout) : std::nullopt;
    if (!greeting || !greeting->contains("QMP")) throw QmpGone("it does not greet");
    const Json version = (*greeting)["QMP"]["version"]["qemu"];
    version_ = version.value("major", 0u) * 1000 + version.value("minor", 0u);
    command("qmp_capabilities");
}

void Qmp::send(const Json& message) {
    const std::string text = message.dump() + "\n";
    if (!send_all(fd_.get(), text.data(), text.size())) throw QmpGone("it closed its monitor");
}

std::optional<Qmp::Json> Qmp::read(milliseconds timeout) {
    const auto until = Clock::now() + timeout;
    for (;;) {
        if (const auto end = partial_.find('\n'); end != std::string::npos) {
            Json json = Json::parse(partial_.substr(0, end), nullptr, false);
            partial_.erase(0, end + 1);
            if (json.is_object()) return json;
            continue;
        }
        if (!wait_readable(fd_.get(), static_cast<int>(left(until).count()))) return std::nullopt;
        char buffer[65536];
        const ssize_t n = recv(fd_.get(), buffer, sizeof buffer, 0);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) throw QmpGone("it closed its monitor");
        partial_.append(buffer, static_cast<std::size_t>(n));
    }
}

void Qmp::forget_all() {
    char buffer[4096];
    while (recv(fd_.get(), buffer, sizeof buffer, MSG_DONTWAIT) > 0) {
    }
    partial_.clear();
    events_.clear();
}

void Qmp::start(const std::string& name, const Json& arguments) {
    Json message = {{"execute", name}, {"id", ++last_id_}};
    if (!arguments.empty()) message["arguments"] = arguments;
    send(message);
}

Qmp::Json Qmp::command(const std::string& name, const Json& arguments) {
    start(name, arguments);
    for (const auto until = Clock::now() + k_answer;;) {
        const std::optional<Json> answer = read(left(until));
        if (!answer) throw QmpGone("its monitor does not answer");
        if (answer->contains("id") && (*answer)["id"] != last_id_) continue; // nobody waits for that one
        if (answer->contains("return")) return (*answer)["return"];
        if (answer->contains("error")) fail("QEMU: {}: {}", name, (*answer)["error"].value("desc", ""));
        if (answer->contains("event")) events_.push_back(*answer);
    }
}

void Qmp::monitor(const std::string& line) {
    const Json said = command("human-monitor-command", {{"command-line", line}});
    if (said.is_string() && !said.get<std::string>().empty())
        fail("QEMU: {}: {}", line, said.get<std::string>());
}

std::optional<Qmp::Json> Qmp::event(milliseconds timeout) {
    for (const auto until = Clock::now() + timeout;;) {
        if (!events_.empty()) {
            Json event = std::move(events_.front());
            events_.pop_front();
            return event;
        }
        std::optional<Json> message = read(left(until));
        if (!message) return std::nullopt;
        if (message->contains("error")) fail("QEMU: {}", (*message)["error"].value("desc", ""));
        if (message->contains("event")) events_.push_back(std::move(*message));
    }
}

} // namespace alcove::tools
