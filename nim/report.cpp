// SPDX-License-Identifier: MIT
// Writes what `nim` shows: domains, objects, quotas, crossings, failures, recoveries, modules, faults.
#include "nim/report.h"
#include "arch/x86/api/xpc.h"
#include "nim/extension.h"
#include "nim/inject.h"
#include "nim/service.h"
#include "nim/upcall.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

/// Text that stops at the buffer's end.
class Page {
  public:
    Page(char* text, usize size) : text_(text), size_(size) { text_[0] = 0; }
    [[gnu::format(printf, 2, 3)]] void line(const char* format, ...) {
        if (length_ + 2 >= size_) return;
        va_list list;
        va_start(list, format);
        const int n = vsniprintf(text_ + length_, size_ - length_ - 1, format, list);
        va_end(list);
        length_ += static_cast<usize>(n) < size_ - length_ - 1 ? static_cast<usize>(n) : size_ - length_ - 2;
        text_[length_++] = '\n';
        text_[length_] = 0;
    }
    usize length() const { return length_; }

  private:
    char* text_;
    usize size_;
    usize length_ = 0;
};

constexpr const char* k_states[] = {"loading", "running", "stopping", "failed", "gone"};

unsigned u(u32 v) { return static_cast<unsigned>(v); }

u32 frames_of(Domain& d) {
    u32 n = (d.native() ? 0 : d.space.frames()) + d.dma.frames();
    d.tracker.for_each(ObjectType::frames, [&](Handle, Object& o) { n += o.second; });
    return n;
}

u32 total(const u32* counts, u32 n) {
    u32 sum = 0;
    for (u32 i = 0; i < n; i++) sum += counts[i];
    return sum;
}

/// Calls f while nobody starts, stops or recovers the extension; says so when that takes too long.
void steady(Page& page, Extension& e, void (*f)(Page&, Extension&)) {
    for (u32 tries = 0; !e.lock.try_lock(); tries++) {
        if (tries == 50) return page.line("%-12s is being started, stopped or recovered", e.name());
        (void)exec::thread_sleep_ms(10);
    }
    f(page, e);
    e.lock.unlock();
}

void for_each_steady(Page& page, void (*f)(Page&, Extension&)) {
    struct Job {
        Page& page;
        void (*f)(Page&, Extension&);
    } job = {page, f};
    extension_for_each(
        [](Extension& e, void* p) { steady(static_cast<Job*>(p)->page, e, static_cast<Job*>(p)->f); }, &job);
}

void domain_line(Page& page, Extension& e) {
    Domain* d = e.domain();
    const char* mode = e.mode() == exec::ExtensionMode::native ? "native" : "nooks";
    if (!d) {
        page.line("%-12s %-7s %-8s %4u %8s %8s %9s %9s %8u", e.name(), mode, "down", u(e.generation()), "-",
                  "-", "-", "-", u(e.failures));
        return;
    }
    page.line("%-12s %-7s %-8s %4u %8u %8u %9u %9u %8u", e.name(), mode, k_states[static_cast<u32>(d->state)],
              u(d->generation), u(frames_of(*d) * 4), u(d->tracker.total()),
              u(total(d->upcall_count, NIM_UPCALL_COUNT)), u(total(d->service_count, NIM_SERVICE_COUNT)),
              u(e.failures));
}

void domains(Page& page, const char*) {
    page.line("%-12s %-7s %-8s %4s %8s %8s %9s %9s %8s", "DOMAIN", "MODE", "STATE", "GEN", "KIB", "HANDLES",
              "UPCALLS", "SERVICES", "FAILURES");
    for_each_steady(page, domain_line);
}

/// What the function reaches by DMA; nothing said of one that is not the domain's yet.
const char* dma_of(const Domain& d, const exec::PciFunction& f) {
    if (f.owner != &d) return "";
    return d.dma.exists() ? ", DMA confined" : ", DMA not confined";
}

void object_line(Page& page, const Domain& d, ObjectType t, Handle h, const Object& o) {
    const char* type = object_type_name(t);
    switch (t) {
    case ObjectType::pci_function:
        page.line("%08x  %-22s %02x:%02x.%u %04x:%04x%s", u(h), type, o.pci->bus, o.pci->device,
                  o.pci->function, o.pci->vendor, o.pci->device_id, dma_of(d, *o.pci));
        break;
    case ObjectType::irq_line:
        page.line("%08x  %-22s line %u", u(h), type, u(o.first));
        break;
    case ObjectType::ports:
        page.line("%08x  %-22s %04x-%04x", u(h), type, u(o.first), u(o.first + o.second - 1));
        break;
    case ObjectType::mmio:
        page.line("%08x  %-22s %08x, %u bytes", u(h), type, u(o.first), u(o.second));
        break;
    case ObjectType::frames:
        page.line("%08x  %-22s %08x, %u KiB%s", u(h), type, u(o.first), u(4 * o.second),
                  o.charged ? "" : " (modules and stacks)");
        break;
    default:
        page.line("%08x  %s", u(h), type);
    }
}

void objects_of(Page& page, Extension& e) {
    Domain* d = e.domain();
    if (!d) return;
    page.line("%s, generation %u:", e.name(), u(d->generation));
    for (u32 t = 0; t < k_object_types; t++)
        d->tracker.for_each(static_cast<ObjectType>(t), [&](Handle h, Object& o) {
            object_line(page, *d, static_cast<ObjectType>(t), h, o);
        });
}

void quotas(Page& page, Extension& e) {
    Domain* d = e.domain();
    if (!d) return;
    const Limits& l = d->limits;
    page.line("%-12s memory %u of %u KiB, handles %u of %u, deadlines: interrupt %u ms, softirq %u ms, "
              "process %u ms",
              e.name(), u(d->frames_charged * 4), u(l.memory_frames * 4), u(d->tracker.total()), u(l.handles),
              u(l.interrupt_ticks * 10), u(l.softirq_ticks * 10), u(l.process_ticks * 10));
}

void crossings(Page& page, Extension& e) {
    Domain* d = e.domain();
    if (!d) return;
    page.line("%s, generation %u: interrupts %u, page-directory loads (all domains) %u", e.name(),
              u(d->generation), u(d->interrupts_taken), u(arch::directory_loads()));
    for (u32 i = 0; i < NIM_UPCALL_COUNT; i++)
        if (d->upcall_count[i]) page.line("  upcall  %-16s %9u", upcall_name(i), u(d->upcall_count[i]));
    for (u32 i = 0; i < NIM_SERVICE_COUNT; i++)
        if (d->service_count[i]) page.line("  service %-16s %9u", service_name(i), u(d->service_count[i]));
    d->ports.for_each([&](NetPortLink& p) {
        const NetPortCounters& c = static_cast<NetPort&>(p).counters();
        page.line("  packets received %u in %u batches, sent %u in %u batches", u(c.rx_packets),
                  u(c.rx_batches), u(c.tx_packets), u(c.tx_batches));
    });
}

void failure_of(Page& page, Extension& e) {
    const Failure& f =
        e.domain() && e.domain()->failure.kind != FailureKind::none ? e.domain()->failure : e.last_failure;
    if (f.kind == FailureKind::none) {
        page.line("%-12s no failure", e.name());
        return;
    }
    page.line("%-12s %u failures; the last at %u ms: %s: %s", e.name(), u(e.failures),
              u(static_cast<u32>(f.time_us / 1000)), failure_kind_name(f.kind), f.detail);
    char text[200];
    if (f.where[0]) {
        f.place.format(text, sizeof text);
        page.line("  in %s, upcall %s", text, upcall_name(f.upcall));
    }
    for (u32 i = 0; i < f.backtrace_depth; i++) {
        f.backtrace[i].format(text, sizeof text);
        page.line("    from %s", text);
    }
    for (const RelatedPlace& r : f.related)
        if (format_related(r, text, sizeof text)) page.line("  %s", text);
    if (format_objects(f, text, sizeof text)) page.line("  held %s", text);
}

void recovery_of(Page& page, Extension& e) {
    const RecoveryRecord& r = e.last_recovery;
    if (!r.generation) {
        page.line("%-12s no recovery", e.name());
        return;
    }
    page.line("%-12s recovered into generation %u in %u us: quiesce %u, unwind %u, release %u, decide %u, "
              "restart %u "
              "(driver's own delays %u), resume %u; first packet after %u us",
              e.name(), u(r.generation), u(r.total_us), u(r.quiesce_us), u(r.unwind_us), u(r.release_us),
              u(r.decide_us), u(r.restart_us), u(r.delays_us), u(r.resume_us), u(r.first_packet_us));
}

void modules_of(Page& page, Extension& e) {
    if (Domain* d = e.domain()) {
        char list[128] = "";
        for (u32 i = 0; i < e.conf().module_count(); i++) {
            const auto m = e.conf().module(i);
            sniprintf(list + strlen(list), sizeof list - strlen(list), "%s%.*s", i ? " " : "",
                      static_cast<int>(m.size()), m.data());
        }
        page.line("%-12s %-7s %8u KiB  %s", e.name(), d->native() ? "native" : "nooks", u(frames_of(*d) * 4),
                  list);
        for (u32 i = 0; e.modules() && i < e.modules()->total(); i++) {
            const LoadedModule& m = e.modules()->at(i);
            page.line("  text %08x-%08x, data %08x-%08x  %s", u(m.text), u(m.text + m.elf.text_size()),
                      u(m.data), u(m.data + m.elf.data_size()), m.name);
        }
    }
}

void faults(Page& page) {
    FaultState f;
    for (u32 i = 0; fault_state(i, f); i++)
        page.line("%3u  %-12s %4u  %-16s %-11s %8u ms  %s", u(f.index), f.extension, u(f.generation), f.type,
                  f.activated ? "activated" : "waits", u(static_cast<u32>(f.at_us / 1000)), f.site);
}

struct Report {
    const char* name;
    void (*each)(Page&, Extension&);
};
constexpr Report k_reports[] = {
    {"objects", objects_of},  {"quotas", quotas},        {"crossings", crossings},
    {"failures", failure_of}, {"recovery", recovery_of}, {"modules", modules_of},
};

} // namespace

Result<usize> write_report(const char* what, char* buffer, usize size) {
    Page page(buffer, size);
    if (strcmp(what, "domains") == 0) {
        domains(page, nullptr);
        return page.length();
    }
    if (strcmp(what, "faults") == 0) {
        faults(page);
        return page.length();
    }
    for (const Report& r : k_reports) {
        const usize n = strlen(r.name);
        if (strncmp(what, r.name, n) != 0 || (what[n] && what[n] != ' ')) continue;
        if (what[n]) {
            ExtensionRef e = extension_find(what + n + 1);
            if (!e) return Error::not_found;
            steady(page, *e, r.each);
        } else {
            for_each_steady(page, r.each);
        }
        return page.length();
    }
    return Error::invalid;
}

} // namespace alcove::nim
