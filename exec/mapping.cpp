// SPDX-License-Identifier: MIT
// Mappings of devices into programs.
#include "exec/mapping.h"
#include "arch/x86/api/user.h"
#include "exec/address_space.h"
#include "exec/frame_holds.h"
#include "exec/user_file.h"
#include <new>

namespace alcove::exec {

/// The lowest gap; 0 where none is large enough.
VirtAddr Mappings::free_place(u32 bytes) {
    VirtAddr at = k_mappings_base;
    for (bool moved = true; moved;) {
        moved = false;
        list_.for_each([&](const Mapping& m) {
            if (at >= m.address + m.bytes || m.address >= at + bytes) return;
            at = m.address + m.bytes;
            moved = true;
        });
    }
    return bytes <= k_mappings_end - at ? at : 0;
}

Result<VirtAddr> Mappings::map(File& file, u32 bytes, u32 first, bool writable) {
    if (bytes == 0) return Error::invalid;
    if (bytes > k_mappings_most - bytes_) return Error::no_memory;
    bytes = round_up(bytes, k_page_size);
    const VirtAddr address = free_place(bytes);
    auto* m = address ? new (std::nothrow) Mapping{address, bytes, first, writable} : nullptr;
    if (!m) return Error::no_memory;
    asked_ = m;
    const Result<void> r = file.map(*m);
    asked_ = nullptr;
    if (!r) {
        drop(*m);
        delete m;
        return r.error();
    }
    m->file = &file.ref();
    bytes_ += bytes;
    list_.push_back(*m);
    return address;
}

Result<void> Mappings::unmap(VirtAddr address) {
    Mapping* found = nullptr;
    list_.for_each([&](Mapping& m) {
        if (m.address == address) found = &m;
    });
    if (!found) return Error::invalid;
    found->link.unlink();
    bytes_ -= found->bytes;
    drop(*found);
    found->file->unmap(*found);
    found->file->unref();
    delete found;
    return {};
}

void Mappings::unmap_all() {
    while (!list_.empty()) (void)unmap(list_.front()->address).ok();
}

void Mappings::drop(Mapping& m) {
    for (VirtAddr page = m.address; page < m.address + m.bytes; page += k_page_size) {
        const auto lent = arch::user_unlend(space_.directory(), page);
        if (lent.frame && lent.held) frame_let_go(lent.frame);
    }
}

bool Mappings::within(VirtAddr address, u32 pages) const {
    return asked_ && address % k_page_size == 0 && address >= asked_->address &&
           address - asked_->address < asked_->bytes &&
           pages <= (asked_->bytes - (address - asked_->address)) / k_page_size;
}

Result<void> Mappings::place_frames(VirtAddr address, PhysAddr frame, u32 pages) {
    if (!within(address, pages)) return Error::bad_address;
    for (u32 i = 0; i < pages; i++, address += k_page_size, frame += k_page_size) {
        if (const auto r = frame_hold(frame); !r) return r;
        const auto r = arch::user_lend(space_.directory(), address, frame, {asked_->writable, true, false});
        if (r) continue;
        frame_let_go(frame);
        return r;
    }
    return {};
}

Result<void> Mappings::place_device(VirtAddr address, PhysAddr physical, u32 pages) {
    if (!within(address, pages)) return Error::bad_address;
    for (u32 i = 0; i < pages; i++, address += k_page_size, physical += k_page_size)
        if (const auto r =
                arch::user_lend(space_.directory(), address, physical, {asked_->writable, false, true});
            !r)
            return r;
    return {};
}

} // namespace alcove::exec
