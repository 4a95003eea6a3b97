// SPDX-License-Identifier: MIT
// Services: timer, threads, sleeping, network, giving up.
#include "exec/assert.h"
#include "exec/clock.h"
#include "nim/extension.h"
#include "nim/services.h"
#include "nim/threads.h"
#include <new>
#include <stdio.h>

namespace alcove::nim {

Result<void> svc_timer_arm(Caller& c, u32 jiffy) {
    c.domain.timer.arm(jiffy);
    return {};
}
Result<void> svc_timer_cancel(Caller& c) {
    c.domain.timer.cancel();
    return {};
}

Result<void> svc_thread_create(Caller& c, u32 entry, u32 argument, u32 task, u32& thread) {
    const auto h = domain_thread_create(c.domain, entry, argument, task);
    if (!h) return h.error();
    thread = h.value();
    return {};
}

Result<u32> svc_block(Caller& c, u32 task, u32 timeout, u32 interruptible) {
    const Result<u32> left = domain_block(c.domain, task, timeout, interruptible);
    if (!left) return left;
    return left.value() > 0x7FFFFFFF ? 0x7FFFFFFF : left.value();
}

Result<void> svc_wake(Caller& c, u32 task) {
    domain_wake(c.domain, task);
    return {};
}

/// In Linux everybody gets a turn then. Here threads of lower priority don't, so who does nothing but yield
/// (a thread whose sleep is over before it begins) sleeps until the next tick.
Result<void> svc_yield(Caller& c) {
    constexpr u32 k_most_in_tick = 16;
    Upcall* u = c.upcall;
    if (u && u->yield_tick != exec::ticks()) {
        u->yield_tick = exec::ticks();
        u->yields = 0;
    }
    if (u && ++u->yields > k_most_in_tick)
        (void)exec::thread_sleep_ms(1);
    else
        exec::thread_yield();
    if (exec::Thread::current()->kill_pending) return Error::interrupted;
    return {};
}

// ---------------------------------------------------------------- network

Result<void> svc_net_register(Caller& c, const nim_net_info& info, u32& interface) {
    Domain& d = c.domain;
    if (info.rings % 4 || !d.may_write(info.rings, sizeof(nim_net_rings))) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_net_register, "rings at", info.rings);
        return Error::bad_address;
    }
    auto* port = new (std::nothrow) NetPort(d, info);
    if (!port) return Error::no_memory;
    Object o;
    o.port = port;
    const auto h = d.tracker.add(ObjectType::net_interface, o);
    if (!h) {
        delete port;
        return h.error();
    }
    port->handle = h.value();
    {
        exec::IrqGuard guard;
        d.ports.push_back(*port);
    }
    interface = h.value();
    // During init TCP/IP learns of it when init has succeeded (Extension::start); later, at once.
    if (d.state == DomainState::running) d.extension.announce_later(d);
    return {};
}

Result<void> svc_net_unregister(Caller& c, Held<ObjectType::net_interface> interface) {
    // Inside a call to the interface itself the caller below still needs it (Linux: a deadlock on rtnl).
    if (c.upcall && c.upcall->number >= NIM_UPCALL_net_open && c.upcall->number <= NIM_UPCALL_net_ioctl) {
        refuse(c, FailureKind::context, NIM_SERVICE_net_unregister, "called inside upcall", c.upcall->number);
        return Error::not_permitted;
    }
    return c.domain.tracker.release(interface.handle, ObjectType::net_interface);
}

Result<void> svc_net_flush(Caller&, Held<ObjectType::net_interface> interface) {
    interface.object.port->drain();
    return {};
}

Result<void> svc_net_wake(Caller&, Held<ObjectType::net_interface> interface) {
    if (interface.object.port->interface()) interface.object.port->interface()->transmit_ready();
    return {};
}

Result<void> svc_net_carrier(Caller&, Held<ObjectType::net_interface> interface, u32 up) {
    interface.object.port->carrier(up);
    return {};
}

// ---------------------------------------------------------------- giving up

Result<void> svc_fail(Caller& c, u32 kind, const char* message) {
    constexpr FailureKind k_kinds[] = {FailureKind::bug,     FailureKind::bug,       FailureKind::panic,
                                       FailureKind::heap,    FailureKind::stop_stub, FailureKind::context,
                                       FailureKind::transmit};
    Failure f;
    f.kind = kind < sizeof k_kinds / sizeof k_kinds[0] ? k_kinds[kind] : FailureKind::bug;
    sniprintf(f.detail, sizeof f.detail, "%s", message);
    if (c.domain.native()) exec::panic("native extension %s: %s", c.domain.name(), message);
    fill_service_backtrace(f, *c.upcall);
    c.domain.fail(f);
    return {};
}

} // namespace alcove::nim
