// SPDX-License-Identifier: MIT
// Reads the partitions of a disk: the master boot record's four, and the logical ones of an extended one.
#pragma once
#include "lib/types.h"

namespace alcove {

struct Partition {
    u32 number; ///< 1 to 4: the record's; 5 and up: logical, in the order of their chain
    u32 first;  ///< sector of 512 bytes
    u32 sectors;
    u8 type;
};

/// What lies in a disk's sectors is anybody's: entries that do not lie within the disk are left out, and the
/// chain of logical partitions ends at the first link that does not lie within the extended one, or has been
/// followed before. (The layout is that of the IBM PC's BIOS: four entries of 16 bytes at 446, AA55h at 510.)
class PartitionTable {
  public:
    static constexpr u32 k_most = 15; ///< as minor numbers of 4 bits name
    static constexpr u32 k_sector_bytes = 512;
    static constexpr u32 k_first_logical = 5;

    /// `read(sector, bytes)` fills k_sector_bytes and says whether it could. A disk without a table, or one
    /// that can't be read, has no partitions.
    template <typename Read>
    void scan(u64 disk_sectors, Read read) {
        count_ = 0;
        u8 sector[k_sector_bytes];
        if (!read(0, sector) || !marked(sector)) return;
        if (looks_like_volume(sector)) return;
        u32 extended = 0, extended_sectors = 0;
        for (u32 i = 0; i < 4; i++) {
            const Entry e = entry(sector, i);
            if (!within(e.first, e.sectors, 0, disk_sectors) || e.type == 0) continue;
            add(i + 1, e.first, e.sectors, e.type);
            if (is_extended(e.type) && !extended) {
                extended = e.first;
                extended_sectors = e.sectors;
            }
        }
        if (extended) scan_chain(extended, extended_sectors, read, sector);
    }

    u32 count() const { return count_; }
    const Partition& operator[](u32 i) const { return parts_[i]; }
    const Partition* begin() const { return parts_; }
    const Partition* end() const { return parts_ + count_; }

    static constexpr bool is_extended(u8 type) { return type == 0x05 || type == 0x0F || type == 0x85; }

  private:
    struct Entry {
        u8 status, type;
        u32 first, sectors;
    };

    static u32 word(const u8* p) { return p[0] | u32{p[1]} << 8 | u32{p[2]} << 16 | u32{p[3]} << 24; }
    static Entry entry(const u8* sector, u32 i) {
        const u8* p = sector + 446 + i * 16;
        return {p[0], p[4], word(p + 8), word(p + 12)};
    }
    static bool marked(const u8* sector) { return sector[510] == 0x55 && sector[511] == 0xAA; }
    /// A file system's boot sector ends in the same mark; its entries have impossible states.
    static bool looks_like_volume(const u8* sector) {
        for (u32 i = 0; i < 4; i++)
            if (entry(sector, i).status & 0x7F) return true;
        return false;
    }
    static bool within(u64 first, u64 sectors, u64 low, u64 high) {
        return sectors != 0 && first > low && first < high && sectors <= high - first;
    }

    void add(u32 number, u32 first, u32 sectors, u8 type) {
        if (count_ < k_most) parts_[count_++] = {number, first, sectors, type};
    }

    /// Each link holds one partition, relative to itself, and the next link, relative to the extended one.
    template <typename Read>
    void scan_chain(u32 extended, u32 extended_sectors, Read read, u8* sector) {
        const u64 end = u64{extended} + extended_sectors;
        u64 link = extended;
        for (u32 number = k_first_logical; number <= k_most; number++) {
            if (!read(link, sector) || !marked(sector)) return;
            const Entry part = entry(sector, 0), next = entry(sector, 1);
            if (part.type && !is_extended(part.type) && within(link + part.first, part.sectors, link, end))
                add(number, static_cast<u32>(link + part.first), part.sectors, part.type);
            const u64 following = u64{extended} + next.first;
            if (!is_extended(next.type) || following <= link || following >= end) return;
            link = following;
        }
    }

    Partition parts_[k_most];
    u32 count_ = 0;
};

} // namespace alcove
