// SPDX-License-Identifier: MIT
// Runs parsed lines: built-ins, programs, pipelines, in front and in the background.
#pragma once
#include "history.h"
#include "parser.h"

namespace alcove::shell {

class Shell {
  public:
    /// `interactive`: owns the console, gives it to what it runs in front.
    explicit Shell(bool interactive);

    /// Runs a line; the status of its last command stays in status().
    void run(const char* line);
    int status() const { return status_; }
    History& history() { return history_; }

    /// Tells of programs in the background that have ended.
    void reap();
    void print_jobs() const;
    int wait_for_jobs();

  private:
    struct Job {
        int pid; ///< of its last program; 0: free
        char name[32];
    };
    static constexpr int k_jobs = 8;

    void run_pipeline(const Pipeline& pipeline);
    void run_builtin(const struct Builtin& builtin, const Command& command);
    void expand(const Pipeline& pipeline);
    int start_pipeline(const Pipeline& pipeline, bool background);
    int start(const Command& command, const int (&fds)[3], int job, bool background);
    int wait_in_front(int last);
    void remember(int pid, const char* name);
    void ended(int pid, int status);

    bool interactive_;
    int pid_;
    int status_ = 0;
    int started_ = 0; ///< programs of the pipeline that runs now
    Job jobs_[k_jobs] = {};
    History history_;
    Parser parser_;
    char expanded_[k_max_line]; ///< words of the pipeline that held $?
};

} // namespace alcove::shell
