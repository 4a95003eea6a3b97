// SPDX-License-Identifier: MIT
// What a set of PCI functions can reach by DMA: a second-level page table and the functions under it.
#pragma once
#include "lib/dma_table.h"
#include "lib/result.h"

namespace alcove::arch {

/// How lib/dma_table.h reaches its tables, and tells the units of changes.
struct UnitMemory {
    u16 id = 0;        ///< the units' name for the space (domain-id)
    u32 functions = 0; ///< that use it: without any, the units remember nothing of it
    u64 read(PhysAddr table, u32 index) const;
    void write(PhysAddr table, u32 index, u64 entry) const;
    Result<PhysAddr> allocate_table() const;
    void free_table(PhysAddr table) const;
    void added(PhysAddr page, u32 pages) const;
    void removed(PhysAddr page, u32 pages) const;
};

/// Bus addresses equal physical ones. Not synchronised: callers hold interrupts off or own the domain. Any
/// context. Only with units that are enabled (iommu.h).
class DmaSpace {
  public:
    DmaSpace() = default;
    ~DmaSpace() { destroy(); }
    DmaSpace(const DmaSpace&) = delete;
    DmaSpace& operator=(const DmaSpace&) = delete;

    /// Errors: no_memory (tables, or names for spaces).
    Result<void> create();
    bool exists() const { return table_.root() != 0; }
    /// Frees the tables. No function is attached.
    void destroy();

    /// The function reaches what this space maps, and nothing else. Errors: invalid (its bus is unknown).
    Result<void> attach(u16 source);
    /// The function reaches nothing; its writes that were under way have arrived when this returns.
    void detach(u16 source);

    /// Maps frames. Errors: exists, no_memory.
    Result<void> map(PhysAddr first, u32 frames, bool writable) {
        return table_.map(first, frames, writable);
    }
    /// Maps [0, end), readable and writable, by the largest pages that the units know; `end` is a multiple of
    /// 2 MiB, 0 stands for 4 GiB. Errors: no_memory.
    Result<void> map_everything(PhysAddr end);
    /// When it returns no device reaches the frames any more.
    void unmap(PhysAddr first, u32 frames) { table_.unmap(first, frames); }
    /// The functions may read bytes of somebody else's until they are taken back; nests. Errors: no_memory,
    /// quota.
    Result<void> lend(PhysAddr start, u32 bytes) { return table_.lend(start, bytes); }
    void take_back(PhysAddr start, u32 bytes) { table_.take_back(start, bytes); }
    /// Frames that the tables take.
    u32 frames() const { return table_.tables(); }

  private:
    DmaTable<UnitMemory> table_;
};

} // namespace alcove::arch
