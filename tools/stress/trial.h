// SPDX-License-Identifier: MIT
// One trial from outside: a machine that is booted once and taken back to its snapshot for each trial.
#pragma once
#include "lib/trial_verdict.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace alcove::stress {

enum class TrialMode { native, nooks };
const char* mode_name(TrialMode mode);

/// What the machine of a series of trials consists of. Trials of one setup share a snapshot.
struct TrialSetup {
    std::string driver = "e1000"; ///< bundle under test
    TrialMode mode = TrialMode::nooks;
    std::string nic;     ///< QEMU's name of its device; "" by the table of tools/common/nic_models.h
    std::string peer;    ///< bundle at the other end of the wire, where its health is not judged; "": e1000
    std::string modules; ///< folder of bundles from outside, as `make module` leaves them
    bool iommu = false;  ///< q35 with VT-d instead of the i440fx
    std::string kernel = "build/alcove.elf";
    std::string initrd = "build/initrd.tar";
    std::string command_line; ///< more words for the executive
    std::string check;        ///< checkers of the driver, in nooks mode (docs/checkers.md); "" for none
    std::string workload;     ///< options of the program stress; "" for its defaults
    unsigned memory_mib = 16;
    bool copies = true; ///< each trial in a copy of the emulator, where that works; else from a snapshot
    /// driver.conf's deadlines for the bundle under test, unless it says some; 0: leave
    unsigned deadline_ms = 50;
    /// Of the guest's processor in a trial; more is a hang. The same in both modes, though in one of them
    /// deadlines have to pass first.
    unsigned busy_limit_ms = 700;
    unsigned total_limit_ms = 60000; ///< of the guest's clock
    unsigned host_limit_s = 60;      ///< of the host's processor: a boot that takes more does not end
    unsigned trial_limit_s = 10;     ///< the same for a trial; the longest of thousands took 3
};

/// One trial. The same spec on the same setup gives the same result, instruction for instruction.
struct TrialSpec {
    std::uint64_t seed = 0; ///< for the report; the plan says what is done
    std::string plan;       ///< text of docs/fault-injection.md, one line per fault
};

/// A fault of the plan, as the injector reports it. In the order of the plan, without those that were
/// refused.
struct FaultRow {
    std::string type, site; ///< site: "module:function+0x12", or "environment"
    bool activated = false;
    std::uint64_t at_us = 0; ///< of the guest's clock since boot: when it took effect first
};

/// A failure that the executive detected.
struct FailureRow {
    std::string domain, kind, detail, where, backtrace;
    std::uint64_t us = 0; ///< of the guest's clock since boot
};

/// A recovery, with its steps in microseconds of the guest's clock.
struct RecoveryRow {
    std::string domain;
    unsigned generation = 0;
    std::uint64_t failure_us = 0;
    unsigned quiesce_us = 0, unwind_us = 0, release_us = 0, decide_us = 0, restart_us = 0, resume_us = 0;
    unsigned total_us = 0;
};

/// What the application saw.
struct ApplicationView {
    bool finished = false; ///< the workload came to its end
    std::uint64_t bytes = 0, wrong_bytes = 0;
    unsigned pings = 0, lost_pings = 0;
    unsigned errors = 0; ///< calls that failed
    unsigned longest_stall_ms = 0;
};

struct TrialResult {
    Verdict verdict = Verdict::hang;
    unsigned planned = 0, activated = 0;
    unsigned refused = 0; ///< lines of the plan that the guest did not take
    std::vector<FaultRow> faults;
    std::vector<FailureRow> failures; ///< of the extension under test, in order
    std::vector<RecoveryRow> recoveries;
    ApplicationView application;
    /// From the first activated fault to the first failure's detection, in microseconds of the guest's clock
    /// (125 instructions each, and idle time); -1: not known.
    std::int64_t latency_us = -1;
    std::int64_t recovery_us = -1;  ///< of the first recovery; -1: none
    std::uint64_t instructions = 0; ///< of the guest, from the plan's arrival to the end of the trial
    std::vector<std::string>
        integrity;                   ///< what is damaged in the executive or in other domains; empty: nothing
    std::vector<std::string> leaks;  ///< counts that differ from those before the trial
    std::string note;                ///< one line: why this verdict (a panic's message, ...)
    std::vector<std::string> record; ///< the guest's own lines (JSON), in order
    /// Host time of the steps, in microseconds.
    struct Steps {
        unsigned load = 0, run = 0, read = 0;
        unsigned processor = 0; ///< of all this, time that the emulator got from the host's processor
    } steps;
};

/// A booted machine with its snapshot. Not thread-safe; destroyed in the thread that made it. An emulator
/// that dies in a trial is a verdict (crash) and is replaced; one that can't be started, or does not reach
/// the snapshot, throws tools::Error with one clear line.
class TrialMachine {
  public:
    explicit TrialMachine(TrialSetup setup);
    ~TrialMachine();
    TrialMachine(const TrialMachine&) = delete;
    TrialMachine& operator=(const TrialMachine&) = delete;

    TrialResult run(const TrialSpec& spec);

    const TrialSetup& setup() const;
    /// Host microseconds from the emulator's start to the snapshot, the last time.
    unsigned boot_us() const;
    /// How often the emulator had to be started again.
    unsigned restarts() const;
    /// Why trials begin from a snapshot, though copies were wanted; "" when they are copies.
    const std::string& no_copies() const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace alcove::stress
