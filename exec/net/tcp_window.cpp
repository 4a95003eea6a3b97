// SPDX-License-Identifier: MIT
// TCP's receive window: as wide as the smallest device can take in one burst.
#include "exec/net/tcp_window.h"
#include "exec/net/interface_base.h"
#include "lwip/opt.h"

constexpr alcove::u32 k_widest = TCP_WND_FRAMES;
unsigned short alcove_tcp_window = k_widest * TCP_MSS;

namespace alcove::exec {

void tcp_window_fit() {
    u32 frames = k_widest;
    for (u32 place = 0; place < k_max_interfaces; place++) {
        InterfaceBase* i = interface_at(place);
        if (!i) continue;
        const u32 held = i->receive_frames();
        if (held && held < frames) frames = held;
        i->unref();
    }
    alcove_tcp_window = static_cast<unsigned short>(frames * TCP_MSS);
}

} // namespace alcove::exec
