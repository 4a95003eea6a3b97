// SPDX-License-Identifier: MIT
// A domain's view of memory and ports: its page directory and I/O permission bitmap.
#pragma once
#include "lib/result.h"

namespace alcove::arch {

/// Reads all of the kernel half, writes only what was granted, no user half (docs/design.md).
/// Thread context; not synchronised.
class DomainSpace {
  public:
    DomainSpace() = default;
    ~DomainSpace();
    DomainSpace(const DomainSpace&) = delete;
    DomainSpace& operator=(const DomainSpace&) = delete;

    Result<void> create();
    void destroy();
    PhysAddr directory() const { return directory_; }
    /// The domain may write `pages` pages from `address` on (linear map). Errors: no_memory.
    Result<void> grant(VirtAddr address, u32 pages);
    void revoke(VirtAddr address, u32 pages);
    bool writable(VirtAddr address) const;
    /// The domain may write a vmap-zone mapping (device memory).
    Result<void> grant_mapped(VirtAddr address, u32 pages);
    void revoke_mapped(VirtAddr address, u32 pages);
    /// Opens or closes ports.
    Result<void> ports(u16 first, u32 count, bool open);
    /// Frames that the space itself takes (directory, tables, bitmap).
    u32 frames() const { return frames_; }

  private:
    PhysAddr directory_ = 0;
    PhysAddr fixed_table_ = 0;
    PhysAddr bitmap_[2] = {0, 0};
    u32 frames_ = 0;
    u16 grants_[1024] = {}; ///< granted pages per region
};

} // namespace alcove::arch
