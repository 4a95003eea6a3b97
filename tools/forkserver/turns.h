// SPDX-License-Identifier: MIT
// The emulator's main loop and its processor take turns: one runs while the other waits.
#pragma once

namespace alcove::forkserver {

/// From now on the calling thread, QEMU's main loop, sleeps in ppoll() for as long as the emulated processor
/// has something to do. The thread that emulates it is known by the condition on which it waits when it has
/// nothing to do.
///
/// Under -icount with one processor, QEMU's timers run in the processor's thread, so the main loop has
/// nothing to add while that one runs. Left alone it does run then, woken by each timer that a device sets,
/// which costs most of the host's time; and where it looks at a processor that has just halted, but has not
/// accounted for its last instructions, it takes the guest's clock further than it should: one run in
/// thousands differs.
void take_turns();

/// From now on the main loop also gets a turn when a device has left it something to do, at once: drives do
/// so, and drivers look at their registers until it is done.
void take_turns_at_events();

/// The main loop waits for something to do, and not in the middle of something: there it may hold QEMU's
/// recursive locks, which belong to a thread's number, and that is another one in a copy.
bool main_loop_rests();

/// In a copy of the process: signals all event descriptors. They are the same ones in all copies, and what
/// was signalled when the first was made may have been taken by it.
void renew_events();

} // namespace alcove::forkserver
