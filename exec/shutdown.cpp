// SPDX-License-Identifier: MIT
// Ends the machine in the way that the machine at hand offers.
#include "exec/shutdown.h"
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/port.h"
#include "exec/pci.h"
#include "exec/serial.h"

namespace alcove::exec {
namespace {

/// QEMU's firmware configuration device answers key 0 with "QEMU" (QEMU docs/specs/fw_cfg).
bool is_qemu() {
    constexpr u16 k_selector = 0x510, k_data = 0x511;
    arch::out16(k_selector, 0);
    for (const char* p = "QEMU"; *p; p++)
        if (arch::in8(k_data) != static_cast<u8>(*p)) return false;
    return true;
}

/// The PIIX4's power management function (82371AB data sheet, sections 7.1 and 7.2: PMBA, PMCNTRL).
void power_off_piix4() {
    constexpr u32 k_pmba = 0x40;
    constexpr u16 k_pmcntrl = 4;
    constexpr u16 k_suspend = 1u << 13; // SUS_EN; suspend type 0 is "soft off"
    for (u32 i = 0; i < pci_count(); i++) {
        const PciFunction& f = *pci_at(i);
        if (f.vendor != 0x8086 || f.device_id != 0x7113) continue;
        const u16 base = static_cast<u16>(pci_config_read(f, k_pmba, 4) & 0xFFC0);
        if (base) arch::out16(base + k_pmcntrl, k_suspend);
    }
}

} // namespace

void shutdown(u32 status) {
    constexpr u16 k_debug_exit = 0xF4;
    constexpr u16 k_bochs = 0x8900; // Bochs user manual: "Shutdown" written there ends the emulation
    arch::interrupts_off();
    for (SerialPort* port : {&serial_console, &serial_control}) {
        port->stop();
        port->drain(); // Bochs ends at once and loses what the UART still holds
    }
    if (is_qemu()) arch::out32(k_debug_exit, status);
    for (const char* p = "Shutdown"; *p; p++) arch::out8(k_bochs, static_cast<u8>(*p));
    power_off_piix4();
    arch::halt_forever();
}

} // namespace alcove::exec
