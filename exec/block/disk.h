// SPDX-License-Identifier: MIT
// A disk as programs know it: its queue, its partitions, who has it open. Drivers come and go below.
#pragma once
#include "exec/block/driver.h"
#include "exec/sync.h"
#include "lib/partition_table.h"

namespace alcove::exec {

class BlockTransfer;
class Device;

struct BlockCounts {
    u32 reads, writes; ///< requests done
    u64 sectors_read, sectors_written;
    u32 merges, errors; ///< pieces that joined another; pieces that failed
    u32 retries;        ///< requests that a driver left behind
    u32 queued, in_flight;
    u32 drivers; ///< how often the driver below was exchanged
};

/// One run of sectors of a disk: all of it, or a partition.
struct BlockExtent {
    u64 first = 0, sectors = 0;
};

class BlockDisk final : public BlockSink {
  public:
    static constexpr u32 k_most_tries = 8; ///< drivers that may die with a request before it counts as failed

    /// Makes the disk known as /dev/NAME; a thread of its own looks for its partitions. Errors: exists,
    /// no_memory. Thread context.
    static Result<BlockDisk*> create(const char* name, BlockDriver& driver, const BlockShape& shape);
    /// No driver will come any more: what waits fails, names go. Thread context.
    static void destroy(BlockDisk& disk);
    /// The index-th disk, with a reference, or nullptr.
    static BlockDisk* at(u32 index);
    void ref();
    void unref();

    /// What was in it is gone: who has it open gets errors until he opens it anew.
    void contents_lost();
    /// Another driver serves it from now on.
    void driver_exchanged(const BlockShape& shape);
    /// Waits for a while until the partitions are known, or a failure is in the way. Thread context.
    void wait_settled();

    // --- BlockSink ---
    void done(BlockPiece& request, u32 failed) override;
    void put_back(BlockPiece& request) override;
    void ready() override;

    // --- for files, thread context ---
    /// Errors: the driver's, read_only, no_device.
    Result<void> open(bool write);
    void close(bool write);
    Result<u32> ioctl(u32 request, u32 argument);
    /// Reads the partition table anew. Errors: those of open.
    Result<void> rescan();
    /// Queues the pieces, which come back to their transfer. Errors: no_device.
    Result<void> start(BlockPiece* pieces, u32 count);
    /// Partition 0 is the whole disk. Errors: no_device.
    Result<BlockExtent> extent(u32 partition) const;

    const char* name() const { return name_; }
    const BlockShape& shape() const { return shape_; }
    u32 contents() const { return contents_; } ///< changes when they are lost
    u32 opens() const { return opens_; }
    /// Of a partition that there is; 0 for the disk.
    u8 type_of(u32 partition) const;
    /// NAME, NAME1, or NAMEp1 where the disk's name ends in a digit.
    void name_of(u32 partition, char* to, usize size) const;
    BlockCounts counts() const;

  private:
    static constexpr u32 k_name_bytes = 24;
    BlockDisk(const char* name, BlockDriver& driver, const BlockShape& shape);
    ~BlockDisk() = default;
    static void thread(void* self);
    void serve();
    void serve_until(const BlockTransfer& transfer);
    void dispatch();
    bool hand_over();
    void scan();
    bool read_sector(BlockTransfer& transfer, u64 sector);
    Result<void> show(u32 partition);
    void show_partitions();
    void hide_partitions();
    void hide(u32 partition);
    void take_shape(const BlockShape& shape);
    void finish(BlockPiece& request, u32 failed);
    void fail_all();

    ListNode link_;
    friend struct BlockRegistry;
    char name_[k_name_bytes];
    BlockDriver& driver_;
    BlockShape shape_;
    PartitionTable table_;
    Device* nodes_[PartitionTable::k_most + 1] = {}; ///< names in /dev, by partition
    BlockElevator queue_;
    BlockCounts counts_ = {};
    u32 references_ = 2; ///< the registry's and the thread's
    u32 opens_ = 0;
    u32 contents_ = 0;
    bool gone_ = false;
    bool work_due_ = false, scan_due_ = true;
    bool scanned_ = false, disturbed_ = false;
    bool dispatching_ = false, again_ = false;
    Mutex scanning_;    ///< who reads the partition table
    WaitQueue work_;    ///< the disk's thread
    WaitQueue settled_; ///< who waits for the first scan
};

} // namespace alcove::exec
