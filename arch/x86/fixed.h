// SPDX-License-Identifier: MIT
// The fixed mappings in the last 4 MiB: what every directory must have at the same address.
#pragma once
#include "lib/types.h"

namespace alcove::arch {

constexpr VirtAddr k_fixed_base = 0xFFC00000;
constexpr VirtAddr k_fixed_tss = k_fixed_base;                  ///< TSS at the page's end
constexpr VirtAddr k_fixed_bitmap = k_fixed_base + 0x1000;      ///< two pages, per domain
constexpr VirtAddr k_fixed_bitmap_end = k_fixed_base + 0x3000;  ///< all ones
constexpr VirtAddr k_fixed_entry_stack = k_fixed_base + 0x4000; ///< writable everywhere
constexpr VirtAddr k_entry_stack_top = k_fixed_entry_stack + 0x1000;

/// Page-table entry bits (SDM vol. 3, 4.3).
namespace pte {
constexpr u32 present = 1, writable = 2, user = 4, write_through = 8, uncached = 16, accessed = 32,
              dirty = 64;
constexpr u32 large = 128;
/// Software's bits, of programs' pages: not the program's own; and held (exec/frame_holds.h).
constexpr u32 lent = 0x200, held = 0x400;
constexpr u32 address = 0xFFFFF000;
} // namespace pte

/// The kernel directory's entries, and the tables of fixed and vmap regions (linear-map addresses).
extern "C" u32 arch_kernel_directory[1024];
extern "C" u32 arch_fixed_table[1024];

} // namespace alcove::arch
