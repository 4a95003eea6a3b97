// SPDX-License-Identifier: MIT
// Cuts a transfer into pieces of a page and waits for them.
#include "exec/block/transfer.h"
#include "exec/frames.h"
#include <new>

namespace alcove::exec {

Result<BlockTransfer*> BlockTransfer::create(u32 bytes) {
    if (bytes == 0 || bytes > k_most_bytes) return Error::invalid;
    auto* t = new (std::nothrow) BlockTransfer;
    if (!t) return Error::no_memory;
    t->order_ = frames_order(bytes);
    const auto block = frames_alloc(t->order_);
    if (!block) {
        delete t;
        return block.error();
    }
    t->data_ = phys_to_virt<u8>(block.value());
    return t;
}

void BlockTransfer::put() {
    {
        IrqGuard guard;
        if (--references_) return;
    }
    frames_free(virt_to_phys(data_), order_);
    delete this;
}

Result<void> BlockTransfer::start(BlockDisk& disk, u64 sector, u32 sectors, bool write) {
    constexpr u32 k_page_sectors = k_page_size / 512;
    u32 count = 0;
    for (u32 done = 0; done < sectors; count++) {
        BlockPiece& p = pieces_[count];
        p.sector = sector + done;
        p.sectors = sectors - done < k_page_sectors ? sectors - done : k_page_sectors;
        p.data = data_ + done * 512;
        p.write = write;
        p.owner = this;
        done += p.sectors;
    }
    {
        IrqGuard guard;
        status_ = Error::none;
        outstanding_ = count;
        references_++;
    }
    const Result<void> started = disk.start(pieces_, count);
    if (!started) {
        outstanding_ = 0;
        put();
    }
    return started;
}

Result<void> BlockTransfer::wait() {
    const WakeReason r = wait_until(
        done_, [this] { return over(); }, k_forever, true);
    return r == WakeReason::interrupted ? Error::interrupted : result();
}

void BlockTransfer::piece_done(BlockPiece& piece, Error status) {
    auto& t = *static_cast<BlockTransfer*>(piece.owner);
    if (t.status_ == Error::none) t.status_ = status;
    if (--t.outstanding_) return;
    t.done_.wake_all();
    t.put();
}

} // namespace alcove::exec
