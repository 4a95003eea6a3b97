// SPDX-License-Identifier: MIT
// What programs have mapped of devices: frames of their drivers, and the devices' own memory.
#pragma once
#include "lib/list.h"
#include "lib/result.h"

namespace alcove::exec {

class AddressSpace;
class File;

constexpr VirtAddr k_mappings_base = 0x80000000; ///< between a program's heap and its stack
constexpr VirtAddr k_mappings_end = 0xA0000000;
constexpr u32 k_mappings_most = 64u << 20; ///< bytes that one program may map

struct Mapping {
    VirtAddr address;
    u32 bytes; ///< whole pages
    u32 first; ///< page of the device at which it begins
    bool writable;
    File* file = nullptr; ///< holds a reference
    ListNode link = {};
};

/// Of one program; used by its own thread only.
class Mappings {
  public:
    explicit Mappings(AddressSpace& space) : space_(space) {}
    Mappings(const Mappings&) = delete;
    Mappings& operator=(const Mappings&) = delete;

    /// Asks the file to fill `bytes` of the program's memory; returns where. May sleep. Errors: invalid (no
    /// bytes), no_memory (also beyond k_mappings_most), and the file's.
    Result<VirtAddr> map(File& file, u32 bytes, u32 first, bool writable);
    /// Takes away the mapping that begins here. May sleep. Errors: invalid.
    Result<void> unmap(VirtAddr address);
    void unmap_all();

    /// For the driver that is asked, within map(): these frames at `address`, each kept until it is unmapped;
    /// or a device's memory, uncached. Errors: bad_address (not within what is asked for), exists, no_memory.
    Result<void> place_frames(VirtAddr address, PhysAddr frame, u32 pages);
    Result<void> place_device(VirtAddr address, PhysAddr physical, u32 pages);

  private:
    VirtAddr free_place(u32 bytes);
    bool within(VirtAddr address, u32 pages) const;
    void drop(Mapping& m);

    AddressSpace& space_;
    Mapping* asked_ = nullptr; ///< map() is under way
    u32 bytes_ = 0;
    List<Mapping, &Mapping::link> list_;
};

} // namespace alcove::exec
