// SPDX-License-Identifier: MIT
// Names to addresses: lwIP's DNS client, waited for in a way that can be given up.
#include "exec/net/socket.h"
#include "lwip/dns.h"
#include <new>

namespace alcove::exec {
namespace {

constexpr u32 k_timeout_ms = 10000;

/// One question. lwIP can't forget one, so it stays alive until lwIP's answer and belongs to whoever of
/// the two is later.
struct Question {
    bool answered = false, abandoned = false;
    u32 address = 0;
    WaitQueue queue;

    static void answer(const char*, const ip_addr_t* address, void* argument) {
        Question* q = static_cast<Question*>(argument);
        IrqGuard guard;
        if (q->abandoned) {
            delete q;
            return;
        }
        q->address = address ? address->addr : 0;
        q->answered = true;
        q->queue.wake_all();
    }
};

/// Waits for the answer; -errno when there is none in time.
int wait_for(Question* q) {
    IrqGuard guard;
    while (!q->answered) {
        const WakeReason r = q->queue.wait(k_timeout_ms, true);
        if (r == WakeReason::woken || q->answered) continue;
        q->abandoned = true;
        return r == WakeReason::interrupted ? net_error::intr : net_error::timedout;
    }
    return 0;
}

} // namespace

int socket_resolve(const char* name, u32& address) {
    Question* q = new (std::nothrow) Question;
    if (!q) return net_error::nomem;
    err_t e;
    ip_addr_t at_once = {0};
    {
        CoreGuard guard;
        if (ip_addr_isany_val(*dns_getserver(0)) && !ip4addr_aton(name, &at_once)) {
            delete q;
            return net_error::netdown;
        }
        e = dns_gethostbyname(name, &at_once, Question::answer, q);
    }
    if (e != ERR_INPROGRESS) {
        delete q;
        if (e != ERR_OK) return error_of_lwip(e);
        address = at_once.addr;
        return 0;
    }
    const int r = wait_for(q);
    if (r < 0) return r;
    address = q->address;
    delete q;
    return address ? 0 : -2; // ENOENT
}

} // namespace alcove::exec
