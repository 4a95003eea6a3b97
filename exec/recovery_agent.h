// SPDX-License-Identifier: MIT
// The executive's side of the recovery agent, the user-mode program that decides what follows a failure.
#pragma once
#include "exec/abi/syscall.h"
#include "lib/result.h"

namespace alcove::exec {

class Process;

/// Asks the agent and waits for its decision; meanwhile the agent runs at the priority of the caller, so that
/// the time is its own and not that of other programs. One caller at a time, thread context. An agent that
/// is late several times in a row is killed, for init starts it again. Fills in event.id.
/// Errors: not_found (there is no agent), no_process (it ended meanwhile), timed_out, invalid (its answer
/// makes no sense).
Result<alcove_recovery_decision> recovery_agent_ask(alcove_recovery_event& event, u32 timeout_ms);

/// A process ends. Interrupts off.
void recovery_agent_ended(const Process& process);

} // namespace alcove::exec
