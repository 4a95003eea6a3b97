// SPDX-License-Identifier: MIT
// Starting and waiting for programs.
#include "shell.h"
#include "alcove/errors.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "builtins.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

namespace alcove::shell {

using namespace alcove::user;

namespace {

constexpr int k_saved_output = ALCOVE_FD_MAX - 1;
constexpr int k_not_found = 127, k_not_started = 126, k_interrupted = 130;

/// The file behind > or >>; -1 with a complaint when it can't be written.
int open_output(const Command& command) {
    const int fd = open(command.output, O_WRONLY | O_CREAT | (command.append ? O_APPEND : O_TRUNC), 0666);
    if (fd < 0) complain_errno("%s", command.output);
    return fd;
}

const Builtin* find_builtin(const char* name) {
    for (const Builtin& b : k_builtins) {
        if (strcmp(b.name, name) == 0) return &b;
    }
    return nullptr;
}

} // namespace

Shell::Shell(bool interactive) : interactive_(interactive), pid_(getpid()) {
    if (interactive_) sys_foreground(pid_);
}

void Shell::run(const char* line) {
    if (!parser_.parse(line)) {
        complain("%s", parser_.error());
        status_ = 2;
        return;
    }
    bool skip = false;
    for (int i = 0; i < parser_.count(); i++) {
        const Pipeline& p = parser_.pipeline(i);
        if (!skip) run_pipeline(p);
        if (status_ == k_interrupted) return;
        if (p.after == Connector::on_success) {
            skip = status_ != 0;
        } else {
            skip = p.after == Connector::on_failure && status_ == 0;
        }
    }
}

/// Puts the last status in place of each $?.
void Shell::expand(const Pipeline& pipeline) {
    unsigned used = 0;
    for (int i = 0; i < pipeline.count; i++) {
        for (char** word = pipeline.commands[i].words; *word; word++) {
            if (!strchr(*word, k_status_mark)) continue;
            const unsigned start = used;
            for (const char* p = *word; *p && used < sizeof expanded_ - 16; p++) {
                if (*p == k_status_mark) {
                    used += static_cast<unsigned>(sniprintf(expanded_ + used, 12, "%d", status_));
                } else {
                    expanded_[used++] = *p;
                }
            }
            expanded_[used++] = '\0';
            *word = expanded_ + start;
        }
    }
}

void Shell::run_pipeline(const Pipeline& pipeline) {
    expand(pipeline);
    const bool background = pipeline.after == Connector::background;
    const Command& first = pipeline.commands[0];
    if (const Builtin* b = pipeline.count == 1 ? find_builtin(first.words[0]) : nullptr) {
        run_builtin(*b, first);
        return;
    }
    fflush(stdout);
    const int job = start_pipeline(pipeline, background);
    if (job > 0 && background) iprintf("[%d]\n", job);
    fflush(stdout);
}

/// In the shell itself, with its own output exchanged meanwhile.
void Shell::run_builtin(const Builtin& builtin, const Command& command) {
    const int file = command.output ? open_output(command) : -1;
    status_ = 1;
    if (command.output && file < 0) return;
    fflush(stdout);
    if (file >= 0) {
        dup2(STDOUT_FILENO, k_saved_output);
        dup2(file, STDOUT_FILENO);
    }
    status_ = builtin.run(*this, command.count, command.words);
    fflush(stdout);
    if (file < 0) return;
    dup2(k_saved_output, STDOUT_FILENO);
    close(k_saved_output);
    close(file);
}

/// Starts all programs of a pipeline; in front it also waits for them. Returns the job or 0.
int Shell::start_pipeline(const Pipeline& pipeline, bool background) {
    int job = ALCOVE_JOB_NEW, last = 0;
    int input = background ? open("/dev/null", O_RDONLY) : STDIN_FILENO;
    started_ = 0;
    for (int i = 0; i < pipeline.count; i++) {
        const Command& command = pipeline.commands[i];
        int ends[2] = {-1, STDOUT_FILENO};
        if (i + 1 < pipeline.count && pipe(ends) < 0) {
            complain_errno("pipe");
            break;
        }
        const int file = command.input ? open(command.input, O_RDONLY) : input;
        if (file < 0) complain_errno("%s", command.input);
        const int output = command.output ? open_output(command) : ends[1];
        last = 0;
        status_ = 1;
        if (file >= 0 && output >= 0) last = start(command, {file, output, STDERR_FILENO}, job, background);
        if (last > 0 && job == ALCOVE_JOB_NEW) job = last;
        if (file > STDERR_FILENO) close(file);
        if (input > STDERR_FILENO && input != file) close(input);
        if (output > STDERR_FILENO) close(output);
        if (ends[1] > STDERR_FILENO && ends[1] != output) close(ends[1]);
        input = ends[0];
    }
    if (input > STDERR_FILENO) close(input);
    if (job == ALCOVE_JOB_NEW) return 0;
    if (background) {
        remember(last, pipeline.commands[pipeline.count - 1].words[0]);
        status_ = 0;
    } else {
        status_ = wait_in_front(last);
    }
    return job;
}

/// Starts one program; 0 and status_ when that fails.
int Shell::start(const Command& command, const int (&fds)[3], int job, bool background) {
    char path[ALCOVE_TEXT_MAX];
    const char* name = command.words[0];
    sniprintf(path, sizeof path, "%s%s", strchr(name, '/') ? "" : "/bin/", name);
    const unsigned flags = interactive_ && !background ? ALCOVE_SPAWN_FOREGROUND : 0;
    const int pid = spawn(path, command.words, fds, job, flags);
    if (pid > 0) {
        started_++;
        return pid;
    }
    if (errno == ENOENT) {
        complain(find_builtin(name) ? "%s: a built-in command can't be part of a pipeline"
                                    : "%s: no such command (help lists them)",
                 name);
        status_ = k_not_found;
    } else {
        complain_errno("%s", name);
        status_ = k_not_started;
    }
    return 0;
}

/// Waits for the programs started last; `last` (0: it was never started) gives the status.
int Shell::wait_in_front(int last) {
    int result = last ? 0 : status_;
    while (started_ > 0) {
        int status;
        const int pid = wait_for(-1, status);
        if (pid < 0) break;
        bool background = false;
        for (const Job& j : jobs_) background |= j.pid == pid;
        if (background) {
            ended(pid, status);
            continue;
        }
        started_--;
        if (pid == last) result = status;
    }
    if (interactive_) sys_foreground(pid_);
    return result;
}

void Shell::remember(int pid, const char* name) {
    for (Job& j : jobs_) {
        if (j.pid || pid == 0) continue;
        j.pid = pid;
        strlcpy(j.name, name, sizeof j.name);
        return;
    }
}

void Shell::ended(int pid, int status) {
    for (Job& j : jobs_) {
        if (j.pid != pid) continue;
        if (interactive_) iprintf("[%d] %s ended with status %d\n", pid, j.name, status);
        j.pid = 0;
    }
}

void Shell::reap() {
    int status, pid;
    while ((pid = wait_for(-1, status, true)) > 0) ended(pid, status);
    fflush(stdout);
}

void Shell::print_jobs() const {
    for (const Job& j : jobs_) {
        if (j.pid) iprintf("[%d] %s\n", j.pid, j.name);
    }
}

int Shell::wait_for_jobs() {
    int status = 0, pid;
    while ((pid = wait_for(-1, status)) > 0) ended(pid, status);
    return status;
}

} // namespace alcove::shell
