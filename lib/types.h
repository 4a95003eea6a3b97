// SPDX-License-Identifier: MIT
// Fixed-width integers and address types that every part of Alcove uses.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace alcove {

using u8 = uint8_t;
using u16 = uint16_t;
using u32 = uint32_t;
using u64 = uint64_t;
using i8 = int8_t;
using i16 = int16_t;
using i32 = int32_t;
using i64 = int64_t;
using usize = size_t;

/// A physical address. Alcove runs without PAE, so 32 bits hold it.
using PhysAddr = u32;
/// A linear (virtual) address of the kernel half or of a program.
using VirtAddr = u32;

constexpr u32 k_page_size = 4096;
constexpr u32 k_page_shift = 12;
constexpr u32 k_region_size = 4u << 20;        ///< what one page-directory entry maps
constexpr VirtAddr k_page_offset = 0xC0000000; ///< start of the linear map of physical memory
constexpr u32 k_linear_limit = 768u << 20;     ///< physical memory beyond this is not used
constexpr VirtAddr k_vmap_base = 0xF0000000;   ///< start of the zone of page-wise kernel mappings
constexpr VirtAddr k_vmap_end = 0xFFC00000;    ///< its end; the last region holds the fixed mappings

constexpr u32 round_up(u32 n, u32 to) { return (n + to - 1) / to * to; }
constexpr u32 round_down(u32 n, u32 to) { return n / to * to; }

/// Kernel address of a physical address below k_linear_limit.
template <typename T = void>
inline T* phys_to_virt(PhysAddr p) {
    return reinterpret_cast<T*>(static_cast<usize>(p + k_page_offset));
}
/// Physical address of an object in the linear map. Not for addresses of the vmap zone.
inline PhysAddr virt_to_phys(const void* v) {
    return static_cast<u32>(reinterpret_cast<usize>(v)) - k_page_offset;
}

} // namespace alcove
