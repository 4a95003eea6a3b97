// SPDX-License-Identifier: MIT
// A child process in a process group of its own, which is killed with its owner.
#pragma once
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace alcove::tools {

struct ChildStatus {
    bool exited; ///< by itself
    int code;    ///< exit status, or the signal's number
};

class Child {
  public:
    /// Starts `arguments[0]` (found in PATH) with stdin from /dev/null and output into `output_path`.
    /// The calling thread must outlive the child: the child dies with the thread that made it.
    Child(const std::vector<std::string>& arguments, const std::string& output_path);
    ~Child();
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// SIGKILL to the child's process group, and waits for it.
    void kill();
    /// The status if it has ended; does not wait.
    std::optional<ChildStatus> status();
    /// Waits for the end.
    ChildStatus wait();
    pid_t pid() const { return pid_; }

  private:
    std::optional<ChildStatus> reap(int flags);
    pid_t pid_ = -1;
    std::optional<ChildStatus> status_;
};

/// Runs a program to its end; throws with the tail of its output when it fails.
void run_program(const std::vector<std::string>& arguments);

} // namespace alcove::tools
