// SPDX-License-Identifier: MIT
// Services: PCI functions and interrupt lines.
#include "arch/x86/api/port.h"
#include "exec/clock.h"
#include "nim/dma.h"
#include "nim/extension.h"
#include "nim/services.h"

namespace alcove::nim {
namespace {

constexpr u32 k_command = 0x04; // PCI 2.2, 6.2.2
constexpr u32 k_io_space = 1, k_memory_space = 2, k_bus_master = 4;
constexpr u32 k_interrupt_disable = 1u << 10; // PCI 2.3, 6.2.2; reserved, and without effect, before
constexpr u32 k_bar_first = 0x10, k_bar_last = 0x27, k_rom = 0x30;

nim_pci_info describe(const exec::PciFunction& f) {
    nim_pci_info i = {};
    i.bus = f.bus;
    i.device = f.device;
    i.function = f.function;
    i.irq = f.irq_line;
    i.vendor = f.vendor;
    i.device_id = f.device_id;
    i.sub_vendor = f.sub_vendor;
    i.sub_device = f.sub_device;
    i.class_code = f.class_code;
    i.revision = f.revision;
    for (u32 b = 0; b < 6; b++) {
        if (!f.bars[b].size) continue;
        i.bar_start[b] = f.bars[b].base;
        i.bar_size[b] = f.bars[b].size;
        i.bar_flags[b] =
            (f.bars[b].io ? NIM_BAR_IO : NIM_BAR_MEMORY) | (f.bars[b].prefetch ? NIM_BAR_PREFETCH : 0);
    }
    return i;
}

void command_bits(exec::PciFunction& f, u32 set, u32 clear) {
    const u32 c = exec::pci_config_read(f, k_command, 2);
    exec::pci_config_write(f, k_command, 2, (c | set) & ~clear);
}

Result<void> open_port_bars(Domain& d, const exec::PciFunction& p, bool open) {
    if (d.native()) return {};
    for (const exec::PciBar& b : p.bars) {
        if (!b.io || !b.size) continue;
        exec::IrqGuard guard;
        const auto r = d.space.ports(static_cast<u16>(b.base), b.size, open);
        if (!r) return r;
    }
    return {};
}

bool legal(u32 offset, u32 width) {
    return (width == 1 || width == 2 || width == 4) && offset < 256 && offset % width == 0;
}

/// A function that somebody else has is none of the domain's business, even if it has seen it.
bool may_touch(const Domain& d, const exec::PciFunction& f) { return !f.owner || f.owner == &d; }

} // namespace

namespace {
/// Now that there is a handler, its devices may use the line: those that it has enabled, or, for a driver
/// that does without enabling, those that nobody has.
void pci_unsilence(Domain& d, u32 line) {
    bool own = false;
    d.tracker.for_each(ObjectType::pci_function,
                       [&](Handle, Object& o) { own |= o.pci->irq_line == line && o.pci->owner == &d; });
    d.tracker.for_each(ObjectType::pci_function, [&](Handle, Object& o) {
        if (o.pci->irq_line == line && o.pci->owner == (own ? &d : nullptr))
            command_bits(*o.pci, 0, k_interrupt_disable);
    });
}
} // namespace

void pci_silence(const Domain& d, exec::PciFunction& f) {
    if (may_touch(d, f)) command_bits(f, k_interrupt_disable, k_bus_master);
}

Result<void> svc_pci_get(Caller& c, u32 index, nim_pci_info& info, u32& function) {
    Domain& d = c.domain;
    u32 seen = 0;
    for (u32 i = 0; i < exec::pci_count(); i++) {
        exec::PciFunction* f = exec::pci_at(i);
        if (!d.extension.may_see(*f) || !may_touch(d, *f)) continue;
        if (seen++ != index) continue;
        info = describe(*f);
        Handle h = 0;
        d.tracker.for_each(ObjectType::pci_function, [&](Handle known, Object& o) {
            if (o.pci == f) h = known;
        });
        if (!h) {
            Object o;
            o.pci = f;
            const auto added = d.tracker.add(ObjectType::pci_function, o);
            if (!added) return added.error();
            h = added.value();
        }
        function = h;
        return {};
    }
    return Error::no_device;
}

Result<void> svc_pci_read(Caller& c, Held<ObjectType::pci_function> f, u32 offset, u32 width, u32& data) {
    if (!legal(offset, width)) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_pci_read, "offset", offset);
        return Error::invalid;
    }
    data = exec::pci_config_read(*f.object.pci, offset, width);
    return {};
}

Result<void> svc_pci_write(Caller& c, Held<ObjectType::pci_function> f, u32 offset, u32 width, u32 data) {
    if (!legal(offset, width)) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_pci_write, "offset", offset);
        return Error::invalid;
    }
    if (!may_touch(c.domain, *f.object.pci)) return Error::busy;
    // Moving a BAR would put the device over memory or ports of others; the ROM's likewise.
    if (!c.domain.native() && ((offset >= k_bar_first && offset <= k_bar_last) || (offset & ~3u) == k_rom))
        return {};
    // Drivers that turn bus mastering on by themselves.
    if (offset == k_command && (data & k_bus_master)) {
        if (const auto claimed = dma_claim(c.domain, *f.object.pci); !claimed) return claimed;
    }
    exec::pci_config_write(*f.object.pci, offset, width, data);
    return {};
}

Result<void> svc_pci_enable(Caller& c, Held<ObjectType::pci_function> f) {
    Domain& d = c.domain;
    exec::PciFunction& p = *f.object.pci;
    if (const auto claimed = dma_claim(d, p); !claimed) return claimed;
    const auto opened = open_port_bars(d, p, true);
    if (!opened) return opened;
    command_bits(p, k_io_space | k_memory_space, 0);
    return {};
}

Result<void> svc_pci_disable(Caller& c, Held<ObjectType::pci_function> f) {
    if (!may_touch(c.domain, *f.object.pci)) return Error::busy;
    command_bits(*f.object.pci, 0, k_bus_master);
    return open_port_bars(c.domain, *f.object.pci, false);
}

Result<void> svc_pci_bus_master(Caller& c, Held<ObjectType::pci_function> f, u32 on) {
    if (const auto claimed = dma_claim(c.domain, *f.object.pci); !claimed) return claimed;
    command_bits(*f.object.pci, on ? k_bus_master : 0, on ? 0 : k_bus_master);
    return {};
}

// ---------------------------------------------------------------- ISA DMA

namespace {
constexpr u32 k_dma_channels = 8, k_dma_cascade = 4;
constexpr u16 k_dma_mask_low = 0x0A, k_dma_mask_high = 0xD4; // 8237A data sheet, "Mask register"
constexpr u8 k_dma_mask_set = 4;
u8 g_dma_taken; ///< bit per channel
} // namespace

void dma_channel_mask(u32 channel) {
    arch::out8(channel < k_dma_cascade ? k_dma_mask_low : k_dma_mask_high,
               static_cast<u8>(k_dma_mask_set | (channel & 3)));
}

void dma_channel_release(u32 channel) {
    dma_channel_mask(channel);
    exec::IrqGuard guard;
    g_dma_taken &= static_cast<u8>(~(1u << channel));
}

Result<void> svc_dma_channel_request(Caller& c, u32 channel, u32& handle) {
    if (channel >= k_dma_channels || channel == k_dma_cascade) return Error::invalid;
    exec::IrqGuard guard;
    if (g_dma_taken >> channel & 1) return Error::busy;
    Object o;
    o.first = channel;
    const auto h = c.domain.tracker.add(ObjectType::dma_channel, o);
    if (!h) return h.error();
    g_dma_taken |= static_cast<u8>(1u << channel);
    handle = h.value();
    return {};
}

Result<void> svc_dma_channel_free(Caller& c, Held<ObjectType::dma_channel> channel) {
    return c.domain.tracker.release(channel.handle, ObjectType::dma_channel);
}

// ---------------------------------------------------------------- interrupts

Result<void> svc_irq_request(Caller& c, u32 line, u32 flags, u32 cookie, u32& irq) {
    Domain& d = c.domain;
    if (line >= exec::k_irq_lines) return Error::invalid;
    if (!d.extension.may_use_irq(d, line)) return Error::not_permitted;
    if (d.environment.due(EnvironmentFault::irq_request_fail)) return Error::busy;
    const auto l = irq_line_request(d, static_cast<u8>(line), flags & 1, cookie);
    if (!l) return l.error();
    pci_unsilence(d, line);
    Object o;
    o.first = line;
    o.irq = l.value();
    const auto h = d.tracker.add(ObjectType::irq_line, o);
    if (!h) {
        irq_line_release(l.value());
        return h.error();
    }
    irq = h.value();
    return {};
}

Result<void> svc_irq_free(Caller& c, Held<ObjectType::irq_line> irq) {
    return c.domain.tracker.release(irq.handle, ObjectType::irq_line);
}

namespace {
Object* own_line(Caller& c, u32 line, u32 service) {
    Object* found = nullptr;
    c.domain.tracker.for_each(ObjectType::irq_line, [&](Handle, Object& o) {
        if (o.first == line) found = &o;
    });
    if (!found) refuse(c, FailureKind::bad_argument, service, "not its line", line);
    return found;
}
} // namespace

Result<void> svc_irq_disable(Caller& c, u32 line) {
    Object* o = own_line(c, line, NIM_SERVICE_irq_disable);
    if (!o) return Error::invalid;
    o->second++; // nesting, undone at release
    exec::irq_mask(static_cast<u8>(line));
    return {};
}

Result<void> svc_irq_enable(Caller& c, u32 line) {
    Object* o = own_line(c, line, NIM_SERVICE_irq_enable);
    if (!o || o->second == 0) return Error::invalid;
    o->second--;
    exec::irq_unmask(static_cast<u8>(line));
    return {};
}

namespace {

/// Lines that fired while a probe is on, system-wide; one probe at a time.
struct Probe {
    exec::IrqAction actions[exec::k_irq_lines];
    u32 armed = 0, fired = 0;
    u32 masked = 0; ///< by on_probe, once each
};
Probe g_probe;
exec::Mutex g_probe_mutex;

bool on_probe(u8 line, void*) {
    g_probe.fired |= 1u << line;
    g_probe.masked |= 1u << line;
    exec::irq_mask(line);
    return true;
}

void probe_unmask() {
    for (u8 l = 0; l < exec::k_irq_lines; l++)
        if (g_probe.masked >> l & 1) exec::irq_unmask(l);
    g_probe.masked = 0;
}

void probe_end() {
    exec::IrqGuard guard;
    for (u8 l = 0; l < exec::k_irq_lines; l++)
        if (g_probe.armed >> l & 1) exec::irq_detach(l, g_probe.actions[l]);
    probe_unmask();
    g_probe.armed = 0;
}

void probe_begin(Caller& c) {
    for (u8 l = 3; l < exec::k_irq_lines; l++) {
        if (!c.domain.extension.may_use_irq(c.domain, l)) continue;
        g_probe.actions[l] = {on_probe, nullptr, nullptr, false};
        if (exec::irq_attach(l, g_probe.actions[l]).ok()) g_probe.armed |= 1u << l;
    }
}

constexpr u32 k_probe_ms = 20;

} // namespace

Result<void> svc_irq_probe_on(Caller& c, u32& lines) {
    exec::MutexGuard guard(g_probe_mutex);
    if (g_probe.armed) probe_end();
    probe_begin(c);
    (void)exec::thread_sleep_ms(k_probe_ms); // what was asked for long ago comes and goes
    {
        exec::IrqGuard off;
        g_probe.fired = 0;
        probe_unmask();
    }
    (void)exec::thread_sleep_ms(k_probe_ms); // lines that chatter by themselves drop out
    const u32 noisy = g_probe.fired;
    g_probe.fired = 0;
    lines = g_probe.armed & ~noisy;
    return {};
}

Result<void> svc_irq_probe_off(Caller&, u32 lines, u32& fired) {
    exec::MutexGuard guard(g_probe_mutex);
    const u32 hit = g_probe.fired & lines;
    probe_end();
    const i32 line = hit ? __builtin_ctz(hit) : 0;
    fired = static_cast<u32>(hit & (hit - 1) ? -line : line);
    return {};
}

Result<void> svc_vif_deliver(Caller& c) {
    c.domain.deliver_pending();
    return {};
}

} // namespace alcove::nim
