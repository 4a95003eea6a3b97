// SPDX-License-Identifier: MIT
// The interrupt thread of a domain, its lines and its timer.
#include "nim/interrupts.h"
#include "exec/scheduler.h"
#include "nim/domain.h"
#include "nim/upcall.h"
#include <algorithm>
#include <new>
#include <stdio.h>

namespace alcove::nim {
namespace {

void report_storm(IrqLine& l) {
    Failure f;
    f.kind = FailureKind::storm;
    f.address = l.line;
    sniprintf(f.detail, sizeof f.detail, "more than %u interrupts on line %u in one tick",
              static_cast<unsigned>(l.domain->limits.interrupts_per_tick), l.line);
    l.domain->fail(f);
}

constexpr u32 k_withheld_ticks = 10; // that a lost interrupt keeps its line closed
constexpr u32 k_most_ticks = 5;      // without a rest, before others get their turn

/// An injected fault: the interrupt is lost. A device whose line is level triggered would ask again at once,
/// so the line stays closed for a while.
[[gnu::cold]] void withhold(IrqLine& l, u32 ticks) {
    exec::irq_mask(l.line);
    l.withheld = true;
    l.reopen.start(ticks);
}

/// True when the interrupt is not to be delivered.
bool lost(IrqLine& l) {
    if (l.withheld) return true;
    if (!l.domain->environment.take(EnvironmentFault::irq_lost)) return false;
    withhold(l, k_withheld_ticks);
    return true;
}

bool storm(IrqLine& l) {
    const u32 now = exec::ticks();
    if (l.tick != now) {
        l.tick = now;
        l.in_tick = 0;
    }
    return ++l.in_tick > l.domain->limits.interrupts_per_tick;
}

/// The hardware interrupt of a nooks domain: mask, note, wake. Shared lines nest their masks, so a line
/// opens again when every domain on it has answered.
bool on_interrupt_nooks(u8 line, void* argument) {
    IrqLine& l = *static_cast<IrqLine*>(argument);
    if (l.pending || lost(l)) return true;
    exec::irq_mask(line);
    l.pending = true;
    if (storm(l)) report_storm(l);
    if (l.domain->interrupts) l.domain->interrupts->interrupt();
    return true;
}

void drain_ports(Domain& d) {
    d.ports.for_each([](NetPortLink& p) { static_cast<NetPort&>(p).drain(); });
    d.block_ports.for_each([](BlockPortLink& p) { static_cast<BlockPort&>(p).drain(); });
}

/// Native: the handler runs in the interrupt itself, as in Linux.
bool on_interrupt_native(u8 line, void* argument) {
    IrqLine& l = *static_cast<IrqLine*>(argument);
    if (lost(l)) return true;
    i32 r;
    do {
        l.domain->interrupts_taken++;
        r = up_irq(*l.domain, line, l.cookie);
        drain_ports(*l.domain);
    } while (l.domain->environment.take(EnvironmentFault::irq_stuck)); // as in Linux, for ever
    return r > 0;
}

} // namespace

Result<InterruptThread*> InterruptThread::create(Domain& domain) {
    auto* t = new (std::nothrow) InterruptThread(domain);
    if (!t) return Error::no_memory;
    char name[16];
    sniprintf(name, sizeof name, "irq/%s", domain.name());
    domain.pin();
    const auto thread = exec::Thread::create(name, exec::priority::interrupt, main, t);
    if (!thread) {
        domain.unpin();
        delete t;
        return thread.error();
    }
    return t;
}

void InterruptThread::main(void* self) {
    auto* t = static_cast<InterruptThread*>(self);
    Domain& d = t->domain_;
    t->run();
    exec::IrqGuard guard;
    t->count_parked();
    t->unhold(); // a domain that failed in a transmission: who holds finds no interrupt thread any more
    if (d.interrupts == t) d.interrupts = nullptr;
    delete t;
    d.unpin();
}

bool InterruptThread::work_waits() const {
    if (stopped_ || timer_pending_ || !domain_.alive()) return true;
    for (IrqLine* l = lines_; l; l = l->next)
        if (l->pending) return true;
    return false;
}

void InterruptThread::run() {
    for (;;) {
        park();
        if (stopped_ || !domain_.alive()) return;
        for (IrqLine* l = lines_; l;) {
            IrqLine* next = l->next;
            if (l->pending) deliver(*l);
            l = next;
        }
        if (timer_pending_) run_timer();
    }
}

void InterruptThread::wait_for_vif() {
    exec::IrqGuard guard;
    while (domain_.alive() && !domain_.shared->vif) {
        domain_.shared->vif_pending = 1;
        domain_.vif_wait.wait();
    }
    domain_.shared->vif = 0;
}

void InterruptThread::deliver(IrqLine& l) {
    wait_for_vif();
    if (!domain_.alive()) return; // stays pending and masked until the line is released
    domain_.interrupts_taken++;
    (void)up_irq(domain_, l.line, l.cookie);
    if (!domain_.alive()) return;
    exec::IrqGuard guard;
    domain_.shared->vif = 1;
    drain_ports(domain_);
    if (!domain_.alive()) return;
    l.pending = false;
    exec::irq_unmask(l.line);
    if (domain_.environment.take(EnvironmentFault::irq_stuck)) (void)on_interrupt_nooks(l.line, &l);
    ++delivered_;
    if (exec::ticks() - restless_since_ > domain_.limits.interrupt_ticks) [[unlikely]]
        check_use(l);
    else if (exec::ticks() - others_ran_ > k_most_ticks) [[unlikely]]
        let_others_run(l);
}

void InterruptThread::begin_again() {
    restless_since_ = others_ran_ = exec::ticks();
    delivered_ = 0;
}

/// Frames that come faster than they can be handled would have all of the processor, and nobody would get to
/// look at one of them (receive livelock; Mogul and Ramakrishnan, "Eliminating receive livelock in an
/// interrupt-driven kernel", 1997). So the line stays closed until the next tick, and frames that find no
/// room in the device are lost there, at no cost.
void InterruptThread::let_others_run(IrqLine& l) {
    others_ran_ = exec::ticks();
    if (!l.withheld) withhold(l, 1);
}

/// A line that is never quiet costs all of the processor, for nothing comes before this thread.
void InterruptThread::check_use(const IrqLine& line) {
    u32 moved = 0;
    domain_.ports.for_each([&](NetPortLink& p) {
        const NetPortCounters& c = static_cast<NetPort&>(p).counters();
        moved += c.rx_packets + c.tx_packets;
    });
    domain_.block_ports.for_each([&](BlockPortLink& p) { moved += static_cast<BlockPort&>(p).done(); });
    constexpr u32 k_most_each = 64; // interrupts for a packet; and one of them may take long
    const u32 least = std::max(delivered_ / k_most_each, exec::ticks() - restless_since_);
    const bool useful = moved - moved_ >= least;
    moved_ = moved;
    begin_again();
    if (useful) return;
    Failure f;
    f.kind = FailureKind::storm;
    f.address = line.line;
    sniprintf(f.detail, sizeof f.detail, "line %u was not quiet for %u ms, and hardly a packet moved",
              line.line, static_cast<unsigned>(domain_.limits.interrupt_ticks * 10));
    domain_.fail(f);
}

void InterruptThread::run_timer() {
    timer_pending_ = false;
    wait_for_vif();
    if (!domain_.alive()) return;
    (void)up_timer(domain_);
    exec::IrqGuard guard;
    if (!domain_.alive()) return;
    domain_.shared->vif = 1;
    drain_ports(domain_);
}

void InterruptThread::park() {
    exec::IrqGuard guard;
    thread_ = exec::Thread::current();
    while (!work_waits()) {
        parked_ = true;
        count_parked();
        rest_began_ = quiet();
        exec::block_current(exec::Thread::State::blocked);
    }
}

u64 InterruptThread::quiet() { return awake_ ? quiet_ : quiet_ + exec::tsc() - quiet_since_; }

void InterruptThread::count_awake() {
    if (counted_) return;
    counted_ = true;
    if (awake_++ == 0) quiet_ += exec::tsc() - quiet_since_;
}

void InterruptThread::count_parked() {
    if (!counted_) return;
    counted_ = false;
    if (--awake_ == 0) quiet_since_ = exec::tsc();
}

void InterruptThread::wake() {
    if (!parked_) return;
    parked_ = false;
    const u64 rest = quiet() - rest_began_;
    count_awake();
    // A line that is asserted again as soon as it is opened lets the thread park, but not rest. Nor does it
    // rest while it waits for the processor, or while it lets others run.
    if (rest >= least_rest_ && exec::ticks() - others_ran_ > 1) begin_again();
    exec::make_ready(*thread_);
}

void InterruptThread::hold() {
    if (held_) return;
    held_ = true;
    for (IrqLine* l = lines_; l; l = l->next) exec::irq_mask(l->line);
}

void InterruptThread::unhold() {
    if (!held_) return;
    held_ = false;
    for (IrqLine* l = lines_; l; l = l->next) exec::irq_unmask(l->line);
}

void InterruptThread::interrupt() {
    if (domain_.shared->vif || !domain_.alive())
        wake();
    else
        domain_.shared->vif_pending = 1;
}

void InterruptThread::stop() {
    exec::IrqGuard guard;
    stopped_ = true;
    wake();
    domain_.vif_wait.wake_all();
}

void InterruptThread::timer_expired() {
    timer_pending_ = true;
    wake();
}

void InterruptThread::add(IrqLine& line) {
    exec::IrqGuard guard;
    unhold();
    line.next = lines_;
    lines_ = &line;
}

void InterruptThread::remove(IrqLine& line) {
    exec::IrqGuard guard;
    unhold();
    for (IrqLine** p = &lines_; *p; p = &(*p)->next) {
        if (*p != &line) continue;
        *p = line.next;
        return;
    }
}

Result<IrqLine*> irq_line_request(Domain& domain, u8 line, bool shared, u32 cookie) {
    auto* l = new (std::nothrow) IrqLine;
    if (!l) return Error::no_memory;
    l->domain = &domain;
    l->line = line;
    l->cookie = cookie;
    l->action = {domain.native() ? on_interrupt_native : on_interrupt_nooks, l, nullptr, shared};
    if (domain.interrupts) domain.interrupts->add(*l);
    const auto r = exec::irq_attach(line, l->action);
    if (!r) {
        if (domain.interrupts) domain.interrupts->remove(*l);
        delete l;
        return r.error();
    }
    return l;
}

void IrqLine::reopen_withheld(void* self) {
    auto& l = *static_cast<IrqLine*>(self);
    l.withheld = false;
    exec::irq_unmask(l.line);
}

void irq_line_release(IrqLine* l) {
    {
        exec::IrqGuard guard;
        exec::irq_detach(l->line, l->action);
        l->reopen.cancel();
        if (l->withheld) exec::irq_unmask(l->line);
        if (l->pending) exec::irq_unmask(l->line);
        if (l->domain->interrupts) l->domain->interrupts->remove(*l);
    }
    delete l;
}

void DomainTimer::expired(void* self) {
    Domain& d = static_cast<DomainTimer*>(self)->domain_;
    if (!d.alive()) return;
    if (d.native()) {
        (void)up_timer(d);
        drain_ports(d);
    } else if (d.interrupts) {
        d.interrupts->timer_expired();
    }
}

} // namespace alcove::nim
