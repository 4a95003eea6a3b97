// SPDX-License-Identifier: MIT
// What firmware's ACPI tables begin with: the root pointer, table headers, checksums (ACPI 1.0, 5.2).
#pragma once
#include "lib/bytes.h"

namespace alcove::acpi {

constexpr u32 k_root_pointer_bytes = 20,
              k_root_pointer_step = 16; ///< the root pointer lies at a multiple of it
constexpr u32 k_header_bytes = 36;
constexpr u32 k_most_bytes = 1u << 20; ///< no table that Alcove reads is longer; a length beyond it is damage

/// Do the bytes sum up to zero?
inline bool sum_is_zero(const u8* bytes, u32 count) {
    u8 sum = 0;
    for (u32 i = 0; i < count; i++) sum = static_cast<u8>(sum + bytes[i]);
    return sum == 0;
}

/// Do the first characters equal `text`?
inline bool begins_with(const u8* bytes, const char* text) {
    for (; *text; text++, bytes++)
        if (*bytes != static_cast<u8>(*text)) return false;
    return true;
}

/// Physical address of the RSDT when these k_root_pointer_bytes are a root pointer, else 0.
inline PhysAddr root_table(const u8* pointer) {
    if (!begins_with(pointer, "RSD PTR ") || !sum_is_zero(pointer, k_root_pointer_bytes)) return 0;
    return load_u32(pointer + 16);
}

/// Length of the table whose header (k_header_bytes) this is; 0 when it is another table or damaged.
inline u32 table_length(const u8* header, const char* signature) {
    const u32 length = load_u32(header + 4);
    const bool fits = length >= k_header_bytes && length <= k_most_bytes;
    return fits && begins_with(header, signature) ? length : 0;
}

} // namespace alcove::acpi
