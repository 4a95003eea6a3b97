// SPDX-License-Identifier: MIT
// Upcalls, the monitor, a domain's memory, and how its generation ends.
#include "nim/domain.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/clock.h"
#include "exec/frames.h"
#include "exec/scheduler.h"
#include "nim/extension.h"
#include "nim/recovery_hook.h"
#include <string.h>

namespace alcove::nim {
namespace {
constexpr i32 k_failed = to_errno(Error::domain_failed);
constexpr u32 k_pci_command = 0x04;
constexpr u32 k_bus_master = 1u << 2;
} // namespace

Domain::Domain(Extension& e, exec::ExtensionMode mode, u32 g)
    : extension(e), generation(g), tracker(*this), timer(*this), mode_(mode) {}

Domain::~Domain() { ALCOVE_ASSERT(inside.empty() && pins_ == 0); }

const char* Domain::name() const { return extension.name(); }

u32 Domain::ticks_for(Deadline d) const {
    switch (d) {
    case Deadline::interrupt: return limits.interrupt_ticks;
    case Deadline::softirq: return limits.softirq_ticks;
    case Deadline::process: return limits.process_ticks;
    case Deadline::none: break;
    }
    return 0;
}

// ---------------------------------------------------------------- upcalls

i32 Domain::call(u32 number, CallContext context, Deadline deadline, const u32* words, u32 count) {
    return call_with(number, context, deadline, words, count, nullptr, nullptr, 0);
}

i32 Domain::call_with(u32 number, CallContext context, Deadline deadline, const u32* words, u32 count,
                      const void* in, void* out, u32 bytes) {
    if (native()) return call_native(number, words, count, in, out, bytes);
    exec::IrqGuard guard;
    if (!alive()) return k_failed;
    exec::Thread* self = exec::Thread::current();
    ALCOVE_ASSERT(!self->xpc);
    Upcall u;
    u.context = context;
    if (context == CallContext::process) {
        if (!monitor.enter(*this)) return k_failed;
        u.holds_monitor = true;
    }
    DomainStack* stack = free_stacks_;
    if (stack) {
        free_stacks_ = stack->next;
    } else {
        auto taken = take_stack();
        if (!taken) {
            if (u.holds_monitor) monitor.leave();
            return to_errno(taken.error());
        }
        stack = taken.value();
    }
    u32* sp = reinterpret_cast<u32*>(stack->top() - round_up(bytes, 4));
    void* const place = sp;
    if (in) memcpy(place, in, bytes);
    if (bytes) *--sp = reinterpret_cast<u32>(place);
    for (u32 i = count; i-- > 0;) *--sp = words[i];
    *--sp = return_address;
    u.directory = space.directory();
    u.eip = upcall_entry[number];
    u.esp = reinterpret_cast<u32>(sp);
    u.stack_low = stack->low;
    u.stack_bytes = k_domain_stack_bytes - 64;
    u.domain = this;
    u.stack = stack;
    u.thread = self;
    u.number = number;
    u.ticks_allowed = ticks_for(deadline);
    inside.push_front(u);
    upcall_count[number]++;
    self->xpc = &u;
    const i32 r = arch::enter_domain(u, self->stack_high);
    self->xpc = nullptr;
    u.link.unlink();
    if (out) memcpy(out, place, bytes);
    stack->next = free_stacks_;
    free_stacks_ = stack;
    if (u.holds_monitor) {
        if (!shared->vif) shared->vif = 1; // returned with interrupts off: as if the caller had restored them
        if (shared->vif_pending) deliver_pending();
        monitor.leave();
    }
    if (!alive()) return leave_failed();
    return r;
}

i32 Domain::leave_failed() {
    left.wake_all();
    return k_failed;
}

void Domain::deliver_pending() {
    shared->vif_pending = 0;
    vif_wait.wake_all();
}

Domain* Domain::native_current_;

i32 Domain::call_native(u32 number, const u32* words, u32 count, const void* in, void* out, u32 bytes) {
    u32 a[4] = {};
    for (u32 i = 0; i < count; i++) a[i] = words[i];
    if (bytes) a[count] = reinterpret_cast<u32>(in ? const_cast<void*>(in) : out);
    using Function = i32 (*)(u32, u32, u32, u32);
    upcall_count[number]++;
    exec::preempt_disable();
    Domain* const previous = native_current_;
    native_current_ = this;
    const i32 r = reinterpret_cast<Function>(upcall_entry[number])(a[0], a[1], a[2], a[3]);
    native_current_ = previous;
    exec::preempt_enable();
    return r;
}

// ---------------------------------------------------------------- monitor

bool Monitor::enter(Domain& domain) {
    if (!owner_) [[likely]] {
        owner_ = exec::Thread::current();
        return true;
    }
    return enter_slow(domain);
}

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

void Monitor::leave() {
    owner_ = nullptr;
    if (contended_) leave_slow();
}

void Monitor::leave_slow() {
    exec::Thread* self = exec::Thread::current();
    contended_ = false;
    queue_.wake_all();
    if (self->effective_priority != self->base_priority)
        exec::thread_set_effective_priority(*self, self->base_priority);
}

// ---------------------------------------------------------------- memory

bool Domain::may_write(VirtAddr address, u32 bytes) const { return native() || space.may_write(address, bytes); }

bool Domain::may_read(VirtAddr address, u32 bytes) const {
    if (native()) return true;
    if (address + bytes < address) return false;
    for (const TextRange& t : text)
        if (address >= t.low && address + bytes <= t.high) return true;
    return may_write(address, bytes);
}

Result<VirtAddr> Domain::grow(u32 order, exec::FrameZone zone, bool charge, bool writable, u32 skip) {
    const u32 frames = 1u << order;
    if (charge && frames_charged + frames > limits.memory_frames) return Error::quota;
    const auto block = exec::frames_alloc(order, zone);
    if (!block) return block.error();
    Object o;
    o.first = block.value() + k_page_offset;
    o.second = order;
    o.charged = charge;
    if (charge) frames_charged += frames;
    const auto h = tracker.add(ObjectType::frames, o);
    if (!h) {
        if (charge) frames_charged -= frames;
        exec::frames_free(block.value(), order);
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
    return VirtAddr{o.first};
}

Result<DomainStack*> Domain::take_stack() {
    if (stack_count_ == sizeof stacks_ / sizeof stacks_[0]) return Error::quota;
    // The lowest page is never granted: it is the guard.
    const auto block = grow(k_domain_stack_order, exec::FrameZone::any, false, true, 1);
    if (!block) return block.error();
    DomainStack& s = stacks_[stack_count_++];
    s.low = block.value() + k_page_size;
    return &s;
}

void Domain::give_stack(DomainStack& stack) {
    exec::IrqGuard guard;
    stack.next = free_stacks_;
    free_stacks_ = &stack;
}

bool Domain::in_stack_guard(VirtAddr address) const {
    for (u32 i = 0; i < stack_count_; i++)
        if (address < stacks_[i].low && address >= stacks_[i].low - k_page_size) return true;
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
    if (!failure.where[0] && f.eip) describe(f.eip, failure.where, sizeof failure.where);
    state = DomainState::failed;
    inside.for_each([](Upcall& u) { u.doomed = 1; });
    recovery_hook().failed(*this);
}

void Domain::wake_everyone() {
    exec::IrqGuard guard;
    for (TaskWait& w : tasks) w.queue.wake_all();
    vif_wait.wake_all();
    monitor.wake_all();
    if (interrupts) interrupts->wake();
}

void Domain::quiesce() {
    tracker.for_each(ObjectType::pci_function, [](Handle, Object& o) {
        const u32 command = exec::pci_config_read(*o.pci, k_pci_command, 2);
        exec::pci_config_write(*o.pci, k_pci_command, 2, command & ~k_bus_master);
    });
    timer.cancel();
    wake_everyone();
}

bool Domain::wait_empty(u32 timeout_ms) {
    exec::IrqGuard guard;
    const u32 until = exec::ticks() + exec::ms_to_ticks(timeout_ms);
    while (!inside.empty() || pins_) {
        wake_everyone();
        if (static_cast<i32>(exec::ticks() - until) > 0) return false;
        (void)left.wait(20);
    }
    return true;
}

void Domain::release() {
    ALCOVE_ASSERT(inside.empty());
    timer.cancel();
    tracker.release_all();
    space.destroy();
    state = DomainState::gone;
}

void Domain::describe(u32 address, char* text_out, usize size) const { extension.describe(*this, address, text_out, size); }

} // namespace alcove::nim
