// SPDX-License-Identifier: MIT
// The TCP/IP core: its lock, its timer thread, and what lwIP asks of its platform.
#include "exec/net/core.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/clock.h"
#include "exec/net/lwip/hooks.h"
#include "lwip/err.h"
#include "lwip/init.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/sys.h"
#include "lwip/timeouts.h"

namespace alcove::exec {

Mutex core_mutex;

namespace {

u32 unflushed; ///< interfaces with packets for their drivers

/// The TCP timer starts with the first connection, behind this thread's back, so it never sleeps for longer
/// than that timer's interval.
void timer_thread(void*) {
    for (;;) {
        u32 sleep_ms;
        {
            CoreGuardNoWait guard;
            sys_check_timeouts();
            sleep_ms = sys_timeouts_sleeptime();
        }
        if (sleep_ms > 0) thread_sleep_ms(sleep_ms < TCP_TMR_INTERVAL ? sleep_ms : TCP_TMR_INTERVAL);
    }
}

// Packets sent with CoreGuardLazy since the last flush on its account.
constexpr u32 k_lazy_packets = 32;
u32 lazy_packets;
WaitQueue lazy_queue;

/// Runs when nothing else does, so a program that sends and then waits loses no time.
void lazy_thread(void*) {
    for (;;) {
        {
            IrqGuard guard;
            while (!lazy_packets) lazy_queue.wait();
            lazy_packets = 0;
        }
        if (const u32 mask = core_take_transmits()) interfaces_flush(mask);
    }
}

/// For when the processor is always busy.
void lazy_tick(void*) {
    if (const u32 mask = core_take_transmits()) interfaces_flush_later(mask);
}
Timer lazy_timer(lazy_tick, nullptr);

/// xorshift32: enough for ports and transaction numbers.
u32 random_state;
u32 next_random() {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state;
}

u32 mix(u32 hash, u32 value) {
    hash = (hash ^ value) * 0x9E3779B1u;
    return hash ^ (hash >> 15);
}

} // namespace

void core_note_transmit(u32 interface) { __atomic_fetch_or(&unflushed, 1u << interface, __ATOMIC_RELAXED); }

u32 core_take_transmits(u32 mask) {
    if (!(unflushed & mask)) return 0;
    return __atomic_fetch_and(&unflushed, ~mask, __ATOMIC_RELAXED) & mask;
}

void core_flush_lazily() {
    u32 mask = 0;
    {
        IrqGuard guard;
        if (!unflushed) return;
        if (++lazy_packets == 1) {
            lazy_queue.wake_one();
            if (!lazy_timer.pending()) lazy_timer.start(1);
        } else if (lazy_packets >= k_lazy_packets) {
            lazy_packets = 0;
            mask = core_take_transmits();
        }
    }
    if (mask) interfaces_flush(mask);
}

void core_init() {
    random_state = static_cast<u32>(tsc()) ^ unix_time() * 0x9E3779B1u;
    if (random_state == 0) random_state = 1;
    lwip_init();
    ALCOVE_ASSERT(Thread::create("tcpip", priority::network, timer_thread, nullptr).ok());
    ALCOVE_ASSERT(Thread::create("netflush", priority::idle + 1, lazy_thread, nullptr).ok());
}

int error_of_lwip(int err) {
    // Linux's numbers; ERR_* are 0, -1, -2, ... in this order.
    static constexpr u8 k_errors[] = {
        0,   // ERR_OK
        12,  // ERR_MEM: ENOMEM
        105, // ERR_BUF: ENOBUFS
        110, // ERR_TIMEOUT: ETIMEDOUT
        113, // ERR_RTE: EHOSTUNREACH
        115, // ERR_INPROGRESS: EINPROGRESS
        22,  // ERR_VAL: EINVAL
        11,  // ERR_WOULDBLOCK: EAGAIN
        98,  // ERR_USE: EADDRINUSE
        114, // ERR_ALREADY: EALREADY
        106, // ERR_ISCONN: EISCONN
        107, // ERR_CONN: ENOTCONN
        100, // ERR_IF: ENETDOWN
        103, // ERR_ABRT: ECONNABORTED
        104, // ERR_RST: ECONNRESET
        107, // ERR_CLSD: ENOTCONN
        22,  // ERR_ARG: EINVAL
    };
    const u32 index = static_cast<u32>(-err);
    return index < sizeof k_errors ? -k_errors[index] : -5; // EIO
}

} // namespace alcove::exec

using namespace alcove;

extern "C" {

/// Milliseconds; the tick's resolution is enough for timers of 100 ms, and costs one load.
u32_t sys_now(void) { return exec::ticks() * (1000 / exec::k_hz); }

sys_prot_t sys_arch_protect(void) { return arch::interrupts_save(); }
void sys_arch_unprotect(sys_prot_t flags) { arch::interrupts_restore(flags); }

void alcove_net_assertion_failed(const char* message, const char* file, int line) {
    exec::panic("%s:%d: lwIP: %s", file, line, message);
}

u32 alcove_net_random(void) { return exec::next_random(); }

/// RFC 6528's shape: a hash of the connection with a secret, plus a clock of about 4 microseconds.
u32 alcove_net_initial_sequence(const ip_addr_t* local_ip, u16 local_port, const ip_addr_t* remote_ip,
                                u16 remote_port) {
    static const u32 secret = exec::next_random();
    u32 hash = exec::mix(secret, local_ip->addr);
    hash = exec::mix(hash, remote_ip->addr);
    hash = exec::mix(hash, u32{local_port} << 16 | remote_port);
    return hash + static_cast<u32>(exec::now_us() >> 2);
}
}
