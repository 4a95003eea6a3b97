// SPDX-License-Identifier: MIT
// Frames that programs have mapped and somebody else allocated: they are given back by whoever lets go last.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// Keeps the frame from being given back; nests. Any context. Errors: no_memory.
Result<void> frame_hold(PhysAddr frame);
/// Ends one hold. The last one of a block that its owner has given back meanwhile frees it. Any context.
void frame_let_go(PhysAddr frame);
/// As frames_free_run(), but later where frames of the block are held. Any context.
void frames_free_held(PhysAddr block, u32 frames);
/// Frames that are held now. Any context.
u32 frames_held();

} // namespace alcove::exec
