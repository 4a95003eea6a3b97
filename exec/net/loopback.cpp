// SPDX-License-Identifier: MIT
// The loopback interface: what is sent to this machine's own addresses is received again.
#include "exec/assert.h"
#include "exec/net/interface.h"
#include "exec/net/interface_base.h"
#include "lwip/ip.h"
#include <new>

namespace alcove::exec {
namespace {

class LoopbackInterface final : public InterfaceBase {
  public:
    Result<void> start() {
        {
            CoreGuard guard;
            enter("lo");
            ip4_addr_t address, mask, gateway;
            IP4_ADDR(&address, 127, 0, 0, 1);
            IP4_ADDR(&mask, 255, 0, 0, 0);
            ip4_addr_set_zero(&gateway);
            netif_add(&netif_, &address, &mask, &gateway, netif_state(), init, ip_input);
            netif_set_up(&netif_);
        }
        return start_thread();
    }
    void fill_info(InterfaceInfo& info, bool ask_driver) override {
        InterfaceBase::fill_info(info, ask_driver);
        info.tx_packets = tx_packets_;
        info.tx_bytes = tx_bytes_;
        info.tx_dropped = rx_dropped_;
    }

  private:
    static err_t init(struct netif* n) {
        n->name[0] = 'l';
        n->name[1] = 'o';
        n->mtu = 1500;
        n->flags = NETIF_FLAG_LINK_UP;
        n->output = output;
        return ERR_OK;
    }
    /// The sender keeps its packet (TCP may send it again), so the receiver gets a copy.
    static err_t output(struct netif* n, pbuf* packet, const ip4_addr_t*) {
        LoopbackInterface& self = static_cast<LoopbackInterface&>(of(*n));
        pbuf* copy = packet_alloc(packet->tot_len);
        if (!copy) return ERR_MEM;
        pbuf_copy_partial(packet, copy->payload, packet->tot_len, 0);
        self.tx_packets_++;
        self.tx_bytes_ += packet->tot_len;
        if (!self.queue_received(copy)) return ERR_MEM;
        self.request(request_input);
        return ERR_OK;
    }

    u32 tx_packets_ = 0;
    u64 tx_bytes_ = 0;
};

LoopbackInterface* loopback;

} // namespace

struct netif& loopback_netif() {
    return loopback->netif_;
}

void loopback_init() {
    loopback = new (std::nothrow) LoopbackInterface;
    ALCOVE_ASSERT(loopback && loopback->start().ok());
}

} // namespace alcove::exec
