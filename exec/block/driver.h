// SPDX-License-Identifier: MIT
// Block devices: what the queue of a disk (above) and block drivers (below) know of each other.
#pragma once
#include "lib/block_elevator.h"
#include "lib/result.h"

namespace alcove::exec {

/// What a driver says of its disk. Sectors are of 512 bytes, whatever the device has.
struct BlockShape {
    u64 sectors = 0;        ///< 0: no medium, or not known before it is opened
    u32 sector_bytes = 512; ///< the device's own: the least that can be read or written; at most a page
    u32 most_sectors = 128; ///< of a request
    u32 minors = 1;         ///< numbers that the disk and its partitions take; 1: it is never partitioned
    bool read_only = false;
    bool removable = false;
};

/// A driver as the queue sees it. nim/ implements it for a domain, recovery/ for a shadow. Thread context,
/// and calls may sleep, unless said otherwise.
class BlockDriver {
  public:
    virtual ~BlockDriver() = default;
    /// Returns the shape, which may be another one than before (a medium was exchanged). Errors: the
    /// driver's.
    virtual Result<BlockShape> open(bool write) = 0;
    virtual void release(bool write) = 0;
    /// Takes a request without sleeping; it is handed over by the next flush() at the latest. It comes back
    /// by BlockSink::done or put_back, once. Errors: again (no room: ready() will tell), no_device (not there
    /// now). Interrupts off.
    virtual Result<void> submit(BlockPiece& request) = 0;
    /// Hands everything queued to the driver; one crossing for a batch.
    virtual void flush() = 0;
    /// By Linux's number; the driver's personality understands it. The argument is a number, or an address in
    /// the memory of the running program. Errors: the driver's; not_tty.
    virtual Result<u32> ioctl(u32 request, u32 argument) = 0;
};

/// What a driver tells its queue. Any context; interrupts may be off.
class BlockSink {
  public:
    /// Request done. Bit i of `failed`: the i-th piece could not be read or written.
    virtual void done(BlockPiece& request, u32 failed) = 0;
    /// The driver is gone, and nobody knows how far it came with the request.
    virtual void put_back(BlockPiece& request) = 0;
    /// There is room again, or a driver again.
    virtual void ready() = 0;

  protected:
    ~BlockSink() = default;
};

} // namespace alcove::exec
