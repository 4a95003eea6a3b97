// SPDX-License-Identifier: MIT
// The executive's own page directory: linear map, vmap zone, fixed mappings.
#pragma once
#include "lib/result.h"

namespace alcove::arch {

/// Frames for page tables come from the executive.
namespace callback {
Result<PhysAddr> alloc_frame();
void free_frame(PhysAddr frame);
} // namespace callback

constexpr u32 k_vmap_tables = 8; ///< 4 MiB regions of the vmap zone in use; their tables exist from boot

/// Builds the executive's directory for memory up to `memory_end` and switches to it: linear map by
/// 4 MiB pages, the kernel image's region by 4 KiB pages with text and read-only data protected.
/// Boot; takes its tables from `pool`, page-aligned physical memory, and returns how much it used.
u32 paging_init(PhysAddr memory_end, PhysAddr pool);

/// Maps a frame at a page of the vmap zone, for every directory (tables are shared).
void vmap_set(VirtAddr page, PhysAddr frame, bool writable, bool uncached);
void vmap_clear(VirtAddr page);
/// Frame mapped at a page of the vmap zone, or 0.
PhysAddr vmap_get(VirtAddr page);

/// Text and read-only data writable, as a kernel without isolation has them (native mode).
void unprotect_kernel_image();

PhysAddr kernel_directory();
/// The directory in use by the executive now (the kernel's or a process's).
PhysAddr active_directory();
void load_directory(PhysAddr directory);

} // namespace alcove::arch
