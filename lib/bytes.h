// SPDX-License-Identifier: MIT
// Loads and stores of little-endian numbers at any alignment, and the few byte loops that lib/ needs.
#pragma once
#include "lib/types.h"

namespace alcove {

namespace detail {
struct __attribute__((packed, may_alias)) Unaligned16 {
    u16 value;
};
struct __attribute__((packed, may_alias)) Unaligned32 {
    u32 value;
};
} // namespace detail

inline u16 load_u16(const void* p) { return static_cast<const detail::Unaligned16*>(p)->value; }
inline u32 load_u32(const void* p) { return static_cast<const detail::Unaligned32*>(p)->value; }
inline void store_u32(void* p, u32 v) { static_cast<detail::Unaligned32*>(p)->value = v; }

/// Is [offset, offset+count) inside of [0, size)? No sum can wrap.
constexpr bool range_inside(u64 offset, u64 count, u64 size) {
    return offset <= size && count <= size - offset;
}

} // namespace alcove
