// SPDX-License-Identifier: MIT
// Names of disks and partitions in /dev, and the files that programs open by them.
#pragma once
#include "exec/block/disk.h"
#include "exec/device.h"

namespace alcove::exec {

/// What lies behind /dev/NAME of a disk, or of one of its partitions; it keeps a reference on the disk.
/// nullptr without memory.
Device* block_device(BlockDisk& disk, u32 partition);

} // namespace alcove::exec
