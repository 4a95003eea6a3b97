// SPDX-License-Identifier: MIT
// From the root pointer in the BIOS area by way of the RSDT to a table (ACPI 1.0, 5.2).
#include "exec/acpi.h"
#include "exec/vmap.h"
#include "lib/acpi.h"
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {
namespace {

/// Tables may lie above the linear map, or in memory that it leaves out.
bool copy_physical(PhysAddr from, void* to, u32 bytes) {
    const auto mapped = vmap_io(from, bytes);
    if (!mapped) return false;
    memcpy(to, reinterpret_cast<const void*>(mapped.value()), bytes);
    vunmap_io(mapped.value(), bytes);
    return true;
}

/// The caller frees it; nullptr when this is not the table, or damaged.
u8* copy_table(PhysAddr at, const char* signature, u32& size) {
    u8 header[acpi::k_header_bytes];
    if (!copy_physical(at, header, sizeof header)) return nullptr;
    size = acpi::table_length(header, signature);
    u8* const table = size ? static_cast<u8*>(malloc(size)) : nullptr;
    if (table && copy_physical(at, table, size) && acpi::table_length(table, signature) == size &&
        acpi::sum_is_zero(table, size))
        return table;
    free(table);
    return nullptr;
}

PhysAddr root_in(PhysAddr start, u32 bytes) {
    for (PhysAddr at = start; at + acpi::k_root_pointer_bytes <= start + bytes;
         at += acpi::k_root_pointer_step)
        if (const PhysAddr root = acpi::root_table(phys_to_virt<const u8>(at))) return root;
    return 0;
}

/// In the first KiB of the extended BIOS data area, or in the BIOS area.
PhysAddr find_root() {
    const PhysAddr ebda = *phys_to_virt<const volatile u16>(0x40E) << 4;
    if (ebda >= 0x80000 && ebda < 0xA0000)
        if (const PhysAddr root = root_in(ebda, 1024)) return root;
    return root_in(0xE0000, 0x20000);
}

} // namespace

AcpiTable::AcpiTable(const char* signature) {
    const PhysAddr at = find_root();
    u32 length = 0;
    u8* const root = at ? copy_table(at, "RSDT", length) : nullptr;
    for (u32 i = acpi::k_header_bytes; root && !bytes_ && i + 4 <= length; i += 4)
        bytes_ = copy_table(load_u32(root + i), signature, size_);
    free(root);
}

AcpiTable::~AcpiTable() { free(bytes_); }

} // namespace alcove::exec
