// SPDX-License-Identifier: MIT
// One read or write of a run of sectors, in memory of its own.
#pragma once
#include "exec/block/disk.h"

namespace alcove::exec {

/// The driver may still have its hands on the memory when whoever waited has been interrupted: then the last
/// piece that comes back frees it.
class BlockTransfer {
  public:
    static constexpr u32 k_most_bytes = 64 * 1024;

    /// Errors: no_memory, invalid (too large). Thread context.
    static Result<BlockTransfer*> create(u32 bytes);
    /// The caller's end of it.
    void put();
    u8* data() { return data_; }

    /// Queues it; `sectors` within what it was created for. Errors: no_device.
    Result<void> start(BlockDisk& disk, u64 sector, u32 sectors, bool write);
    /// Errors: io, no_device, interrupted (the program is to end). Thread context.
    Result<void> wait();
    /// Both.
    Result<void> run(BlockDisk& disk, u64 sector, u32 sectors, bool write) {
        const Result<void> started = start(disk, sector, sectors, write);
        return started ? wait() : started;
    }
    bool over() const { return outstanding_ == 0; }
    Result<void> result() const { return status_ == Error::none ? Result<void>{} : status_; }

    /// A piece of it is done. Any context, interrupts off.
    static void piece_done(BlockPiece& piece, Error status);

  private:
    static constexpr u32 k_most_pieces = k_most_bytes / k_page_size + 1;
    BlockTransfer() = default;
    ~BlockTransfer() = default;

    u8* data_ = nullptr;
    u32 order_ = 0;
    u32 references_ = 1;
    u32 outstanding_ = 0;
    Error status_ = Error::none;
    WaitQueue done_;
    BlockPiece pieces_[k_most_pieces];
};

} // namespace alcove::exec
