// SPDX-License-Identifier: MIT
// PCI by configuration mechanism 1: enumeration and configuration cycles (PCI 2.2, section 3.2.2.3).
#pragma once
#include "lib/result.h"

namespace alcove::exec {

struct PciBar {
    u32 base; ///< port number or physical address; 0 if absent
    u32 size; ///< bytes
    bool io;  ///< port space, else memory
    bool prefetch;
};

struct PciFunction {
    u8 bus, device, function;
    u16 vendor, device_id, sub_vendor, sub_device;
    u32 class_code; ///< class, subclass, interface in bits 23..0
    u8 revision, header_type, irq_line, irq_pin;
    PciBar bars[6];
    const void* owner = nullptr; ///< who claimed it (a domain), or nullptr
};

/// Scans all buses. Boot.
void pci_init();
u32 pci_count();
/// nullptr past the end. The pointer stays valid for ever.
PciFunction* pci_at(u32 index);
/// width 1, 2 or 4 bytes; offset 0..255, aligned. Any context.
u32 pci_config_read(const PciFunction& f, u32 offset, u32 width);
void pci_config_write(const PciFunction& f, u32 offset, u32 width, u32 value);

/// "00:03.0 10ec:8029 class 020000 irq 11 io 0xc000+0x20 …" into `buffer`. Any context.
void pci_describe(const PciFunction& f, char* buffer, usize size);

} // namespace alcove::exec
