// SPDX-License-Identifier: MIT
// Keeps jiffies and the time of day for domains.
#include "nim/system_page.h"
#include "exec/clock.h"

namespace alcove::nim {
namespace {

nim_system_page g_page;

void on_tick() {
    g_page.jiffies = exec::ticks();
    g_page.tick_tsc = static_cast<u32>(exec::tsc());
    g_page.xtime_usec = g_page.xtime_usec + 1000000 / exec::k_hz;
    if (g_page.xtime_usec >= 1000000) {
        g_page.xtime_usec = g_page.xtime_usec - 1000000;
        g_page.xtime_sec = g_page.xtime_sec + 1;
    }
}

} // namespace

const nim_system_page* system_page() { return &g_page; }

void system_page_init() {
    g_page.tsc_khz = exec::tsc_khz();
    g_page.jiffies = exec::ticks();
    g_page.xtime_sec = exec::unix_time();
    exec::clock_add_tick_hook(on_tick);
}

} // namespace alcove::nim
