// SPDX-License-Identifier: MIT
// A trial inside the machine: plan in, record out, and a machine that stops when there is something to say.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// With `trial` on the command line and QEMU's devices for it, a host runs the trials. Boot.
void trial_init();

/// What is sent on the control channel belongs to the record of the trial that runs. Any context.
void trial_record(const char* line, u32 length);

/// The executive is about to stop for ever: under a host the machine stops here, and the host reads the
/// record. Interrupts off.
void trial_panicked();

/// The machine's N-th fault in code since boot takes effect. Any context, interrupts off.
void trial_fault_reached(u32 index);

/// Adds to what is recorded at a trial's end (faults and their activation). `report` writes JSON lines, in
/// thread context, for the extension under test.
void trial_reporter_register(void (*report)(const char* under_test));

} // namespace alcove::exec
