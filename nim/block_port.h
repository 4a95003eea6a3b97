// SPDX-License-Identifier: MIT
// A domain's disk as the executive sees it: a ring of requests in untrusted memory, and what is in flight.
#pragma once
#include "exec/block/driver.h"
#include "lib/handle_table.h"
#include "lib/list.h"
#include "nim/abi/types.h"

namespace alcove::nim {

class Domain;

/// Base that carries the link, so that Domain can list ports without their definition.
struct BlockPortLink {
    ListNode link;
};

class BlockPort final : public exec::BlockDriver, public BlockPortLink {
  public:
    BlockPort(Domain& domain, const nim_block_info& info);
    ~BlockPort() override;

    /// May the executive use a disk of that shape? (sector sizes, limits of requests)
    static bool acceptable(const nim_block_shape& shape);

    Result<exec::BlockShape> open(bool write) override;
    void release(bool write) override;
    Result<void> submit(BlockPiece& request) override;
    void flush() override;
    Result<u32> ioctl(u32 request, u32 argument) override;

    /// Who gets the requests back; nullptr: nobody, and there are none.
    void bind(exec::BlockSink* sink) { sink_ = sink; }
    exec::BlockSink* sink() const { return sink_; }
    /// Takes finished requests. Any context; interrupts may be off.
    void drain();
    /// The domain ended: every request in flight goes back undone, calls return no_device.
    void detach();
    bool lies_in_rings(VirtAddr address, u32 bytes) const;

    Domain& domain() { return domain_; }
    const char* name() const { return name_; } ///< as the driver asked for it
    const exec::BlockShape& shape() const { return shape_; }
    u32 done() const { return done_; } ///< pieces of requests
    /// When the oldest request that is in flight was handed over, in ticks; false when there is none.
    bool oldest(u32& tick) const;
    Handle handle = 0;
    bool announced = false; ///< programs (or a shadow) know it

  private:
    struct InFlight {
        BlockPiece* request;
        u32 tick;
    };
    Result<void> lend(const BlockPiece& request);
    void take_back(const BlockPiece& request, const BlockPiece* end);
    bool fetch(const BlockPiece& request, const nim_block_request& descriptor, u32 failed);
    bool damaged(const char* what, u32 value);

    Domain& domain_;
    exec::BlockSink* sink_ = nullptr;
    nim_block_rings* rings_;
    u32 cookie_;
    char name_[NIM_BLOCK_NAME];
    exec::BlockShape shape_;
    bool attached_ = true, draining_ = false;
    u32 head_ = 0, done_tail_ = 0; ///< our own copies: the shared ones are not trusted
    u32 done_ = 0;
    InFlight in_flight_[NIM_BLOCK_RING] = {};
};

/// Tracker: the domain gave the disk up or died. Thread context.
void block_port_release(BlockPort* port);

} // namespace alcove::nim
