// SPDX-License-Identifier: MIT
// The memory through which a host gives a machine a trial and takes its record: both sides' view of it.
#pragma once
#include "lib/types.h"

namespace alcove {

/// What the machine is at. The machine stops itself (docs/trials.md) in `waiting`, and in those after
/// `running`.
enum class TrialState : u32 {
    none,     ///< the machine is not run by a host
    waiting,  ///< for a plan: the snapshot is taken here
    planned,  ///< set by the host, with the plan, while the machine stands still
    running,  ///< the plan was taken
    ended,    ///< the record is complete
    panicked, ///< the executive gave up
    overdue,  ///< the time of the trial was used up
};

/// It lies in the executive's bss at symbol alcove_trial_mailbox; integers are little-endian.
/// Pages of its own: they stay shared where the rest of the memory is copied (tools/forkserver).
struct alignas(4096) TrialMailbox {
    static constexpr u32 k_magic = 0x4C525441; ///< "ATRL"
    static constexpr u32 k_plan_bytes = 16384, k_record_bytes = 49152;

    u32 magic;
    TrialState state;
    u32 plan_bytes;
    u32 record_bytes;       ///< lines that found no room are left out
    u32 busy_limit_ms;      ///< of the processor, from plan to end; more is overdue
    u32 total_limit_ms;     ///< of the guest's clock
    u64 begin_tsc, end_tsc; ///< the end as far as it is known: the last tick of a machine that hangs
    /// Of end_tsc - begin_tsc, in the idle thread; the rest is instructions under icount, 2^shift for each.
    u64 idle_tsc;
    u64 reached; ///< bit N: fault N of the plan's code was reached; for a machine that can't report any more
    u64 first_reached_tsc;
    char plan[k_plan_bytes];
    char record[k_record_bytes];
};

} // namespace alcove
