// SPDX-License-Identifier: MIT
// Clears the code of a dead domain before its frames are used again.
#pragma once
#include "lib/types.h"

namespace alcove::nim {

/// Boot, thread context.
void scrub_init();

/// Takes over a block of frames and gives it back cleared, from a thread of low urgency. An emulator that
/// translates code watches the pages it came from: written to as data they are slow for the rest of the
/// machine's life (QEMU: half the throughput after a recovery), unless each word is overwritten once.
/// Thread context.
void scrub_later(VirtAddr block, u32 frames);

/// Takes this very block back before it has been cleared: a module that is loaded anew to where it was finds
/// most of itself there. False: it is cleared, or was never given. Any context.
bool scrub_take(VirtAddr block, u32 frames);

} // namespace alcove::nim
