// SPDX-License-Identifier: MIT
// The 6300ESB's watchdog timer (Intel 6300ESB I/O Controller Hub data sheet, chapter 18).
#include "exec/watchdog.h"
#include "exec/pci.h"
#include "exec/vmap.h"

namespace alcove::exec {
namespace {

constexpr u16 k_vendor = 0x8086, k_device = 0x25AB;
constexpr u32 k_config = 0x60, k_lock = 0x68;             // configuration space
constexpr u32 k_lock_enable = 2;                          // with k_config 0: 1 kHz, expiry resets
constexpr u32 k_timer1 = 0, k_timer2 = 4, k_reload = 0xC; // memory space
constexpr u16 k_reload_now = 0x100;

PciFunction* g_function;
volatile u8* g_registers;

void write_reload(u16 value) { *reinterpret_cast<volatile u16*>(g_registers + k_reload) = value; }

/// Each write to a register has to be announced.
void unlock() {
    write_reload(0x80);
    write_reload(0x86);
}

void write_timer(u32 offset, u32 value) {
    unlock();
    *reinterpret_cast<volatile u32*>(g_registers + offset) = value;
}

} // namespace

bool watchdog_init() {
    for (u32 i = 0; i < pci_count(); i++) {
        PciFunction& f = *pci_at(i);
        if (f.vendor != k_vendor || f.device_id != k_device || !f.bars[0].base) continue;
        constexpr u32 k_command = 4, k_memory_space = 2;
        pci_config_write(f, k_command, 2, pci_config_read(f, k_command, 2) | k_memory_space);
        const auto mapped = vmap_io(f.bars[0].base, 16);
        if (!mapped) return false;
        g_registers = reinterpret_cast<volatile u8*>(mapped.value());
        g_function = &f;
        return true;
    }
    return false;
}

void watchdog_start(u32 timeout_ms) {
    if (!g_function) return;
    pci_config_write(*g_function, k_config, 2, 0);
    write_timer(k_timer1, timeout_ms / 2); // both stages, one after the other
    write_timer(k_timer2, timeout_ms / 2);
    pci_config_write(*g_function, k_lock, 1, k_lock_enable);
    watchdog_feed();
}

void watchdog_feed() {
    if (!g_function) return;
    unlock();
    write_reload(k_reload_now);
}

void watchdog_stop() {
    if (g_function) pci_config_write(*g_function, k_lock, 1, 0);
}

} // namespace alcove::exec
