// SPDX-License-Identifier: MIT
// Services: character devices, and memory of the program whose call is under way.
#include "exec/process.h"
#include "exec/user_file.h"
#include "exec/user_memory.h"
#include "nim/extension.h"
#include "nim/services.h"
#include "nim/system_page.h"
#include <new>
#include <string.h>

namespace alcove::nim {
namespace {

/// Names are made of these, without a dot in front; a directory's name may stand before a slash.
bool legal_device_name(const nim_char_info& info) {
    const usize n = strnlen(info.name, sizeof info.name);
    if (n == 0 || n == sizeof info.name || info.name[0] == '/' || info.name[n - 1] == '/') return false;
    for (usize i = 0; i < n; i++) {
        const char c = info.name[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        const bool dot = c == '.' && i > 0 && info.name[i - 1] != '/';
        if (!letter && !dot && c != '_' && c != '-' && c != ':' && c != '/') return false;
    }
    return info.tree == NIM_CHAR_DEV || info.tree == NIM_CHAR_PROC;
}

/// What a domain may hand to a program: its own, and the time that everybody reads.
bool may_hand_over(const Domain& d, u32 address, u32 bytes) {
    const u32 page = reinterpret_cast<u32>(system_page());
    if (address >= page && bytes <= sizeof(nim_system_page) &&
        address - page <= sizeof(nim_system_page) - bytes)
        return true;
    return d.native() || d.may_read(address, bytes);
}

/// The page is one of a block that the domain allocated.
bool may_lend(Domain& d, VirtAddr page) {
    bool own = false;
    d.tracker.for_each(ObjectType::frames, [&](Handle, Object& o) {
        own |= o.charged && !o.code && page - o.first < k_page_size * o.second;
    });
    return own && d.may_write(page, k_page_size); // a checker may have closed it
}

} // namespace

Result<void> svc_user_map(Caller& c, u32 user, u32 physical, u32 pages) {
    Domain& d = c.domain;
    exec::Process* process = exec::Process::current();
    if (!exec::DriverCallScope::current() || !process) return Error::bad_address;
    if (!pages || physical % k_page_size || pages > (0u - physical) / k_page_size) return Error::invalid;
    if (d.extension.owns_device_memory(d, physical, pages * k_page_size))
        return process->mappings.place_device(user, physical, pages);
    for (u32 i = 0; i < pages; i++)
        if (!may_lend(d, physical + i * k_page_size + k_page_offset)) return Error::not_permitted;
    return process->mappings.place_frames(user, physical, pages);
}

Result<void> svc_char_register(Caller& c, const nim_char_info& info, u32& device) {
    Domain& d = c.domain;
    if (!legal_device_name(info)) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_char_register, "name of device", info.number);
        return Error::invalid;
    }
    auto* port = new (std::nothrow) CharPort(d, info);
    if (!port) return Error::no_memory;
    Object o;
    o.first = info.number;
    o.char_port = port;
    const auto h = d.tracker.add(ObjectType::char_device, o);
    if (!h) {
        delete port;
        return h.error();
    }
    port->handle = h.value();
    {
        exec::IrqGuard guard;
        d.char_ports.push_back(*port);
    }
    device = h.value();
    if (d.state == DomainState::running) d.extension.announce_later(d);
    return {};
}

Result<void> svc_char_unregister(Caller& c, Held<ObjectType::char_device> device) {
    // Inside a call to the device itself the caller below still needs it.
    if (c.upcall && c.upcall->number >= NIM_UPCALL_char_open && c.upcall->number <= NIM_UPCALL_char_setting) {
        refuse(c, FailureKind::context, NIM_SERVICE_char_unregister, "called inside upcall",
               c.upcall->number);
        return Error::not_permitted;
    }
    return c.domain.tracker.release(device.handle, ObjectType::char_device);
}

Result<void> svc_char_changed(Caller&) {
    exec::poll_changed();
    return {};
}

Result<void> svc_user_read(Caller& c, u32 to, u32 user, u32 bytes) {
    if (!c.domain.may_write(to, bytes)) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_user_read, "to", to);
        return Error::bad_address;
    }
    exec::DriverCall* call = exec::DriverCallScope::current();
    if (!call) return Error::bad_address;
    if (const auto r = exec::copy_from_user(reinterpret_cast<void*>(to), user, bytes); !r) return r;
    if (user >= call->buffer && user - call->buffer < call->size) {
        const u32 end = user - call->buffer + bytes;
        if (end > call->taken) call->taken = end < call->size ? end : call->size;
    }
    return {};
}

Result<void> svc_user_write(Caller& c, u32 user, u32 from, u32 bytes) {
    if (!may_hand_over(c.domain, from, bytes)) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_user_write, "from", from);
        return Error::bad_address;
    }
    if (!exec::DriverCallScope::current()) return Error::bad_address;
    return exec::copy_to_user(user, reinterpret_cast<const void*>(from), bytes);
}

} // namespace alcove::nim
