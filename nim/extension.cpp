// SPDX-License-Identifier: MIT
// Starting and stopping extensions, and the rights that driver.conf gives them.
#include "nim/extension.h"
#include "arch/x86/api/paging.h"
#include "exec/boot_info.h"
#include "exec/log.h"
#include "nim/checks.h"
#include "nim/core.h"
#include "nim/debugger.h"
#include "nim/recovery_hook.h"
#include "nim/upcall.h"
#include <new>
#include <stdio.h>
#include <string.h>

namespace alcove::nim {

Extension::Extension(const char* name, exec::ExtensionMode mode, const char* parameters) : mode_(mode) {
    sniprintf(name_, sizeof name_, "%s", name);
    sniprintf(bundle_, sizeof bundle_, "%s", name);
    if (char* colon = strchr(bundle_, ':')) *colon = 0;
    sniprintf(parameters_, sizeof parameters_, "%s", parameters ? parameters : "");
    if (exec::boot_option("cores")) core = new (std::nothrow) CoreKeeper;
}

Extension::~Extension() { delete core; }

Result<void> Extension::configure(char* message, usize size) {
    const auto r = bundle_read(bundle_, conf_, message, size);
    return r;
}

namespace {

void apply_limits(Domain& d, const DriverConf& conf) {
    const auto ticks = [](u32 ms, u32 otherwise) { return ms ? ms / 10 + 1 : otherwise; };
    Limits& l = d.limits;
    if (conf.memory_kib) l.memory_frames = conf.memory_kib / 4;
    l.interrupt_ticks = ticks(conf.deadline_interrupt_ms, l.interrupt_ticks);
    l.softirq_ticks = ticks(conf.deadline_softirq_ms, l.softirq_ticks);
    l.process_ticks = ticks(conf.deadline_process_ms, l.process_ticks);
}

} // namespace

Result<void> Extension::start(char* message, usize size) {
    message[0] = 0;
    auto* d = new (std::nothrow) Domain(*this, mode_, generation_ + 1);
    auto* modules = new (std::nothrow) ModuleSet;
    if (!d || !modules) {
        delete d;
        delete modules;
        sniprintf(message, size, "%s: out of memory", name_);
        return Error::no_memory;
    }
    generation_++;
    domain_ = d;
    modules_ = modules;
    apply_limits(*d, conf_);
    Result<void> r = {};
    if (d->native())
        arch::unprotect_kernel_image();
    else
        r = d->space.create();
    // Of a right to ports that the PC's board has for good, drivers made use without a request.
    if (r && !d->native())
        for (const auto& range : conf_.ports)
            if (r) r = d->space.ports(static_cast<u16>(range.first), range.last - range.first + 1, true);
    if (r) r = checks_configure(*d, parameters_, message, size);
    if (r) r = modules->load(*d, conf_, parameters_, message, size);
    if (r && !d->native()) {
        auto interrupts = InterruptThread::create(*d);
        if (interrupts)
            d->interrupts = interrupts.value();
        else
            r = interrupts.error();
    }
    if (r) {
        alcove_modules_changed();
        d->shared->tx_copy = conf_.tx_copy;
        const i32 code = up_start(*d, modules->table(), modules->count(), NIM_ABI_VERSION);
        if (code < 0) {
            d->explain();
            const Failure& f = d->failure;
            char where[200];
            f.place.format(where, sizeof where);
            if (f.kind != FailureKind::none)
                sniprintf(message, size, "%s: failed in init: %s: %s, in %s", name_,
                          failure_kind_name(f.kind), f.detail, where);
            else
                sniprintf(message, size, "%s: init failed: error %d", name_, static_cast<int>(-code));
            r = static_cast<Error>(-code);
        }
    }
    if (!r) {
        if (!message[0]) sniprintf(message, size, "%s: error %d", name_, -to_errno(r.error()));
        if (d->state != DomainState::failed) discard(); // a failed one belongs to recovery
        return r;
    }
    {
        exec::IrqGuard guard;
        if (d->state == DomainState::loading) d->state = DomainState::running;
    }
    announce(*d);
    return {};
}

void Extension::announce(Domain& d) {
    d.ports.for_each([&](NetPortLink& p) {
        auto& port = static_cast<NetPort&>(p);
        if (port.announced || !d.alive()) return;
        port.announced = true;
        recovery_hook().net_appeared(d, port);
    });
    d.block_ports.for_each([&](BlockPortLink& p) {
        auto& port = static_cast<BlockPort&>(p);
        if (port.announced || !d.alive()) return;
        port.announced = true;
        recovery_hook().block_appeared(d, port);
    });
    d.char_ports.for_each([&](CharPortLink& p) {
        auto& port = static_cast<CharPort&>(p);
        if (port.announced || !d.alive()) return;
        port.announced = true;
        recovery_hook().char_appeared(d, port);
    });
}

namespace {
void announce_thread(void* argument) {
    auto& d = *static_cast<Domain*>(argument);
    if (d.alive()) d.extension.announce(d);
    d.unpin();
}
} // namespace

void Extension::announce_later(Domain& d) {
    d.pin();
    if (!exec::Thread::create("announce", exec::priority::worker, announce_thread, &d)) d.unpin();
}

Result<void> Extension::stop() {
    Domain* d = domain_;
    if (!d) return Error::not_found;
    if (d->state == DomainState::running) {
        // Interfaces first, while the driver can still answer.
        d->ports.for_each([&](NetPortLink& p) {
            auto& port = static_cast<NetPort&>(p);
            if (port.announced) recovery_hook().net_vanished(*d, port);
            port.announced = false;
        });
        d->block_ports.for_each([&](BlockPortLink& p) {
            auto& port = static_cast<BlockPort&>(p);
            if (port.announced) recovery_hook().block_vanished(*d, port);
            port.announced = false;
        });
        d->char_ports.for_each([&](CharPortLink& p) {
            auto& port = static_cast<CharPort&>(p);
            if (port.announced) recovery_hook().char_vanished(*d, port);
            port.announced = false;
        });
        {
            exec::IrqGuard guard;
            if (d->state == DomainState::running) d->state = DomainState::stopping;
        }
        (void)up_stop(*d);
        if (d->alive()) checks_unloaded(*d);
    }
    discard();
    return {};
}

void Extension::discard() {
    Domain* d = domain_;
    if (!d) return;
    {
        exec::IrqGuard guard;
        if (d->alive()) d->state = DomainState::failed; // nobody enters any more
        d->doom();
    }
    d->quiesce();
    if (d->interrupts) d->interrupts->stop();
    while (!d->wait_empty(1000))
        exec::log(exec::LogLevel::warning, "%s: threads are still inside generation %u", name_,
                  static_cast<unsigned>(d->generation));
    const FailureKind kind = d->failure.kind;
    if (core && core->on && kind != FailureKind::none && kind != FailureKind::request) core_of_failure(*this);
    d->release();
    if (d->failure.kind != FailureKind::none) last_failure = d->failure;
    domain_ = nullptr;
    delete modules_;
    modules_ = nullptr;
    delete d;
    alcove_modules_changed();
}

// ---------------------------------------------------------------- rights

bool Extension::may_see(const exec::PciFunction& f) const { return bundle_lists(conf_, f) && is_meant(f); }

/// pci.NAME=BUS:DEVICE.FUNCTION on the command line leaves it this function alone: for instances of a bundle
/// that share the machine's devices.
bool Extension::is_meant(const exec::PciFunction& f) const {
    char option[40], place[16];
    sniprintf(option, sizeof option, "pci.%s", name_);
    const char* only = exec::boot_option(option);
    sniprintf(place, sizeof place, "%02x:%02x.%u", f.bus, f.device, f.function);
    return !only || strcmp(only, place) == 0;
}

bool Extension::bar_covers(Domain& d, u32 first, u32 count, bool io) const {
    bool covered = false;
    d.tracker.for_each(ObjectType::pci_function, [&](Handle, Object& o) {
        if (o.pci->owner != &d) return;
        for (const exec::PciBar& b : o.pci->bars)
            if (b.size && b.io == io && first >= b.base && first + count <= b.base + b.size) covered = true;
    });
    return covered;
}

bool Extension::lists_ports(u32 first, u32 count) const { return bundle_lists_ports(conf_, first, count); }

bool Extension::owns_ports(Domain& d, u32 first, u32 count) const {
    return bundle_lists_ports(conf_, first, count) || bar_covers(d, first, count, true);
}
bool Extension::owns_device_memory(Domain& d, u32 physical, u32 bytes) const {
    // A device may map whole pages of a smaller BAR.
    return bundle_lists_memory(conf_, physical, bytes) || bar_covers(d, physical, bytes, false);
}
bool Extension::may_use_irq(Domain& d, u32 line) const {
    bool of_pci = false;
    d.tracker.for_each(ObjectType::pci_function,
                       [&](Handle, Object& o) { of_pci |= o.pci->irq_line == line; });
    return of_pci || bundle_lists_irq(conf_, line);
}

} // namespace alcove::nim
