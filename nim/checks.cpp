// SPDX-License-Identifier: MIT
// Checkers: switching them on, pages taken away from a domain, and how findings are reported.
#include "nim/checks.h"
#include "exec/boot_info.h"
#include "exec/control.h"
#include "exec/log.h"
#include "lib/check_kinds.h"
#include "lib/modinfo.h"
#include "nim/extension.h"
#include "nim/services.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

static_assert(k_check_kinds[2].mask == NIM_CHECK_FREE && k_check_kinds[5].mask == NIM_CHECK_LOCKS &&
              k_check_kinds[6].mask == NIM_CHECK_WARN);

constexpr std::string_view k_word = "check=";
constexpr u32 k_memory_checks = NIM_CHECK_FREE | NIM_CHECK_GUARDS | NIM_CHECK_LEAKS;
// A watched block takes two pages at least, and a freed one keeps them for a while.
constexpr u32 k_more_frames = 4096, k_more_handles = 4096;
constexpr u8 k_call = 0xE8; // SDM vol. 2, CALL rel32

std::string_view asked_for(const Domain& d, const char* parameters) {
    std::string_view rest = parameters;
    for (std::string_view word; !(word = ModuleParameters::next(rest)).empty();)
        if (is_check_word(word)) return after(word, k_word.size());
    char option[40];
    sniprintf(option, sizeof option, "check.%s", d.name());
    const char* value = exec::boot_option(option);
    if (!value) value = exec::boot_option("check");
    return value ? value : std::string_view{};
}

struct Kind {
    FailureKind kind;
    const char* first; ///< what finding.first is
};
Kind kind_of(u32 fail_kind) {
    switch (fail_kind) {
    case NIM_FAIL_HEAP:
        return {FailureKind::heap, "allocated at"};
    case NIM_FAIL_CONTEXT:
        return {FailureKind::context, "lock taken at"};
    case NIM_FAIL_IRQS_OFF:
        return {FailureKind::interrupts_off, "switched off at"};
    case NIM_FAIL_LOCK:
        return {FailureKind::lock, "first taken at"};
    case NIM_FAIL_LEAK:
        return {FailureKind::leak, "allocated at"};
    default:
        return {FailureKind::bug, "with"};
    }
}

void relate(Failure& f, const char* first_role, u32 first, u32 freed) {
    u32 n = 0;
    const auto add = [&](const char* role, u32 place) {
        if (!place) return;
        f.related[n].role = role;
        f.related[n++].place.address = place;
    };
    add(first_role, first);
    add("freed at", freed);
}

/// The driver's function is what a reader wants to see, not the checker's in the personality.
void skip_personality(Failure& f, const Domain& d) {
    const auto& all = *d.extension.modules();
    const auto ours = [&](u32 address) { return all.find(address - 1) == &all.at(0); };
    u32 skip = 0;
    if (ours(f.eip))
        while (skip < f.backtrace_depth && ours(f.backtrace[skip].address)) skip++;
    else
        return;
    if (skip == f.backtrace_depth) return; // nobody else is on the stack
    f.eip = f.backtrace[skip].address;
    f.eip_returns_there = true;
    f.backtrace_depth -= skip + 1;
    for (u32 i = 0; i < f.backtrace_depth; i++) f.backtrace[i] = f.backtrace[i + skip + 1];
}

void warn(Domain& d, Failure& f) {
    const auto& modules = *d.extension.modules();
    f.place = modules.place_of(f.eip, true);
    for (u32 i = 0; i < f.backtrace_depth; i++)
        f.backtrace[i] = modules.place_of(f.backtrace[i].address, true);
    for (RelatedPlace& r : f.related)
        if (r.role) r.place = modules.place_of(r.place.address, true);
    char place[200] = "", file[100];
    if (f.eip) f.place.format(place, sizeof place);
    sniprintf(file, sizeof file, "%.*s", static_cast<int>(f.place.file.size()), f.place.file.data());
    exec::log(exec::LogLevel::warning, "%s: finding: %s: %s%s%s", d.name(), failure_kind_name(f.kind),
              f.detail, f.eip ? " at " : "", place);
    log_callers(d.name(), f);
    exec::JsonLine()
        .field("event", "finding")
        .field("domain", d.name())
        .field("generation", d.generation)
        .field("kind", failure_kind_name(f.kind))
        .field("detail", f.detail)
        .field("where", place)
        .field("file", file)
        .field("line", f.place.line);
}

} // namespace

bool is_check_word(std::string_view word) { return word.starts_with(k_word); }

Result<void> checks_configure(Domain& d, const char* parameters, char* message, usize size) {
    u32 mask = d.extension.conf().checks;
    std::string_view unknown;
    if (const auto list = asked_for(d, parameters); list.data() && !parse_check_kinds(list, mask, unknown)) {
        sniprintf(message, size, "%s: check=%.*s: no checker", d.name(), static_cast<int>(unknown.size()),
                  unknown.data());
        return Error::invalid;
    }
    if (mask && d.native()) {
        exec::log(exec::LogLevel::warning, "%s: native mode has no checkers", d.name());
        mask = 0;
    }
    d.checks = mask;
    if (mask & k_memory_checks) {
        d.limits.memory_frames += k_more_frames;
        d.limits.handles += k_more_handles;
    }
    return {};
}

void checks_patch_locks(const Domain& d, const ModuleSet& modules) {
    if (!(d.checks & (NIM_CHECK_LOCKS | NIM_CHECK_SLEEP))) return;
    struct Site {
        u32 at, to;
    };
    for (u32 i = 1; i < modules.total(); i++) {
        const LoadedModule& m = modules.at(i);
        const auto table = m.elf.find_section(".alcove_locks");
        if (!table) continue;
        const auto* sites = reinterpret_cast<const Site*>(table.value().address);
        for (u32 k = 0; k < table.value().bytes.size() / sizeof(Site); k++) {
            if (sites[k].at - m.text > m.elf.code_size() - 5) continue; // the table is the module's own word
            const u32 distance = sites[k].to - (sites[k].at + 5);
            *reinterpret_cast<u8*>(sites[k].at) = k_call;
            memcpy(reinterpret_cast<void*>(sites[k].at + 1), &distance, sizeof distance);
        }
    }
}

void describe_fence(Domain& d, Failure& f, bool write) {
    if (!(d.checks & k_memory_checks)) return;
    nim_fence fence = {};
    d.tracker.for_each(ObjectType::frames, [&](Handle, Object& o) {
        if (!o.fence || f.address < o.first || f.address - o.first >= k_page_size * o.second) return;
        if (d.may_read(o.fence, sizeof fence))
            memcpy(&fence, reinterpret_cast<const void*>(o.fence), sizeof fence);
    });
    if (!fence.block) return;
    const auto u = [](u32 v) { return static_cast<unsigned>(v); };
    const char* what = write ? "write" : "read";
    const u32 behind = f.address - (fence.block + fence.bytes);
    f.kind = FailureKind::heap;
    if (fence.freed)
        sniprintf(f.detail, sizeof f.detail, "use of freed memory: %s at offset %d of a block of %u bytes",
                  what, static_cast<int>(f.address - fence.block), u(fence.bytes));
    else
        sniprintf(f.detail, sizeof f.detail, "overrun: %s %u bytes behind a block of %u bytes", what,
                  u(behind), u(fence.bytes));
    relate(f, "allocated at", fence.allocated, fence.freed);
}

void checks_unloaded(Domain& d) {
    if (!(d.checks & NIM_CHECK_LEAKS)) return;
    Failure f;
    f.kind = FailureKind::leak;
    // Not port ranges: pci_enable_device opens them, and few drivers of 2.4 disable the device again.
    for (const ObjectType t : {ObjectType::irq_line, ObjectType::mmio})
        f.objects[static_cast<u32>(t)] = static_cast<u16>(d.tracker.count(t));
    char held[100];
    if (!format_objects(f, held, sizeof held)) return;
    for (u16& n : f.objects) n = 0;
    sniprintf(f.detail, sizeof f.detail, "left at unload: %s", held);
    warn(d, f);
}

// ---------------------------------------------------------------- services

Result<void> svc_pages_close(Caller& c, u32 address, u32 first, u32 fence) {
    Domain& d = c.domain;
    const Handle h = d.tracker.find_first(ObjectType::frames, address);
    auto found = h ? d.tracker.find(h, ObjectType::frames) : Result<Object*>(Error::invalid);
    if (!found || !found.value()->charged || first > found.value()->second) {
        refuse(c, FailureKind::bad_argument, NIM_SERVICE_pages_close, "not a block of its own at", address);
        return Error::invalid;
    }
    Object& o = *found.value();
    o.fence = fence;
    if (!d.native()) d.space.close(o.first + first * k_page_size, o.second - first);
    return {};
}

Result<void> svc_finding(Caller& c, const nim_check_report& finding, const char* message) {
    const Kind kind = kind_of(finding.kind);
    Failure f;
    f.kind = kind.kind;
    sniprintf(f.detail, sizeof f.detail, "%s", message);
    if (c.upcall) fill_service_backtrace(f, *c.upcall);
    skip_personality(f, c.domain);
    if (finding.place) {
        f.eip = finding.place;
        f.eip_returns_there = true;
        f.backtrace_depth = 0;
    }
    relate(f, kind.first, finding.first, finding.second);
    if (finding.warning)
        warn(c.domain, f);
    else
        c.domain.fail(f);
    return {};
}

} // namespace alcove::nim
