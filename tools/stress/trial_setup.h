// SPDX-License-Identifier: MIT
// From a TrialSetup to the machine that is booted for it.
#pragma once
#include "tools/common/initrd.h"
#include "tools/common/machine_config.h"
#include "tools/stress/trial.h"

namespace alcove::stress {

/// An instruction takes the guest 2^3 ns: 125 million a second. Whatever waits for the clock to pass (a
/// driver in udelay(), a deadline, the detection of a hang) costs the host an eighth of what it would at 1
/// ns.
constexpr unsigned k_icount_shift = 3;

/// The setup with every choice made. Throws tools::Error: unknown driver, no object in its bundle, no card.
TrialSetup complete_setup(TrialSetup setup);

/// The objects of the bundle under test, as files of the host, for the planner. Throws as complete_setup.
std::vector<std::string> bundle_objects(const TrialSetup& setup);

/// An initial RAM file system with what trials need and no more, so that snapshots are small.
std::unique_ptr<tools::Initrd> trial_initrd(const TrialSetup& complete);

/// Two cards on one wire, the devices by which the guest stops itself, a snapshot's file, QMP at `qmp_path`.
tools::MachineConfig trial_machine_config(const TrialSetup& complete, const std::string& initrd,
                                          const std::string& folder, const std::string& qmp_path);

} // namespace alcove::stress
