// SPDX-License-Identifier: MIT
// The queue of a disk: pieces that touch become one request, and requests are taken in one direction.
#pragma once
#include "lib/list.h"
#include "lib/result.h"

namespace alcove {

/// So many sectors (of 512 bytes) of memory within one page, to be read or written. Pieces of neighbouring
/// sectors are chained to a request, which goes by its first piece. The one who adds it keeps it until it is
/// done.
struct BlockPiece {
    u64 sector = 0;
    u32 sectors = 0;
    u8* data = nullptr;
    bool write = false;
    void* owner = nullptr; ///< whose it is; the queue doesn't look

    // --- the request, in its first piece ---
    BlockPiece* next = nullptr; ///< piece of the same request, by ascending sectors
    BlockPiece* last = nullptr;
    u32 pieces = 0;
    u32 total = 0; ///< sectors
    u32 since = 0; ///< what the queue had handed out when it came
    u32 tries = 0; ///< drivers that died of it, or near it
    ListNode link;

    u64 end() const { return sector + total; } ///< of the request
};

struct BlockLimits {
    u32 sectors; ///< of a request, at most
    u32 pieces;
};

/// Not synchronised. A request that has been passed over too often comes first, whatever its sector.
class BlockElevator {
  public:
    static constexpr u32 k_most_passed = 64; ///< requests that go before one that came earlier

    void set_limits(const BlockLimits& limits) { limits_ = limits; }
    bool empty() const { return requests_.empty(); }
    u32 count() const { return count_; } ///< requests
    u32 merges() const { return merges_; }

    /// Queues a piece, as part of a request that it continues or leads to if there is one.
    void add(BlockPiece& piece) {
        piece.next = nullptr;
        piece.last = &piece;
        piece.pieces = 1;
        piece.total = piece.sectors;
        piece.since = taken_;
        piece.tries = 0;
        BlockPiece* before = nullptr; // the last one that begins before it
        for (BlockPiece* r = requests_.front(); r && r->sector <= piece.sector; r = requests_.next(*r))
            before = r;
        BlockPiece* after = before ? requests_.next(*before) : requests_.front();
        insert(piece, after);
        if (before && joins(*before, piece)) {
            join(*before, piece);
            if (after && joins(*before, *after)) join(*before, *after);
        } else if (after && joins(piece, *after)) {
            join(piece, *after);
        }
    }

    /// A request that was taken and could not be done: it is the next to be taken, by itself.
    void put_back(BlockPiece& request) {
        request.since = taken_ - k_most_passed - 1;
        BlockPiece* r = requests_.front();
        while (r && r->sector < request.sector) r = requests_.next(*r);
        insert(request, r);
    }

    /// The next request by the elevator's order, nullptr when there is none.
    BlockPiece* take() {
        BlockPiece *oldest = requests_.front(), *ahead = nullptr;
        for (BlockPiece* r = oldest; r; r = requests_.next(*r)) {
            if (taken_ - r->since > taken_ - oldest->since) oldest = r;
            if (!ahead && r->sector >= position_) ahead = r;
        }
        if (!oldest) return nullptr;
        BlockPiece* r = ahead ? ahead : requests_.front();
        if (taken_ - oldest->since > k_most_passed) r = oldest;
        remove(*r);
        taken_++;
        position_ = r->end();
        return r;
    }

  private:
    bool joins(const BlockPiece& a, const BlockPiece& b) const {
        return a.write == b.write && a.end() == b.sector && !a.tries && !b.tries &&
               a.total + b.total <= limits_.sectors && a.pieces + b.pieces <= limits_.pieces;
    }
    /// `b` becomes the end of `a`; the younger one waits no longer than the older.
    void join(BlockPiece& a, BlockPiece& b) {
        remove(b);
        a.last->next = &b;
        a.last = b.last;
        a.total += b.total;
        a.pieces += b.pieces;
        if (taken_ - b.since > taken_ - a.since) a.since = b.since;
        merges_++;
    }
    void insert(BlockPiece& r, BlockPiece* before) {
        if (before)
            r.link.insert_before(before->link);
        else
            requests_.push_back(r);
        count_++;
    }
    void remove(BlockPiece& r) {
        r.link.unlink();
        count_--;
    }

    List<BlockPiece, &BlockPiece::link> requests_; ///< by ascending sectors
    BlockLimits limits_ = {128, 16};
    u64 position_ = 0; ///< where the last one taken ended
    u32 taken_ = 0, count_ = 0, merges_ = 0;
};

} // namespace alcove
