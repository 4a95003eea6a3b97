// SPDX-License-Identifier: MIT
// Merges consecutive segments of one TCP stream that arrived in one batch, and acknowledgements of which a
// later one says all, so that lwIP handles and acknowledges them as one.
#pragma once
#include "lib/types.h"
struct netif;
struct pbuf;

namespace alcove::exec {

struct TcpFrame;

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
    bool continues(const TcpFrame& frame, u32 payload) const;
    bool append(pbuf* p, u32 payload);
    bool replace(pbuf* p);
    bool head_verified();

    struct netif& netif_;
    pbuf* head_ = nullptr; ///< a segment to which others may be added, or nullptr
    pbuf* last_ = nullptr;
    u32 payload_ = 0;       ///< bytes in it; 0: a mere acknowledgement
    bool verified_ = false; ///< its checksums were verified here, and may no longer fit
};

} // namespace alcove::exec
