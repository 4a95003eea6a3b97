// SPDX-License-Identifier: MIT
// Reads the ACPI DMAR table: the machine's DMA remapping units, and memory that firmware's devices use.
#pragma once
#include "lib/acpi.h"
#include "lib/result.h"

namespace alcove {

/// Intel VT-d specification, chapter 8 "BIOS Considerations". Nothing in the table is trusted: each length is
/// checked before what it covers is read, and what there is no room for is an error, not left out.
class DmarTable {
  public:
    static constexpr u32 k_most_units = 8, k_most_regions = 16, k_most_scopes = 64, k_most_hops = 4;

    /// A device, named by the way to it: bus to start from, then device and function of each bridge and of
    /// the device itself.
    struct Scope {
        u8 type; ///< k_endpoint, k_bridge: all behind it; others are no PCI functions
        u8 bus;
        u8 hops;
        struct {
            u8 device, function;
        } path[k_most_hops];
    };
    static constexpr u8 k_endpoint = 1, k_bridge = 2;

    /// A remapping unit (DRHD).
    struct Unit {
        u64 registers; ///< physical address
        u16 segment;
        bool all; ///< it is responsible for each device of the segment that no other unit names
        u8 first_scope, scopes;
    };
    /// Reserved memory that devices of firmware go on using (RMRR): first and last byte.
    struct Region {
        u64 first, last;
        u16 segment;
        u8 first_scope, scopes;
    };

    /// `table` is the whole table of `bytes` bytes. Errors: invalid (no DMAR table, wrong checksum or
    /// lengths), too_big (more than there is room for). After an error nothing is in it.
    Result<void> parse(const u8* table, u32 bytes) {
        clear();
        const Result<void> r = parse_all(table, bytes);
        if (!r) clear();
        return r;
    }

    u32 units() const { return units_; }
    const Unit& unit(u32 i) const { return unit_[i]; }
    u32 regions() const { return regions_; }
    const Region& region(u32 i) const { return region_[i]; }
    const Scope& scope(u32 i) const { return scope_[i]; }
    u32 address_bits() const { return address_bits_; } ///< of the machine's physical addresses

  private:
    enum Type : u16 { k_drhd = 0, k_rmrr = 1 };
    static constexpr u32 k_fixed = 48; ///< header, address width, flags, reserved

    void clear() { units_ = regions_ = scopes_ = address_bits_ = 0; }
    static u64 load_u64(const u8* p) { return load_u32(p) | u64{load_u32(p + 4)} << 32; }

    Result<void> parse_all(const u8* table, u32 bytes) {
        if (bytes < k_fixed) return Error::invalid;
        const u32 length = acpi::table_length(table, "DMAR");
        if (length < k_fixed || length > bytes || !acpi::sum_is_zero(table, length)) return Error::invalid;
        address_bits_ = table[36] + 1u;
        for (u32 at = k_fixed; at < length;) {
            if (!range_inside(at, 4, length)) return Error::invalid;
            const u16 type = load_u16(table + at), size = load_u16(table + at + 2);
            if (size < 4 || !range_inside(at, size, length)) return Error::invalid;
            Result<void> r = {};
            if (type == k_drhd) r = parse_unit(table + at, size);
            if (type == k_rmrr) r = parse_region(table + at, size);
            if (!r) return r;
            at += size;
        }
        return {};
    }

    Result<void> parse_unit(const u8* p, u32 size) {
        constexpr u32 k_head = 16;
        if (size < k_head) return Error::invalid;
        if (units_ == k_most_units) return Error::too_big;
        Unit& u = unit_[units_];
        u.all = (p[4] & 1) != 0;
        u.segment = load_u16(p + 6);
        u.registers = load_u64(p + 8);
        if (u.registers == 0 || (u.registers & (k_page_size - 1)) != 0) return Error::invalid;
        const Result<void> r = parse_scopes(p + k_head, size - k_head, u.first_scope, u.scopes);
        if (r) units_++;
        return r;
    }

    Result<void> parse_region(const u8* p, u32 size) {
        constexpr u32 k_head = 24;
        if (size < k_head) return Error::invalid;
        if (regions_ == k_most_regions) return Error::too_big;
        Region& g = region_[regions_];
        g.segment = load_u16(p + 6);
        g.first = load_u64(p + 8);
        g.last = load_u64(p + 16);
        if (g.last <= g.first) return Error::invalid;
        const Result<void> r = parse_scopes(p + k_head, size - k_head, g.first_scope, g.scopes);
        if (r) regions_++;
        return r;
    }

    Result<void> parse_scopes(const u8* p, u32 size, u8& first, u8& count) {
        constexpr u32 k_head = 6, k_hop = 2;
        first = static_cast<u8>(scopes_);
        for (u32 at = 0; at < size;) {
            if (!range_inside(at, k_head, size)) return Error::invalid;
            const u32 length = p[at + 1];
            if (length < k_head + k_hop || length % 2 != 0 || !range_inside(at, length, size))
                return Error::invalid;
            const u32 hops = (length - k_head) / k_hop;
            if (scopes_ == k_most_scopes || hops > k_most_hops) return Error::too_big;
            Scope& s = scope_[scopes_++];
            s = {p[at], p[at + 5], static_cast<u8>(hops), {}};
            for (u32 h = 0; h < hops; h++)
                s.path[h] = {p[at + k_head + h * k_hop], p[at + k_head + h * k_hop + 1]};
            at += length;
        }
        count = static_cast<u8>(scopes_ - first);
        return {};
    }

    u32 units_ = 0, regions_ = 0, scopes_ = 0, address_bits_ = 0;
    Unit unit_[k_most_units] = {};
    Region region_[k_most_regions] = {};
    Scope scope_[k_most_scopes] = {};
};

} // namespace alcove
