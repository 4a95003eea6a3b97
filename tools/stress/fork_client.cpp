// SPDX-License-Identifier: MIT
// One command, one answer.
#include "tools/stress/fork_client.h"
#include "tools/common/error.h"
#include "tools/common/qmp.h"
#include "tools/common/socket.h"
#include <cstring>
#include <filesystem>
#include <sys/socket.h>
#include <sys/wait.h>
#include <fmt/format.h>

namespace alcove::stress {

using forkserver::Answer;
using forkserver::Command;
using forkserver::Op;

namespace {
constexpr int k_connect_ms = 1000, k_answer_ms = 30000;
}

ForkClient::ForkClient(std::string socket, const std::string& library)
    : path_(std::move(socket)), library_(std::filesystem::absolute(library)),
      listener_(tools::listen_unix(path_)) {
    if (!std::filesystem::exists(library_)) problem_ = library + " is missing";
}

std::vector<std::string> ForkClient::prefix() const {
    if (!problem_.empty()) return {};
    return {"env", "LD_PRELOAD=" + library_, fmt::format("{}={}", forkserver::k_socket_variable, path_)};
}

Answer ForkClient::ask(const Command& command) {
    Answer answer{};
    if (!tools::send_all(fd_.get(), &command, sizeof command) ||
        !tools::wait_readable(fd_.get(), k_answer_ms) ||
        recv(fd_.get(), &answer, sizeof answer, MSG_WAITALL) != sizeof answer)
        throw tools::QmpGone("its fork server is gone");
    return answer;
}

bool ForkClient::prepare(const std::string& memory_file, std::size_t shared_offset,
                         std::size_t shared_bytes) {
    if (!problem_.empty()) return false;
    if (tools::wait_readable(listener_.get(), k_connect_ms))
        fd_ = tools::Fd(accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    Command command{};
    if (!fd_)
        problem_ = "the emulator did not load " + library_;
    else if (memory_file.size() >= sizeof command.memory_file)
        problem_ = memory_file + ": the name is too long";
    if (!problem_.empty()) return false;
    command.op = Op::prepare;
    command.shared_offset = shared_offset;
    command.shared_bytes = shared_bytes;
    memory_file.copy(command.memory_file, memory_file.size());
    const Answer answer = ask(command);
    if (answer.error) problem_ = fmt::format("{} ({})", answer.problem, strerror(answer.error));
    return answer.error == 0;
}

pid_t ForkClient::fork() {
    ended_.reset();
    const Answer answer = ask({.op = Op::fork});
    if (answer.error) tools::fail("copying the emulator: {}: {}", answer.problem, strerror(answer.error));
    return answer.pid;
}

std::optional<std::string> ForkClient::death() {
    if (!ended_) {
        const Answer answer = ask({.op = Op::status});
        if (!answer.ended) return std::nullopt;
        ended_ = answer;
    }
    const int status = ended_->wait_status;
    return WIFSIGNALED(status) ? fmt::format("by signal {}", WTERMSIG(status))
                               : fmt::format("with status {}", WEXITSTATUS(status));
}

std::uint64_t ForkClient::end() {
    if (!ended_) ended_ = ask({.op = Op::end});
    return ended_->processor_us;
}

} // namespace alcove::stress
