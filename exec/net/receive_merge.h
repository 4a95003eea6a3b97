// SPDX-License-Identifier: MIT
// Merges consecutive segments of one TCP stream that arrived in one batch, so that lwIP handles and
// acknowledges them as one.
#pragma once
#include "lib/types.h"
struct netif;
struct pbuf;

namespace alcove::exec {

/// What is common to the segments that are being merged, in network byte order.
struct SegmentHead {
    u32 source, destination, ports, acknowledgement;
};

/// Takes packets in their order and hands them to lwIP in that order. Per packet, a plain input() costs
/// over a thousand instructions and every second one an acknowledgement; a merged one costs the checks
/// below and its checksum. Used by one thread, core locked.
class ReceiveMerge {
  public:
    explicit ReceiveMerge(struct netif& n) : netif_(n) {}
    /// Takes the packet over.
    void add(pbuf* p);
    /// Hands on what is held. To be called at a batch's end.
    void flush();

  private:
    bool append(pbuf* p, u32 payload);

    struct netif& netif_;
    pbuf* head_ = nullptr; ///< a segment to which others may be added, or nullptr
    pbuf* last_ = nullptr;
    u32 count_ = 0;         ///< segments in it
    u32 next_sequence_ = 0; ///< host byte order
    SegmentHead flow_ = {};
};

} // namespace alcove::exec
