// SPDX-License-Identifier: MIT
// Registers of VT-d's remapping units, and what dma_space.cpp asks of all units together.
#pragma once
#include "lib/result.h"

namespace alcove::arch::iommu {

/// Offsets (Intel VT-d specification, 10.4).
namespace reg {
constexpr u32 version = 0x00, capability = 0x08, extended = 0x10, command = 0x18, status = 0x1C, root = 0x20,
              context_command = 0x28, fault_status = 0x34, event_control = 0x38, event_data = 0x3C,
              event_address = 0x40, event_upper = 0x44, protected_memory = 0x64;
} // namespace reg

/// Global command and status (10.4.4, 10.4.5).
constexpr u32 k_translation = 1u << 31, k_set_root = 1u << 30, k_flush_buffer = 1u << 27, k_queue = 1u << 26;

/// Format and behaviour that all units share; set by iommu_enable.
struct Common {
    u32 levels = 0;            ///< of second-level tables
    bool large_pages = false;  ///< 2 MiB
    bool caching = false;      ///< absent entries are remembered
    bool write_buffer = false; ///< must be flushed before a unit sees new entries
    bool snooped = true;       ///< units see the processor's cache when they read tables
    u32 spaces = 0;            ///< how many domain-ids there are
};
const Common& common();

/// A table entry or part of one was written: makes units see it.
void publish(volatile void* where, u32 bytes);
void flush_write_buffer();
/// Forgets all context entries and what a space maps.
void forget_context(u16 space);
/// Forgets pages of a space, and directory entries on the way.
void forget_pages(u16 space, PhysAddr first, u32 pages);
/// The two halves of a function's context entry; nullptr when its bus is unknown.
volatile u64* context_entry(u16 source);

} // namespace alcove::arch::iommu
