// SPDX-License-Identifier: MIT
// Upcalls, the monitor, a domain's memory, and how its generation ends.
#include "nim/crossing.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/clock.h"
#include "exec/frames.h"
#include "exec/scheduler.h"
#include "exec/trace.h"
#include "nim/core.h"
#include "nim/dma.h"
#include "nim/extension.h"
#include "nim/inject.h"
#include "nim/recovery_hook.h"
#include <string.h>

namespace alcove::nim {
namespace {
constexpr i32 k_failed = to_errno(Error::domain_failed);
} // namespace

Domain::Domain(Extension& e, exec::ExtensionMode mode, u32 g)
    : extension(e), generation(g), tracker(*this), timer(*this), trace_id(exec::trace_domain(e.name())),
      environment(*this), mode_(mode) {}

Domain::~Domain() { ALCOVE_ASSERT(!occupied() && pins_ == 0); }

const char* Domain::name() const { return extension.name(); }

u32 Domain::ticks_for(Deadline d) const {
    switch (d) {
    case Deadline::interrupt:
        return limits.interrupt_ticks;
    case Deadline::softirq:
        return limits.softirq_ticks;
    case Deadline::process:
        return limits.process_ticks;
    case Deadline::none:
        break;
    }
    return 0;
}

// ---------------------------------------------------------------- upcalls

i32 Domain::call_with(u32 number, CallContext context, Deadline deadline, u32 word, const void* in, void* out,
                      u32 bytes) {
    if (native())
        return call_native(number, word, reinterpret_cast<u32>(in ? const_cast<void*>(in) : out), 0);
    exec::IrqGuard guard;
    i32 r;
    Upcall* const u = begin(context, deadline, r);
    if (!u) return r;
    const u32 place = u->top() - 16 - round_up(bytes, 4);
    if (in)
        memcpy(reinterpret_cast<void*>(place), in, bytes);
    else
        memset(reinterpret_cast<void*>(place), 0, bytes);
    u32* const sp = reinterpret_cast<u32*>(place) - 3;
    sp[0] = return_address;
    sp[1] = word;
    sp[2] = place;
    r = run(*u, number, reinterpret_cast<u32>(sp));
    if (out) memcpy(out, reinterpret_cast<void*>(place), bytes);
    return end(*u, r);
}

i32 Domain::enter_traced(Upcall& u) {
    const u32 number = u.number; // of the record, which a nested upcall of this thread does not share
    const u32 first = *reinterpret_cast<const u32*>(u.esp + 4);
    exec::trace_record(exec::TraceKind::upcall, exec::TracePhase::begin, trace_id, number, first);
    const i32 r = arch::enter_domain(u);
    exec::trace_record(exec::TraceKind::upcall, exec::TracePhase::end, trace_id, number, static_cast<u32>(r));
    return r;
}

void Domain::doom() {
    for (u32 i = 0; i < stack_count_; i++)
        if (stacks_[i].mode.active) stacks_[i].doomed = 1;
}

bool Domain::occupied() const {
    for (u32 i = 0; i < stack_count_; i++)
        if (stacks_[i].mode.active) return true;
    return false;
}

i32 Domain::leave_failed(Upcall& u) {
    if (u.mode.holds_monitor) monitor.leave();
    left.wake_all();
    return k_failed;
}

/// The upcall that had become urgent is over.
void Domain::give_way() {
    exec::Thread& self = *exec::Thread::current();
    exec::thread_set_effective_priority(self, self.base_priority);
}

void Domain::deliver_pending() {
    shared->vif_pending = 0;
    if (interrupts) interrupts->wake();
    if (!vif_wait.empty()) vif_wait.wake_all();
}

Domain* Domain::native_current_;

i32 Domain::call_native(u32 number, u32 a, u32 b, u32 c) {
    using Function = i32 (*)(u32, u32, u32);
    upcall_count[number]++;
    exec::preempt_disable();
    Domain* const previous = native_current_;
    native_current_ = this;
    const i32 r = reinterpret_cast<Function>(upcall_entry[number])(a, b, c);
    native_current_ = previous;
    exec::preempt_enable();
    return r;
}

i32 Domain::call_traced(u32 number, u32 a, u32 b, u32 c) {
    exec::trace_record(exec::TraceKind::upcall, exec::TracePhase::begin, trace_id, number, a);
    const i32 r = call_native(number, a, b, c);
    exec::trace_record(exec::TraceKind::upcall, exec::TracePhase::end, trace_id, number, static_cast<u32>(r));
    return r;
}

// ---------------------------------------------------------------- monitor

bool Monitor::enter_slow(Domain& domain) {
    exec::Thread* self = exec::Thread::current();
    ALCOVE_ASSERT(owner_ != self);
    while (owner_) {
        if (owner_->effective_priority < self->effective_priority)
            exec::thread_set_effective_priority(*owner_, self->effective_priority);
        contended_ = true;
        queue_.wait();
        if (!domain.alive()) return false;
    }
    owner_ = self;
    return true;
}

void Monitor::leave_slow() {
    exec::Thread* self = exec::Thread::current();
    contended_ = false;
    queue_.wake_all();
    if (self->effective_priority != self->base_priority)
        exec::thread_set_effective_priority(*self, self->base_priority);
}

// ---------------------------------------------------------------- memory

bool Domain::may_write(VirtAddr address, u32 bytes) const {
    return native() || space.may_write(address, bytes);
}

bool Domain::may_read(VirtAddr address, u32 bytes) const {
    if (may_write(address, bytes)) return true;
    if (address + bytes < address) return false;
    for (const TextRange& t : text)
        if (address >= t.low && address + bytes <= t.high) return true;
    return false;
}

Result<VirtAddr> Domain::grow(u32 frames, exec::FrameZone zone, bool charge, bool writable, u32 skip) {
    if (charge && frames_charged + frames > limits.memory_frames) return Error::quota;
    const auto block = exec::frames_alloc_run(frames, zone);
    if (!block) return block.error();
    Object o;
    o.first = block.value() + k_page_offset;
    o.second = frames;
    o.charged = charge;
    o.code = !writable;
    return own(o, writable, skip);
}

Result<VirtAddr> Domain::adopt(VirtAddr block, u32 frames) {
    Object o;
    o.first = block;
    o.second = frames;
    o.code = true;
    return own(o, false, 0);
}

/// Enters a block of frames as the domain's.
Result<VirtAddr> Domain::own(Object& o, bool writable, u32 skip) {
    const u32 frames = o.second;
    if (o.charged) frames_charged += frames;
    const auto h = tracker.add(ObjectType::frames, o);
    if (!h) {
        if (o.charged) frames_charged -= frames;
        exec::frames_free_run(o.first - k_page_offset, frames);
        return h.error();
    }
    if (!native() && writable) {
        exec::IrqGuard guard;
        const auto granted = space.grant(o.first + skip * k_page_size, frames - skip);
        if (!granted) {
            (void)tracker.release(h.value(), ObjectType::frames).ok();
            return granted.error();
        }
    }
    exec::IrqGuard guard;
    if (const auto mapped = dma_map(*this, o); !mapped) {
        (void)tracker.release(h.value(), ObjectType::frames).ok();
        return mapped.error();
    }
    return VirtAddr{o.first};
}

Upcall* Domain::make_stack() {
    if (stack_count_ == sizeof stacks_ / sizeof stacks_[0]) return nullptr;
    // The lowest page is never granted: it is the guard.
    const auto block = grow(k_domain_stack_frames, exec::FrameZone::any, false, true, 1);
    if (!block) return nullptr;
    Upcall& u = stacks_[stack_count_++];
    u.domain = this;
    u.directory = space.directory();
    u.stack_low = block.value() + k_page_size;
    u.stack_bytes = k_domain_stack_bytes - 16;
    return &u;
}

bool Domain::in_stack_guard(VirtAddr address) const {
    for (u32 i = 0; i < stack_count_; i++)
        if (address < stacks_[i].stack_low && address >= stacks_[i].stack_low - k_page_size) return true;
    return false;
}

// ---------------------------------------------------------------- the end of a generation

void Domain::pin() {
    exec::IrqGuard guard;
    pins_++;
}
void Domain::unpin() {
    exec::IrqGuard guard;
    if (--pins_ == 0) left.wake_all();
}

void Domain::fail(const Failure& f) {
    exec::IrqGuard guard;
    if (!alive()) return;
    failure = f;
    failure.time_us = exec::now_us();
    note_objects(failure);
    if (CoreKeeper* core = extension.core; core && core->on) core->count = core_threads(*this, core->threads);
    if (f.upcall == NIM_UPCALL_provoke) failure.cause_us = provoked_us; // else nobody knows when it began
    state = DomainState::failed;
    if (exec::tracing())
        exec::trace_record(exec::TraceKind::failure, exec::TracePhase::instant, trace_id,
                           static_cast<u32>(f.kind), f.eip);
    doom();
    recovery_hook().failed(*this);
}

void Domain::note_objects(Failure& f) {
    for (u32 t = 0; t < k_object_types; t++)
        f.objects[t] = static_cast<u16>(tracker.count(static_cast<ObjectType>(t)));
    u32 pages = 0;
    tracker.for_each(ObjectType::frames, [&](Handle, Object& o) { pages += o.second; });
    f.objects[static_cast<u32>(ObjectType::frames)] = static_cast<u16>(pages < 0xFFFF ? pages : 0xFFFF);
}

void Domain::explain() {
    if (failure.where[0] || !failure.eip) return;
    const ModuleSet& modules = *extension.modules();
    failure.place = modules.place_of(failure.eip, failure.eip_returns_there);
    failure.place.format_where(failure.where, sizeof failure.where);
    for (u32 i = 0; i < failure.backtrace_depth; i++)
        failure.backtrace[i] = modules.place_of(failure.backtrace[i].address, true);
    for (RelatedPlace& r : failure.related)
        if (r.role) r.place = modules.place_of(r.place.address, true);
}

void Domain::wake_everyone() {
    exec::IrqGuard guard;
    for (TaskWait& w : tasks) w.queue.wake_all();
    vif_wait.wake_all();
    monitor.wake_all();
    if (interrupts) interrupts->wake();
}

void Domain::quiesce() {
    tracker.for_each(ObjectType::pci_function, [this](Handle, Object& o) { pci_silence(*this, *o.pci); });
    tracker.for_each(ObjectType::dma_channel, [](Handle, Object& o) { dma_channel_mask(o.first); });
    timer.cancel();
    wake_everyone();
}

bool Domain::wait_empty(u32 timeout_ms) {
    exec::IrqGuard guard;
    const u32 until = exec::ticks() + exec::ms_to_ticks(timeout_ms);
    while (occupied() || pins_) {
        wake_everyone();
        if (static_cast<i32>(exec::ticks() - until) > 0) return false;
        (void)left.wait(20);
    }
    return true;
}

void Domain::release() {
    ALCOVE_ASSERT(!occupied());
    timer.cancel();
    faults_forget(*this);
    tracker.release_all();
    space.destroy();
    dma.destroy();
    state = DomainState::gone;
}

} // namespace alcove::nim
