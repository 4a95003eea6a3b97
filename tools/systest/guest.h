// SPDX-License-Identifier: MIT
// Things that tests do with a guest: programs, checked traffic, counts for leaks, failures on purpose.
#pragma once
#include "tools/systest/test.h"

namespace alcove::systest {

/// For what takes well under a second, on a host that has much else to do.
constexpr Milliseconds k_patience(20000);
/// A policy's row of failures ends when a generation lives longer than a quarter of a second
/// (recovery/policy.h): so that it sees failures one by one.
constexpr Milliseconds k_row_ends(350);

/// What must be the same before and after.
struct Counts {
    long handles = -1, frames_free = -1, heap_blocks = -1, threads = -1;
    bool operator==(const Counts&) const = default;
    std::string text() const;
};
/// From command `stats`.
Counts counts(Machine& machine);
/// The same once nothing moves any more (equal for half a second); the last reading after ten.
Counts settled_counts(Machine& machine);
/// The same but for what a running driver may hold more or less of at one moment: a stack, a heap page.
void require_counts_near(Test& test, Machine& machine, const Counts& before);
/// Waits until the counts are `before` again; fails with both when they don't get there in ten seconds.
void require_counts(Test& test, Machine& machine, const Counts& before);

/// Starts a program; returns its pid.
int start_program(Machine& machine, const std::string& command_line);
/// Waits for a program's end and returns its status; throws when it doesn't end.
int wait_program(Machine& machine, std::size_t from, int pid, Milliseconds timeout);
/// Both; nothing is said about the output, which is on the console.
int run_program_in(Machine& machine, const std::string& command_line, Milliseconds timeout);

/// The last sixty lines of the log.
std::string log_of(Machine& machine);

/// Checked TCP transfers by the program `fetch`, one after the other for as long as the test wants.
class Traffic {
  public:
    Traffic(Test& test, Machine& machine, std::uint64_t bytes = 1 << 20, std::uint64_t rate = 2 << 20);
    /// Starts the next transfer when the last one is over; throws when that one went wrong.
    void keep_going();
    /// Waits for the running transfer's end and checks it.
    void finish(Milliseconds timeout);
    int completed() const { return completed_; }

  private:
    bool over(Milliseconds timeout);
    Test& test_;
    Machine& machine_;
    std::uint64_t bytes_, rate_;
    std::uint32_t seed_ = 1;
    std::size_t mark_ = 0;
    int pid_ = -1;
    int completed_ = 0;
};

/// Breaks a domain; returns the "failure" event. Throws when none comes.
Message provoke(Machine& machine, const std::string& domain, const std::string& kind_and_argument,
                Milliseconds timeout = Milliseconds(15000));
/// Waits for "recovered" after position `from`; throws on "given_up" or nothing.
Message wait_recovered(Machine& machine, std::size_t from, Milliseconds timeout = Milliseconds(45000));
/// provoke, then wait_recovered; returns the failure.
Message provoke_and_recover(Machine& machine, const std::string& domain,
                            const std::string& kind_and_argument);
/// The network works: one small checked transfer.
void require_network(Test& test, Machine& machine);
/// No panic, and the control channel answers.
void require_healthy(Test& test, Machine& machine);

} // namespace alcove::systest
