// SPDX-License-Identifier: MIT
// The user half of one process: pages, a heap that grows, and a count of what it holds.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

constexpr VirtAddr k_user_base = 0x00400000;      ///< below: never mapped, so that null pointers fault
constexpr VirtAddr k_user_stack_top = 0xBFFFF000; ///< the last page of the user half stays empty
constexpr u32 k_user_stack_bytes = 128 << 10;
constexpr u32 k_user_heap_limit = 32u << 20;

class AddressSpace {
  public:
    AddressSpace() = default;
    ~AddressSpace();
    AddressSpace(const AddressSpace&) = delete;
    AddressSpace& operator=(const AddressSpace&) = delete;

    /// Errors: no_memory.
    Result<void> create();
    /// Frees everything. The caller has loaded another directory.
    void destroy();
    PhysAddr directory() const { return directory_; }
    u32 memory_kib() const { return frames_ * (k_page_size / 1024); }

    /// Cleared pages for the range, which is extended to page boundaries; pages that are there already stay.
    /// Errors: no_memory, invalid (outside the user half).
    Result<void> map(VirtAddr address, u32 bytes, bool writable);
    /// Copies into pages of this space, whether they are writable or not. Errors: bad_address.
    Result<void> write(VirtAddr address, const void* from, u32 bytes);

    /// Where the heap begins; once.
    void set_heap(VirtAddr base) { heap_base_ = heap_end_ = base; }
    /// Moves the heap's end and returns the old one. Pages are never given back.
    /// Errors: no_memory (also beyond k_user_heap_limit), invalid (below its base).
    Result<VirtAddr> grow_heap(i32 increment);

  private:
    Result<void> map_page(VirtAddr page, bool writable);

    PhysAddr directory_ = 0;
    u32 frames_ = 0;
    VirtAddr heap_base_ = 0, heap_end_ = 0;
};

} // namespace alcove::exec
