// SPDX-License-Identifier: MIT
// The hot path of an upcall: a few dozen instructions from the caller to ring 1 and back.
#pragma once
#include "exec/trace.h"
#include "nim/domain.h"

namespace alcove::nim {

/// Enters the monitor and takes a stack. Interrupts off. nullptr: `error` says why.
[[gnu::always_inline]] inline Upcall* Domain::begin(CallContext context, Deadline deadline, i32& error) {
    error = to_errno(Error::domain_failed);
    if (!alive()) [[unlikely]]
        return nullptr;
    const bool process = context == CallContext::process;
    if (process && !monitor.enter(*this)) [[unlikely]]
        return nullptr;
    Upcall* u = take_stack();
    if (!u) [[unlikely]] {
        if (process) monitor.leave();
        error = to_errno(Error::no_memory);
        return nullptr;
    }
    u->mode = {deadline, context, process, true};
    return u;
}

/// Runs the upcall whose arguments lie at `esp` in the domain's stack. Interrupts off.
[[gnu::always_inline]] inline i32 Domain::run(Upcall& u, u32 number, u32 esp) {
    exec::Thread* self = exec::Thread::current();
    u.eip = upcall_entry[number];
    u.esp = esp;
    u.number = number;
    upcall_count[number]++;
    self->xpc = &u;
    const i32 r = exec::tracing() ? enter_traced(u) : arch::enter_domain(u);
    self->xpc = nullptr;
    return r;
}

/// Leaves what begin() entered. Interrupts off.
[[gnu::always_inline]] inline i32 Domain::end(Upcall& u, i32 result) {
    u.mode.active = false;
    give_stack(u);
    if (u.ticks | u.doomed) [[unlikely]] { // whoever is inside when a domain fails is doomed
        u.ticks = u.ticks_off = u.waited = u.slept = u.doomed = 0;
        if (exec::Thread::current()->effective_priority == exec::priority::overdue) give_way();
        if (!alive()) return leave_failed(u);
    }
    if (u.mode.holds_monitor) {
        // A return with interrupts off is taken as if the caller had restored them.
        if (shared->vif_pending | (shared->vif ^ 1)) [[unlikely]] {
            shared->vif = 1;
            deliver_pending();
        }
        monitor.leave();
    }
    return result;
}

template <u32 Number, CallContext Context, Deadline Limit, typename... Words>
inline i32 Domain::call(Words... words) {
    static_assert(sizeof...(words) <= 3);
    if (native()) {
        const u32 w[4] = {words...};
        return exec::tracing() ? call_traced(Number, w[0], w[1], w[2])
                               : call_native(Number, w[0], w[1], w[2]);
    }
    exec::IrqGuard guard;
    i32 r;
    Upcall* const u = begin(Context, Limit, r);
    if (!u) [[unlikely]]
        return r;
    // Services read four words above their return address: room for that, whatever the domain does.
    constexpr u32 n = sizeof...(words);
    u32* const sp = reinterpret_cast<u32*>(u->top() - 16 - 4 * (n + 1));
    const u32 frame[n + 1] = {return_address, words...};
    for (u32 i = 0; i <= n; i++) sp[i] = frame[i];
    r = run(*u, Number, reinterpret_cast<u32>(sp));
    return end(*u, r);
}

} // namespace alcove::nim
