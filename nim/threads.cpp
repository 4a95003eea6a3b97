// SPDX-License-Identifier: MIT
// Threads of a domain: creation, sleeping with a task cookie, waking.
#include "nim/threads.h"
#include "exec/clock.h"
#include "nim/domain.h"
#include "nim/upcall.h"
#include <new>
#include <stdio.h>

namespace alcove::nim {
namespace {

void put(DomainThread* t) {
    exec::IrqGuard guard;
    if (--t->references == 0) delete t;
}

void thread_main(void* argument) {
    auto* t = static_cast<DomainThread*>(argument);
    Domain& d = *t->domain;
    if (d.alive()) (void)up_thread(d, t->entry, t->argument, t->task);
    if (d.alive()) (void)d.tracker.release(t->handle, ObjectType::thread).ok();
    put(t);
    d.unpin();
}

/// The entry of a cookie: its own, else one that nobody needs now.
TaskWait* entry_for(Domain& d, u32 task) {
    TaskWait* spare = nullptr;
    for (TaskWait& w : d.tasks) {
        if (w.task == task) return &w;
        if (!w.sleeper && (!spare || (spare->woken && !w.woken) || w.task == 0)) spare = &w;
    }
    if (spare) {
        spare->task = task;
        spare->woken = false;
    }
    return spare;
}

} // namespace

Result<Handle> domain_thread_create(Domain& domain, u32 entry, u32 argument, u32 task) {
    auto* t = new (std::nothrow) DomainThread{&domain, entry, argument, task, 2, 0};
    if (!t) return Error::no_memory;
    Object o;
    o.thread = t;
    const auto h = domain.tracker.add(ObjectType::thread, o);
    if (!h) {
        delete t;
        return h.error();
    }
    t->handle = h.value();
    domain.pin();
    char name[16];
    sniprintf(name, sizeof name, "%s/%u", domain.name(), handle_index(h.value()));
    const auto thread = exec::Thread::create(name, exec::priority::domain, thread_main, t);
    if (!thread) {
        domain.unpin();
        t->references = 1;
        (void)domain.tracker.release(h.value(), ObjectType::thread).ok();
        return thread.error();
    }
    return h;
}

void domain_thread_release(DomainThread* thread) { put(thread); }

Result<u32> domain_block(Domain& domain, u32 task, u32 timeout, bool interruptible) {
    exec::IrqGuard guard;
    TaskWait* w = entry_for(domain, task);
    if (!w || w->sleeper) return 0u; // more threads than a domain may have, or a cookie used twice
    const u32 start = exec::ticks();
    if (!w->woken && domain.alive()) {
        w->sleeper = exec::Thread::current();
        const u32 ms = timeout > 0x7FFFFFFF / 10 ? exec::k_forever : timeout * (1000 / exec::k_hz);
        const exec::WakeReason why = w->queue.wait(ms, interruptible);
        w->sleeper = nullptr;
        if (why == exec::WakeReason::interrupted) return Error::interrupted;
    }
    w->woken = false;
    const u32 slept = exec::ticks() - start;
    if (timeout > 0x7FFFFFFF) return timeout;
    return slept < timeout ? timeout - slept : 0u;
}

void domain_wake(Domain& domain, u32 task) {
    exec::IrqGuard guard;
    TaskWait* w = entry_for(domain, task);
    if (!w) return;
    w->woken = true;
    w->queue.wake_all();
}

} // namespace alcove::nim
