// SPDX-License-Identifier: MIT
// The tick from PIT channel 0, the TSC's rate from channel 2, one-shot timers.
#include "exec/clock.h"
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/port.h"
#include "exec/assert.h"
#include "exec/cmos.h"
#include "exec/irq.h"
#include "exec/scheduler.h"

namespace alcove::exec {
namespace {

constexpr u32 k_pit_hz = 1193182; // Intel 8254 with the PC's crystal
constexpr u32 k_calibration_us = 250;
constexpr u32 k_calibrations = 16;

List<Timer, &Timer::link_> g_timers; // sorted by expiry
u32 g_ticks;
u64 g_boot_tsc;
u32 g_tsc_khz = 1;
u32 g_boot_unix;
constexpr u32 k_most_hooks = 4;
void (*g_hooks[k_most_hooks])();
u32 g_hook_count;

/// TSC cycles while channel 2 counts down k_calibration_us.
u64 measure_once() {
    constexpr u32 count = k_pit_hz / 1000 * k_calibration_us / 1000;
    arch::out8(0x61, static_cast<u8>((arch::in8(0x61) & ~2) | 1)); // gate on, speaker off
    arch::out8(0x43, 0xB0);                                        // channel 2, mode 0
    arch::out8(0x42, count & 0xFF);
    arch::out8(0x42, count >> 8);
    const u64 start = arch::read_tsc();
    while (!(arch::in8(0x61) & 0x20)) {
    }
    return arch::read_tsc() - start;
}

bool on_tick(u8, void*) {
    g_ticks++;
    for (u32 i = 0; i < g_hook_count; i++) g_hooks[i]();
    clock_run_timers();
    scheduler_tick();
    return true;
}

IrqAction g_action{on_tick, nullptr, nullptr, false};

} // namespace

void clock_run_timers() {
    while (Timer* t = g_timers.front()) {
        if (static_cast<i32>(t->expires_ - g_ticks) > 0) break;
        t->link_.unlink();
        t->handler_(t->argument_);
    }
}

void clock_init() {
    g_boot_tsc = arch::read_tsc();
    g_boot_unix = cmos_unix_time();
    // An emulator that loses its processor during one measurement makes that one too long, never too short;
    // on a busy host it gets it for a few milliseconds at a time, so many short ones find a quiet moment.
    u64 cycles = measure_once();
    for (u32 i = 1; i < k_calibrations; i++)
        if (const u64 again = measure_once(); again < cycles) cycles = again;
    g_tsc_khz = static_cast<u32>(cycles * 1000 / k_calibration_us);
    if (g_tsc_khz == 0) g_tsc_khz = 1;
    constexpr u32 divisor = k_pit_hz / k_hz;
    arch::out8(0x43, 0x34); // channel 0, mode 2
    arch::out8(0x40, divisor & 0xFF);
    arch::out8(0x40, divisor >> 8);
    ALCOVE_ASSERT(irq_attach(0, g_action).ok());
}

void clock_add_tick_hook(void (*hook)()) {
    ALCOVE_ASSERT(g_hook_count < k_most_hooks);
    g_hooks[g_hook_count++] = hook;
}
u32 ticks() { return g_ticks; }
u64 tsc() { return arch::read_tsc(); }
u32 tsc_khz() { return g_tsc_khz; }
u32 unix_time() { return g_boot_unix + static_cast<u32>(now_us() / 1000000); }

u64 now_ns() { return tsc_to_ns(arch::read_tsc()); }

u64 tsc_to_ns(u64 t) {
    const u64 d = t - g_boot_tsc;
    return d / g_tsc_khz * 1000000 + d % g_tsc_khz * 1000000 / g_tsc_khz;
}

void Timer::start(u32 delay) { start_at(g_ticks + (delay ? delay : 1)); }

void Timer::start_at(u32 when) {
    IrqGuard guard;
    link_.unlink();
    expires_ = static_cast<i32>(when - g_ticks) > 0 ? when : g_ticks + 1;
    g_timers.insert_sorted(
        *this, [](const Timer& a, const Timer& b) { return static_cast<i32>(a.expires_ - b.expires_) < 0; });
}

bool Timer::cancel() {
    IrqGuard guard;
    const bool was = link_.linked();
    link_.unlink();
    return was;
}

} // namespace alcove::exec
