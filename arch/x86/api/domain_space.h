// SPDX-License-Identifier: MIT
// A domain's view of memory and ports: its page directory and I/O permission bitmap.
#pragma once
#include "lib/page_directory.h"
#include "lib/result.h"

namespace alcove::arch {

/// How lib/page_directory.h reaches page tables here: through the linear map.
struct LinearPageMemory {
    u32 read(PhysAddr table, u32 index) const { return phys_to_virt<u32>(table)[index]; }
    void write(PhysAddr table, u32 index, u32 entry) { phys_to_virt<u32>(table)[index] = entry; }
    Result<PhysAddr> allocate_table();
    void free_table(PhysAddr table);
    /// A domain's directory is never the active one while the executive changes it, and entering the
    /// domain loads CR3: nothing stale can stay (no global pages).
    void invalidate(VirtAddr) {}
};

/// Reads all of the kernel half, writes only what was granted, no user half (docs/design.md).
/// Not synchronised: callers hold interrupts off or own the domain.
class DomainSpace {
  public:
    DomainSpace() = default;
    ~DomainSpace() { destroy(); }
    DomainSpace(const DomainSpace&) = delete;
    DomainSpace& operator=(const DomainSpace&) = delete;

    /// Errors: no_memory.
    Result<void> create();
    void destroy();
    PhysAddr directory() const { return directory_.physical(); }
    /// The domain may write `pages` pages from `address` on (linear map, or a device mapping of the vmap
    /// zone). Errors: no_memory, exists.
    Result<void> grant(VirtAddr address, u32 pages) { return directory_.grant_write(address, pages); }
    /// Pages that were not granted are passed over.
    void revoke(VirtAddr address, u32 pages);
    /// The domain can neither read nor write these pages of its own any more, until they are revoked.
    void close(VirtAddr address, u32 pages) { directory_.close(address, pages); }
    bool may_write(VirtAddr address, u32 bytes) const { return directory_.may_write(address, bytes); }
    /// Opens or closes ports; nests by nothing: the last call counts. Errors: no_memory.
    Result<void> ports(u16 first, u32 count, bool open);
    /// Frames that the space itself takes (directory, tables, bitmap).
    u32 frames() const { return 1 + directory_.tables() + (bitmap_[0] ? 2 : 0); }

  private:
    DomainDirectory<LinearPageMemory> directory_;
    PhysAddr bitmap_[2] = {0, 0};
};

} // namespace alcove::arch
