// SPDX-License-Identifier: MIT
// Processes: programs in ring 3, each with an address space, one thread and a table of open files.
#pragma once
#include "exec/address_space.h"
#include "exec/mapping.h"
#include "exec/sync.h"
#include "exec/user_file.h"

namespace alcove::exec {

struct DriverCall;

constexpr i32 k_signal_kill = 9;   ///< SIGKILL
constexpr i32 k_signal_fault = 11; ///< SIGSEGV
/// What wait() tells of a process that a signal ended, as shells show it.
constexpr i32 status_of_signal(i32 signal) { return 128 + (signal & 127); }

/// What a new process gets.
struct ProcessRequest {
    const char* path;
    const char* arguments; ///< NUL-terminated strings, one after the other
    u32 arguments_size;
    File* files[3];          ///< descriptors 0, 1, 2 (nullptr: closed); the process takes its own references
    Process* parent;         ///< who may wait for it; nullptr: nobody, it vanishes when it ends
    i32 job;                 ///< ALCOVE_JOB_NEW or a job's number
    bool foreground = false; ///< the job gets the console
    /// Called when it has ended, by its own last thread; it may sleep. nullptr: nobody cares.
    void (*on_exit)(i32 pid, i32 status, void* argument) = nullptr;
    void* argument = nullptr;
};

class Process {
  public:
    /// Starts a program. Errors: those of vfs_view and elf_load, no_memory, too_big (arguments), invalid.
    static Result<Process*> start(const ProcessRequest& request);
    /// Of the running thread, or nullptr.
    static Process* current() { return Thread::current()->process; }

    i32 pid = 0;
    i32 job = 0;
    char name[20] = {};
    Process* parent = nullptr;
    Thread* thread = nullptr; ///< nullptr once it has ended
    AddressSpace space;
    Mappings mappings{space};
    Descriptors files;
    i32 status = 0;
    i32 killed_by = 0;                 ///< signal that is to end it, or 0
    DriverCall* driver_call = nullptr; ///< under way in a driver (exec/char/driver.h)
    bool ended = false;
    WaitQueue child_ended;
    void (*on_exit)(i32 pid, i32 status, void* argument) = nullptr;
    void* argument = nullptr;
    ListNode all_link;

  private:
    static void main(void* self);
};

/// Ends the running program.
[[noreturn]] void process_exit(i32 status);

/// Asks a process to end with status 128 + signal: it does at its next way back to ring 3 or interruptible
/// sleep. Errors: no_process. Any context.
Result<void> process_kill(i32 pid, i32 signal);
/// The same for each process of a job.
void process_kill_job(i32 job, i32 signal);

/// A child that ended, whose pid is returned (its status in `status`), 0 when there is none yet and
/// `no_hang`. Errors: no_child, interrupted.
Result<i32> process_wait(Process& parent, i32 pid, bool no_hang, i32& status);

/// Calls f(const alcove_process&) for each process and each thread of the executive.
void process_for_each(void (*f)(const alcove_process& info, void* argument), void* argument);

/// On the way back to ring 3 (system call or interrupt), interrupts on: ends the program if it was killed.
void process_before_user_return();

/// Makes the terminal and the control channel's commands ready, starts the recovery agent (agent=, default
/// /bin/recoveryd) and again whenever it ends, and starts init= (default /bin/sh) on the console, and again
/// whenever it ends (with `exit` on the command line the machine stops instead). Boot, when threads run and
/// vfs_init was called.
void process_start_init();
/// {"event":"ready"}, the first time.
void process_report_ready();

} // namespace alcove::exec
