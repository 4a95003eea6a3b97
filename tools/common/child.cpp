// SPDX-License-Identifier: MIT
// Child processes: start, kill by process group, reap.
#include "tools/common/child.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace alcove::tools {

Child::Child(const std::vector<std::string>& arguments, const std::string& output_path) {
    std::vector<char*> argv;
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    pid_ = fork();
    if (pid_ < 0) fail_errno("fork");
    if (pid_ == 0) {
        setpgid(0, 0);
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        const int in = open("/dev/null", O_RDONLY);
        const int out = open(output_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
        dup2(in, 0);
        dup2(out, 1);
        dup2(out, 2);
        for (int fd = 3; fd < 256; ++fd) close(fd);
        execvp(argv[0], argv.data());
        _exit(127);
    }
    setpgid(pid_, pid_);
}

Child::~Child() { kill(); }

void Child::kill() {
    if (status_) return;
    ::kill(-pid_, SIGKILL);
    wait();
}

std::optional<ChildStatus> Child::reap(int flags) {
    if (status_) return status_;
    int raw = 0;
    pid_t r;
    do r = waitpid(pid_, &raw, flags);
    while (r < 0 && errno == EINTR);
    if (r != pid_) return std::nullopt;
    if (WIFEXITED(raw))
        status_ = ChildStatus{true, WEXITSTATUS(raw)};
    else
        status_ = ChildStatus{false, WTERMSIG(raw)};
    return status_;
}

std::optional<ChildStatus> Child::status() { return reap(WNOHANG); }

ChildStatus Child::wait() {
    const auto s = reap(0);
    if (!s) fail_errno("waiting for a child");
    return *s;
}

void run_program(const std::vector<std::string>& arguments) {
    TempDir dir;
    const std::string output = dir.file("output");
    Child child(arguments, output);
    const ChildStatus s = child.wait();
    if (s.exited && s.code == 0) return;
    std::string text = read_file(output);
    if (text.size() > 600) text = text.substr(text.size() - 600);
    fail("{} failed (status {}): {}", arguments[0], s.code, text);
}

} // namespace alcove::tools
