// SPDX-License-Identifier: MIT
// Services of block devices.
#include "nim/extension.h"
#include "nim/services.h"
#include <new>
#include <string.h>

namespace alcove::nim {
namespace {

/// One name below /dev, of characters that a shell leaves alone.
bool legal(const char (&name)[NIM_BLOCK_NAME]) {
    const usize n = strnlen(name, sizeof name);
    if (n == 0 || n == sizeof name || name[0] == '.') return false;
    for (usize i = 0; i < n; i++)
        if (name[i] <= ' ' || name[i] > '~' || strchr("\"$&'()*;<>?[\\]`{|}", name[i])) return false;
    return true;
}

} // namespace

Result<void> svc_block_register(Caller& c, const nim_block_info& info, u32& disk) {
    Domain& d = c.domain;
    if (info.rings % 4 || !d.may_write(info.rings, sizeof(nim_block_rings))) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_block_register, "rings at", info.rings);
        return Error::bad_address;
    }
    if (!legal(info.name) || !BlockPort::acceptable(info.shape)) return Error::invalid;
    auto* port = new (std::nothrow) BlockPort(d, info);
    if (!port) return Error::no_memory;
    Object o;
    o.block_port = port;
    const auto h = d.tracker.add(ObjectType::block_device, o);
    if (!h) {
        delete port;
        return h.error();
    }
    port->handle = h.value();
    {
        exec::IrqGuard guard;
        d.block_ports.push_back(*port);
    }
    disk = h.value();
    // During init programs learn of it when init has succeeded (Extension::start); later, at once.
    if (d.state == DomainState::running) d.extension.announce_later(d);
    return {};
}

Result<void> svc_block_unregister(Caller& c, Held<ObjectType::block_device> disk) {
    // Inside a call to the disk itself the caller below still needs it.
    if (c.upcall && c.upcall->number >= NIM_UPCALL_block_open && c.upcall->number <= NIM_UPCALL_block_ioctl) {
        refuse(c, FailureKind::context, NIM_SERVICE_block_unregister, "called inside upcall",
               c.upcall->number);
        return Error::not_permitted;
    }
    return c.domain.tracker.release(disk.handle, ObjectType::block_device);
}

Result<void> svc_block_flush(Caller&, Held<ObjectType::block_device> disk) {
    disk.object.block_port->drain();
    return {};
}

} // namespace alcove::nim
