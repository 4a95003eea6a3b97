// SPDX-License-Identifier: MIT
// Services: log, page frames, device memory, ports.
#include "exec/boot_info.h"
#include "exec/frames.h"
#include "exec/log.h"
#include "exec/vmap.h"
#include "nim/extension.h"
#include "nim/services.h"
#include <stdio.h>

namespace alcove::nim {
namespace {

/// A refused quota is a failure of the domain: what leaks must not go on.
Result<void> quota_exceeded(Caller& c, u32 service, u32 frames) {
    refuse(c, FailureKind::quota, service, "memory quota exceeded by frames", frames);
    return Error::quota;
}

} // namespace

Result<void> svc_null(Caller&) { return {}; }

Result<void> svc_log(Caller& c, u32 level, const nim_bytes& message) {
    const u32 length = message.length < 1024 ? message.length : 1024;
    if (!c.domain.may_read(message.address, length)) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_log, "text at", message.address);
        return Error::bad_address;
    }
    char prefix[36];
    sniprintf(prefix, sizeof prefix, "%s: ", c.domain.name());
    exec::log_text(static_cast<exec::LogLevel>(level & 7), prefix,
                   reinterpret_cast<const char*>(message.address), length);
    return {};
}

Result<void> svc_pages_alloc(Caller& c, u32 order, u32 flags, u32& address) {
    if (order > exec::k_max_order) return Error::no_memory;
    const auto zone = flags & 1 ? exec::FrameZone::isa_dma : exec::FrameZone::any;
    const auto block = c.domain.grow(1u << order, zone, true);
    if (!block) {
        if (block.error() == Error::quota) return quota_exceeded(c, NIM_SERVICE_pages_alloc, 1u << order);
        return block.error();
    }
    address = block.value();
    return {};
}

Result<void> svc_pages_free(Caller& c, u32 address) {
    Domain& d = c.domain;
    const Handle h = d.tracker.find_first(ObjectType::frames, address);
    auto found = h ? d.tracker.find(h, ObjectType::frames) : Result<Object*>(Error::invalid);
    // Only what it allocated itself: not its modules, stacks, or rings in use.
    bool fine = found.ok() && found.value()->charged;
    if (fine) {
        const u32 bytes = k_page_size * found.value()->second;
        d.ports.for_each(
            [&](NetPortLink& p) { fine = fine && !static_cast<NetPort&>(p).lies_in_rings(address, bytes); });
        d.block_ports.for_each([&](BlockPortLink& p) {
            fine = fine && !static_cast<BlockPort&>(p).lies_in_rings(address, bytes);
        });
    }
    if (!fine) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_pages_free, "not a block of its own at", address);
        return Error::invalid;
    }
    return d.tracker.release(h, ObjectType::frames);
}

Result<void> svc_mmio_map(Caller& c, u32 physical, u32 bytes, u32& address) {
    if (bytes == 0 || bytes > (4u << 20) || physical + bytes < physical) return Error::invalid;
    if (!c.domain.extension.owns_device_memory(c.domain, physical, bytes)) return Error::not_permitted;
    const auto mapped = exec::vmap_io(physical, bytes);
    if (!mapped) return mapped.error();
    Object o;
    o.first = mapped.value();
    o.second = bytes;
    const auto h = c.domain.tracker.add(ObjectType::mmio, o);
    if (!h) {
        exec::vunmap_io(mapped.value(), bytes);
        return h.error();
    }
    if (!c.domain.native()) {
        const auto granted =
            c.domain.space.grant(round_down(o.first, k_page_size), mapped_pages(o.first, bytes));
        if (!granted) {
            (void)c.domain.tracker.release(h.value(), ObjectType::mmio).ok();
            return granted.error();
        }
    }
    address = mapped.value();
    return {};
}

Result<void> svc_mmio_unmap(Caller& c, u32 address) {
    const Handle h = c.domain.tracker.find_first(ObjectType::mmio, address);
    if (!h) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_mmio_unmap, "no mapping at", address);
        return Error::invalid;
    }
    return c.domain.tracker.release(h, ObjectType::mmio);
}

Result<void> svc_ports_request(Caller& c, u32 first, u32 count, u32& region) {
    if (count == 0 || first > 0xFFFF || first + count > 0x10000) return Error::invalid;
    if (!c.domain.extension.owns_ports(c.domain, first, count)) return Error::not_permitted;
    Object o;
    o.first = first;
    o.second = count;
    if (!c.domain.native()) {
        const auto r = c.domain.space.ports(static_cast<u16>(first), count, true);
        if (!r) return r;
    }
    const auto h = c.domain.tracker.add(ObjectType::ports, o);
    if (!h) return h.error();
    region = h.value();
    return {};
}

Result<void> svc_ports_release(Caller& c, Held<ObjectType::ports> region) {
    return c.domain.tracker.release(region.handle, ObjectType::ports);
}

} // namespace alcove::nim
