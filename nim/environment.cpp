// SPDX-License-Identifier: MIT
// Faults of the environment: what each does, and that it has done it.
#include "nim/environment.h"
#include "exec/clock.h"
#include "exec/scheduler.h"
#include "exec/trap.h"
#include "nim/domain.h"

namespace alcove::nim {
namespace {

constexpr u32 k_pci_command = 0x04; // PCI 2.2, 6.2.2
constexpr u32 k_decode = 3;         ///< port and memory space
constexpr u32 k_ethernet_header = 14;

/// Index in nim_shared of those that the personality counts; false for the others.
bool counted_by_personality(EnvironmentFault kind, u32& index) {
    if (kind == EnvironmentFault::alloc_fail)
        index = NIM_FAULT_ALLOC;
    else if (kind == EnvironmentFault::dma_map_fail)
        index = NIM_FAULT_DMA;
    else
        return false;
    return true;
}

/// A function that decodes nothing is not there for the processor: reads find no answer.
bool stop_decoding(Domain& d) {
    bool any = false;
    d.tracker.for_each(ObjectType::pci_function, [&](Handle, Object& o) {
        if (o.pci->owner != &d) return;
        const u32 command = exec::pci_config_read(*o.pci, k_pci_command, 2);
        exec::pci_config_write(*o.pci, k_pci_command, 2, command & ~k_decode);
        any = true;
    });
    return any;
}

} // namespace

u32 EnvironmentFaults::count_down(EnvironmentFault kind) {
    const u32 k = static_cast<u32>(kind);
    const u32 left = kind == EnvironmentFault::irq_stuck ? 1 : --left_[k]; // stuck is for ever
    const bool nth = kind == EnvironmentFault::irq_request_fail;
    if (!fired_us_[k] && !(nth && left)) fired_us_[k] = exec::now_us();
    return left;
}

void EnvironmentFaults::corrupt(void* frame, u32 bytes) {
    if (bytes <= k_ethernet_header) return;
    const u32 n = left_[static_cast<u32>(EnvironmentFault::data_corrupt)];
    if (!take(EnvironmentFault::data_corrupt)) return;
    const u32 bit = n * 2654435761u % ((bytes - k_ethernet_header) * 8); // spread, and the same each time
    static_cast<u8*>(frame)[k_ethernet_header + bit / 8] ^= static_cast<u8>(1u << bit % 8);
}

Result<void> EnvironmentFaults::raise_spurious(u32 count) {
    u32 lines[4], n = 0;
    domain_.tracker.for_each(ObjectType::irq_line, [&](Handle, Object& o) {
        if (n < 4) lines[n++] = o.first;
    });
    if (n == 0) return Error::invalid;
    fired_us_[static_cast<u32>(EnvironmentFault::irq_spurious)] = exec::now_us();
    for (u32 i = 0; i < count && domain_.alive(); i++) {
        {
            exec::IrqGuard guard;
            exec::irq_run(static_cast<u8>(lines[i % n]));
        }
        exec::thread_yield(); // the domain's interrupt thread answers before the next
    }
    return {};
}

Result<void> EnvironmentFaults::arm(EnvironmentFault kind, u32 count) {
    u32 index;
    if (kind == EnvironmentFault::irq_spurious) return raise_spurious(count);
    if (kind == EnvironmentFault::device_ones) {
        if (!stop_decoding(domain_)) return Error::invalid;
        fired_us_[static_cast<u32>(kind)] = exec::now_us();
        return {};
    }
    exec::IrqGuard guard;
    if (counted_by_personality(kind, index))
        domain_.shared->fault_countdown[index] = count;
    else
        left_[static_cast<u32>(kind)] = count;
    return {};
}

bool EnvironmentFaults::fired(EnvironmentFault kind, u64& at_us) const {
    u32 index;
    at_us = counted_by_personality(kind, index)
                ? u64{domain_.shared->fault_jiffy[index]} * (1000000 / exec::k_hz)
                : fired_us_[static_cast<u32>(kind)];
    return at_us != 0;
}

} // namespace alcove::nim
