// SPDX-License-Identifier: MIT
// Requests of disks across the boundary: descriptors are copied, then checked, then used.
#include "nim/block_port.h"
#include "exec/clock.h"
#include "exec/thread.h"
#include "nim/dma.h"
#include "nim/domain.h"
#include "nim/recovery_hook.h"
#include "nim/upcall.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

constexpr u32 k_mask = NIM_BLOCK_RING - 1;
static_assert((NIM_BLOCK_RING & k_mask) == 0);

exec::BlockShape shape_from(const nim_block_shape& s) {
    constexpr u32 k_most = NIM_BLOCK_SEGMENTS * NIM_BLOCK_SEGMENT_BYTES / 512;
    return {.sectors = s.sectors,
            .sector_bytes = s.sector_bytes,
            .most_sectors = s.most_sectors < k_most ? s.most_sectors : k_most,
            .minors = s.minors,
            .read_only = (s.flags & NIM_BLOCK_READ_ONLY) != 0,
            .removable = (s.flags & NIM_BLOCK_REMOVABLE) != 0};
}

} // namespace

bool BlockPort::acceptable(const nim_block_shape& s) {
    const bool power =
        s.sector_bytes >= 512 && s.sector_bytes <= k_page_size && !(s.sector_bytes & (s.sector_bytes - 1));
    return power && s.most_sectors >= s.sector_bytes / 512 && s.minors >= 1 && s.minors <= 256 &&
           s.sectors <= ~0ull / 512;
}

BlockPort::BlockPort(Domain& domain, const nim_block_info& info)
    : domain_(domain), rings_(reinterpret_cast<nim_block_rings*>(info.rings)), cookie_(info.cookie),
      shape_(shape_from(info.shape)) {
    memcpy(name_, info.name, sizeof name_);
    name_[sizeof name_ - 1] = 0;
    memset(static_cast<void*>(rings_), 0, sizeof *rings_);
}

BlockPort::~BlockPort() { detach(); }

Result<exec::BlockShape> BlockPort::open(bool write) {
    nim_block_open o = {};
    o.write = write;
    const i32 r = up_block_open(domain_, cookie_, o);
    drain();
    if (r < 0) return static_cast<Error>(-r);
    if (!acceptable(o.shape)) {
        (void)damaged("shape of the disk", o.shape.sector_bytes);
        return Error::domain_failed;
    }
    return shape_ = shape_from(o.shape);
}

void BlockPort::release(bool write) {
    (void)up_block_release(domain_, cookie_, write);
    drain();
}

Result<void> BlockPort::submit(BlockPiece& request) {
    exec::IrqGuard guard;
    if (!attached_ || !domain_.alive()) return Error::no_device;
    const u32 slot = head_ & k_mask;
    if (in_flight_[slot].request) return Error::again;
    nim_block_request& d = rings_->request[slot];
    d.sector = request.sector;
    d.write = request.write;
    d.segment_count = request.pieces;
    u32 i = 0;
    for (const BlockPiece* p = &request; p; p = p->next, i++)
        d.segment[i] = {request.write ? reinterpret_cast<u32>(p->data) : 0, p->sectors * 512};
    if (request.write)
        if (const auto lent = lend(request); !lent) return Error::again;
    in_flight_[slot] = {&request, exec::ticks()};
    rings_->head = ++head_;
    return {};
}

Result<void> BlockPort::lend(const BlockPiece& request) {
    for (const BlockPiece* p = &request; p; p = p->next)
        if (const auto lent = dma_lend(domain_, reinterpret_cast<u32>(p->data), p->sectors * 512); !lent) {
            take_back(request, p);
            return lent;
        }
    return {};
}

void BlockPort::take_back(const BlockPiece& request, const BlockPiece* end) {
    if (!request.write) return;
    for (const BlockPiece* p = &request; p != end; p = p->next)
        dma_take_back(domain_, reinterpret_cast<u32>(p->data), p->sectors * 512);
}

void BlockPort::flush() {
    if (!attached_ || !domain_.alive()) return;
    (void)up_block_request(domain_, cookie_);
    drain();
}

Result<u32> BlockPort::ioctl(u32 request, u32 argument) {
    const i32 code = up_block_ioctl(domain_, cookie_, request, argument);
    drain();
    return code < 0 ? Result<u32>(static_cast<Error>(-code)) : static_cast<u32>(code);
}

void BlockPort::drain() {
    exec::IrqGuard guard;
    if (!attached_ || draining_ || !domain_.alive()) return;
    draining_ = true;
    bool room = false;
    while (attached_ && done_tail_ != rings_->done_head) {
        const nim_block_done d = rings_->done[done_tail_ & k_mask];
        BlockPiece* request = d.slot < NIM_BLOCK_RING ? in_flight_[d.slot].request : nullptr;
        if (rings_->done_head - done_tail_ > NIM_BLOCK_RING || !request) {
            (void)damaged("finished request", d.slot);
            break;
        }
        if (!request->write && !fetch(*request, rings_->request[d.slot], d.failed)) break;
        take_back(*request, nullptr);
        in_flight_[d.slot].request = nullptr;
        rings_->done_tail = ++done_tail_;
        done_ += request->pieces;
        room = true;
        if (sink_) sink_->done(*request, d.failed);
    }
    draining_ = false;
    if (room && attached_ && sink_) sink_->ready();
}

/// Copies what was read. The lengths are those of the request, the addresses the domain's.
bool BlockPort::fetch(const BlockPiece& request, const nim_block_request& descriptor, u32 failed) {
    u32 i = 0;
    for (const BlockPiece* p = &request; p; p = p->next, i++) {
        if (failed >> i & 1) continue;
        const u32 from = descriptor.segment[i].address, bytes = p->sectors * 512;
        if (!domain_.may_read(from, bytes)) return damaged("address of data that was read", from);
        memcpy(p->data, reinterpret_cast<const void*>(from), bytes);
        if (domain_.environment.armed(EnvironmentFault::data_corrupt)) [[unlikely]]
            domain_.environment.corrupt(p->data, bytes);
    }
    return true;
}

bool BlockPort::damaged(const char* what, u32 value) {
    draining_ = false;
    Failure f;
    f.kind = FailureKind::bad_argument;
    f.address = value;
    sniprintf(f.detail, sizeof f.detail, "bad %s %08x of disk %s", what, static_cast<unsigned>(value), name_);
    domain_.fail(f);
    return false;
}

void BlockPort::detach() {
    exec::IrqGuard guard;
    attached_ = false;
    for (InFlight& f : in_flight_) {
        if (!f.request) continue;
        BlockPiece* request = f.request;
        f.request = nullptr;
        take_back(*request, nullptr);
        if (sink_) sink_->put_back(*request);
    }
    sink_ = nullptr;
}

bool BlockPort::lies_in_rings(VirtAddr address, u32 bytes) const {
    const u32 start = reinterpret_cast<u32>(rings_);
    return attached_ && address < start + sizeof *rings_ && start < address + bytes;
}

bool BlockPort::oldest(u32& tick) const {
    exec::IrqGuard guard;
    bool any = false;
    for (const InFlight& f : in_flight_) {
        if (!f.request || (any && static_cast<i32>(tick - f.tick) <= 0)) continue;
        tick = f.tick;
        any = true;
    }
    return any;
}

void block_port_release(BlockPort* port) {
    if (port->announced) recovery_hook().block_vanished(port->domain(), *port);
    {
        exec::IrqGuard guard;
        port->link.unlink();
    }
    port->detach();
    delete port;
}

} // namespace alcove::nim
