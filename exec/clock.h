// SPDX-License-Identifier: MIT
// Time: the 100 Hz tick, the time-stamp counter calibrated against the PIT, and one-shot timers.
#pragma once
#include "lib/list.h"
#include "lib/types.h"

namespace alcove::exec {

constexpr u32 k_hz = 100; ///< ticks per second; also the personality's HZ (2.4.18 on i386)

/// Ticks since boot. Any context.
u32 ticks();
/// Nanoseconds since boot, from the TSC. Any context.
u64 now_ns();
/// Microseconds since boot. Any context.
inline u64 now_us() { return now_ns() / 1000; }
/// Raw time-stamp counter, and its rate. Under QEMU's -icount shift=0 one count is one instruction.
u64 tsc();
u32 tsc_khz();
/// What now_ns() was when the counter had that value. Any context.
u64 tsc_to_ns(u64 tsc);
/// Seconds since 1970 (from the CMOS clock at boot).
u32 unix_time();
/// TSC cycles in which the processor waited for an interrupt, since boot (benchmarks subtract them). Any
/// context.
u64 idle_cycles();

/// A one-shot timer; `handler` runs in interrupt context, interrupts off, and must be short.
class Timer {
  public:
    using Handler = void (*)(void* argument);
    Timer(Handler handler, void* argument) : handler_(handler), argument_(argument) {}
    ~Timer() { cancel(); }
    /// Arms (or re-arms) for `delay` ticks from now, at least one. Any context.
    void start(u32 delay);
    /// Arms for the absolute tick `when`; at once at the next tick if that has passed.
    void start_at(u32 when);
    /// Returns whether it was pending. Any context.
    bool cancel();
    bool pending() const { return link_.linked(); }
    u32 expires() const { return expires_; }
    ListNode link_; ///< internal

  private:
    friend void clock_run_timers();
    Handler handler_;
    void* argument_;
    u32 expires_ = 0;
};

/// Boot: PIT, calibration, the CMOS clock. Interrupts off.
void clock_init();
/// Called in each tick, interrupt context. Boot; there is room for four.
void clock_add_tick_hook(void (*hook)());

/// Internal to exec/: runs what has expired. Interrupt context.
void clock_run_timers();

constexpr u32 ms_to_ticks(u32 ms) { return ms / 10 + (ms % 10 != 0); }

} // namespace alcove::exec
