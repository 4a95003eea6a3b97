// SPDX-License-Identifier: MIT
// Enumerates PCI by configuration mechanism 1 (PCI Local Bus Specification 2.2, section 3.2.2.3 and chapter
// 6).
#include "exec/pci.h"
#include "arch/x86/api/port.h"
#include "exec/log.h"
#include "exec/thread.h"
#include <stdio.h>

namespace alcove::exec {
namespace {

constexpr u16 k_address = 0xCF8;
constexpr u16 k_data = 0xCFC;
constexpr u32 k_enable = 1u << 31;

// Configuration header: section 6.1, figure 6-1; bridges: PCI-to-PCI Bridge Architecture 1.1, section 3.2.
enum Offset : u32 {
    k_vendor = 0x00,
    k_command = 0x04,
    k_revision = 0x08,
    k_header_type = 0x0E,
    k_bar0 = 0x10,
    k_secondary_bus = 0x19,
    k_subsystem = 0x2C,
    k_interrupt_line = 0x3C,
    k_interrupt_pin = 0x3D,
};
constexpr u32 k_decode = 3; // command: answer port and memory cycles
constexpr u8 k_multifunction = 0x80;
constexpr u32 k_class_host_bridge = 0x0600;
constexpr u32 k_class_pci_bridge = 0x0604;
constexpr u32 k_max_functions = 64;
constexpr u32 k_max_depth = 8;

PciFunction functions_[k_max_functions];
u32 count_ = 0;

void select(const PciFunction& f, u32 offset) {
    arch::out32(k_address, k_enable | f.bus << 16 | f.device << 11 | f.function << 8 | (offset & 0xFC));
}

bool mechanism_1_present() {
    arch::out32(k_address, k_enable);
    return arch::in32(k_address) == k_enable;
}

/// Section 6.2.5.1: writes all ones and sees which address bits stick. Returns whether it took two registers.
bool size_bar(const PciFunction& f, u32 index, PciBar& bar) {
    const u32 offset = k_bar0 + index * 4;
    const u32 value = pci_config_read(f, offset, 4);
    pci_config_write(f, offset, 4, 0xFFFFFFFF);
    const u32 mask = pci_config_read(f, offset, 4);
    pci_config_write(f, offset, 4, value);
    const bool wide = !(value & 1) && (value >> 1 & 3) == 2;
    if (mask == 0 || mask == 0xFFFFFFFF) return wide;
    bar.io = value & 1;
    bar.prefetch = !bar.io && (value & 8);
    bar.base = value & (bar.io ? ~3u : ~15u);
    // Port registers may leave the upper half out.
    bar.size = bar.io ? ~(mask & ~3u) + 1 : ~(mask & ~15u) + 1;
    if (bar.io && bar.size > 0x10000) bar.size &= 0xFFFF;
    if (wide && pci_config_read(f, offset + 4, 4) != 0) bar.base = 0; // beyond 4 GiB: out of reach
    if (bar.base == 0) bar.size = 0;
    return wide;
}

void size_bars(PciFunction& f) {
    const u32 registers = (f.header_type & 0x7F) == 0 ? 6 : (f.header_type & 0x7F) == 1 ? 2 : 0;
    const u32 command = pci_config_read(f, k_command, 2);
    // A host bridge that stops decoding may cut off memory itself.
    const bool hold = f.class_code >> 8 != k_class_host_bridge;
    if (hold) pci_config_write(f, k_command, 2, command & ~k_decode);
    for (u32 i = 0; i < registers; i++)
        if (size_bar(f, i, f.bars[i])) i++;
    if (hold) pci_config_write(f, k_command, 2, command);
}

void scan_bus(u8 bus, u32 depth);

void scan_function(PciFunction f, u32 depth) {
    const u32 subsystem = pci_config_read(f, k_subsystem, 4);
    f.class_code = pci_config_read(f, k_revision, 4) >> 8;
    f.revision = static_cast<u8>(pci_config_read(f, k_revision, 1));
    f.irq_line = static_cast<u8>(pci_config_read(f, k_interrupt_line, 1));
    f.irq_pin = static_cast<u8>(pci_config_read(f, k_interrupt_pin, 1));
    if ((f.header_type & 0x7F) == 0) {
        f.sub_vendor = static_cast<u16>(subsystem);
        f.sub_device = static_cast<u16>(subsystem >> 16);
    }
    size_bars(f);
    if (count_ < k_max_functions)
        functions_[count_++] = f;
    else
        log(LogLevel::warning, "pci: no room for %02x:%02x.%x", f.bus, f.device, f.function);
    if (f.class_code >> 8 != k_class_pci_bridge || depth == k_max_depth) return;
    const u8 below = static_cast<u8>(pci_config_read(f, k_secondary_bus, 1));
    if (below > f.bus) scan_bus(below, depth + 1); // 0 if the firmware left the bridge alone
}

void scan_bus(u8 bus, u32 depth) {
    for (u8 device = 0; device < 32; device++) {
        u8 functions = 1;
        for (u8 function = 0; function < functions; function++) {
            PciFunction f = {};
            f.bus = bus;
            f.device = device;
            f.function = function;
            const u32 id = pci_config_read(f, k_vendor, 4);
            if (id == 0 || (id & 0xFFFF) == 0xFFFF) continue;
            f.vendor = static_cast<u16>(id);
            f.device_id = static_cast<u16>(id >> 16);
            f.header_type = static_cast<u8>(pci_config_read(f, k_header_type, 1));
            if (function == 0 && (f.header_type & k_multifunction)) functions = 8;
            scan_function(f, depth);
        }
    }
}

} // namespace

void pci_init() {
    if (!mechanism_1_present()) {
        log(LogLevel::notice, "pci: none");
        return;
    }
    scan_bus(0, 0);
    for (u32 i = 0; i < count_; i++) {
        char text[200];
        pci_describe(functions_[i], text, sizeof text);
        log(LogLevel::info, "pci: %s", text);
    }
}

u32 pci_count() { return count_; }
PciFunction* pci_at(u32 index) { return index < count_ ? &functions_[index] : nullptr; }

u32 pci_config_read(const PciFunction& f, u32 offset, u32 width) {
    const u16 port = static_cast<u16>(k_data + (offset & 3));
    IrqGuard guard; // address and data are two cycles
    select(f, offset);
    return width == 1 ? arch::in8(port) : width == 2 ? arch::in16(port) : arch::in32(k_data);
}

void pci_config_write(const PciFunction& f, u32 offset, u32 width, u32 value) {
    const u16 port = static_cast<u16>(k_data + (offset & 3));
    IrqGuard guard;
    select(f, offset);
    if (width == 1)
        arch::out8(port, static_cast<u8>(value));
    else if (width == 2)
        arch::out16(port, static_cast<u16>(value));
    else
        arch::out32(k_data, value);
}

void pci_describe(const PciFunction& f, char* buffer, usize size) {
    int n =
        sniprintf(buffer, size, "%02x:%02x.%x %04x:%04x class %06lx rev %02x", f.bus, f.device, f.function,
                  f.vendor, f.device_id, static_cast<unsigned long>(f.class_code), f.revision);
    if (f.irq_pin && f.irq_line < 16) n += sniprintf(buffer + n, size - n, " irq %u", f.irq_line);
    for (const PciBar& b : f.bars)
        if (b.base && static_cast<usize>(n) + 40 < size)
            n += sniprintf(buffer + n, size - n, " %s 0x%lx+0x%lx", b.io ? "io" : "mem",
                           static_cast<unsigned long>(b.base), static_cast<unsigned long>(b.size));
}

} // namespace alcove::exec
