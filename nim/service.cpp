// SPDX-License-Identifier: MIT
// The service tables, generated from services.def: the gate's entries and native mode's functions.
#include "nim/service.h"
#include "arch/x86/api/cpu.h"
#include "exec/assert.h"
#include "exec/trace.h"
#include "nim/services.h"
#include "nim/upcall.h"
#include <stdio.h>

namespace alcove::nim {
namespace {

#define K_value(T) kind::value<T>
#define K_in(T) kind::in<T>
#define K_out(T) kind::out<T>
#define K_handle(T) kind::handle<ObjectType::T>
#define K_text(T) kind::text<T>
#define ROW(name, c, ...)                                                                                    \
    Service<NIM_SERVICE_##name, ServiceContext::c, &svc_##name __VA_OPT__(, ) __VA_ARGS__>

#define SERVICE0(name, c, e) using Row_##name = ROW(name, c);
#define SERVICE1(name, c, e, k1, t1, n1) using Row_##name = ROW(name, c, K_##k1(t1));
#define SERVICE2(name, c, e, k1, t1, n1, k2, t2, n2) using Row_##name = ROW(name, c, K_##k1(t1), K_##k2(t2));
#define SERVICE3(name, c, e, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                             \
    using Row_##name = ROW(name, c, K_##k1(t1), K_##k2(t2), K_##k3(t3));
#define SERVICE4(name, c, e, k1, t1, n1, k2, t2, n2, k3, t3, n3, k4, t4, n4)                                 \
    using Row_##name = ROW(name, c, K_##k1(t1), K_##k2(t2), K_##k3(t3), K_##k4(t4));
#include "nim/abi/services.def"
#undef SERVICE0
#undef SERVICE1
#undef SERVICE2
#undef SERVICE3
#undef SERVICE4

i32 run_traced(u32 number, arch::ServiceEntry entry, const u32* raw);

template <typename Row>
[[gnu::regparm(1)]] i32 gate_entry(const u32* raw) {
    Caller caller = nooks_caller();
    const i32 r = Row::run(caller, raw);
    exec::switch_if_due();
    return r;
}

/// The gate's table while tracing is on: with it off, services cost nothing more.
template <typename Row>
[[gnu::regparm(1)]] i32 traced_entry(const u32* raw) {
    return run_traced(Row::k_number, gate_entry<Row>, raw);
}

i32 run_traced(u32 number, arch::ServiceEntry entry, const u32* raw) {
    const u8 domain = nooks_caller().domain.trace_id;
    exec::trace_record(exec::TraceKind::service, exec::TracePhase::begin, domain, number, raw[0]);
    const i32 r = entry(raw);
    exec::trace_record(exec::TraceKind::service, exec::TracePhase::end, domain, number, static_cast<u32>(r));
    return r;
}

template <typename Row>
i32 native_entry(u32 a, u32 b, u32 c, u32 d) {
    const u32 raw[4] = {a, b, c, d};
    Caller caller = native_caller();
    if (exec::tracing())
        exec::trace_record(exec::TraceKind::service, exec::TracePhase::instant, caller.domain.trace_id,
                           Row::k_number, a);
    return Row::run(caller, raw);
}

#define SERVICE0(name, ...) SERVICE_ROW(name)
#define SERVICE1(name, ...) SERVICE_ROW(name)
#define SERVICE2(name, ...) SERVICE_ROW(name)
#define SERVICE3(name, ...) SERVICE_ROW(name)
#define SERVICE4(name, ...) SERVICE_ROW(name)

#define SERVICE_ROW(name) gate_entry<Row_##name>,
constexpr arch::ServiceEntry k_gate[] = {
#include "nim/abi/services.def"
};
#undef SERVICE_ROW
#define SERVICE_ROW(name) traced_entry<Row_##name>,
constexpr arch::ServiceEntry k_traced_gate[] = {
#include "nim/abi/services.def"
};
#undef SERVICE_ROW

struct NativeRow {
    const char* symbol;
    i32 (*function)(u32, u32, u32, u32);
};
#define SERVICE_ROW(name) {"nim_" #name, native_entry<Row_##name>},
constexpr NativeRow k_native[] = {
#include "nim/abi/services.def"
};
#undef SERVICE_ROW
static_assert(sizeof k_gate / sizeof k_gate[0] == NIM_SERVICE_COUNT);

constexpr const char* k_upcall_names[] = {
#define UPCALL0(name, ...) #name,
#define UPCALL1(name, ...) #name,
#define UPCALL2(name, ...) #name,
#define UPCALL3(name, ...) #name,
#include "nim/abi/upcalls.def"
#undef UPCALL0
#undef UPCALL1
#undef UPCALL2
#undef UPCALL3
};

} // namespace

void services_init() {
    arch::set_service_table(k_gate, NIM_SERVICE_COUNT);
    exec::trace_on_switch(
        [](bool on) { arch::set_service_table(on ? k_traced_gate : k_gate, NIM_SERVICE_COUNT); });
    exec::trace_names(exec::TraceKind::service, service_name);
    exec::trace_names(exec::TraceKind::upcall, upcall_name);
}

u32 native_service_address(const char* symbol) {
    for (const NativeRow& r : k_native)
        if (strcmp(r.symbol, symbol) == 0) return reinterpret_cast<u32>(r.function);
    return 0;
}
const char* service_name(u32 number) {
    return number < NIM_SERVICE_COUNT ? k_native[number].symbol + 4 : "?";
}
const char* upcall_name(u32 number) { return number < NIM_UPCALL_COUNT ? k_upcall_names[number] : "?"; }

Caller nooks_caller() {
    auto* u = static_cast<Upcall*>(exec::Thread::current()->xpc);
    return {*u->domain, u};
}
Caller native_caller() {
    ALCOVE_ASSERT(Domain::native_current());
    return {*Domain::native_current(), nullptr};
}

void refuse(Caller& caller, FailureKind kind, u32 service, const char* what, u32 value) {
    Failure f;
    f.kind = kind;
    f.address = value;
    sniprintf(f.detail, sizeof f.detail, "service %s refused: %s %x", service_name(service), what,
              static_cast<unsigned>(value));
    if (caller.upcall) fill_service_backtrace(f, *caller.upcall);
    caller.domain.fail(f);
    if (caller.domain.native()) exec::panic("native extension %s: %s", caller.domain.name(), f.detail);
}

MonitorRelease::MonitorRelease(Caller& caller) : caller_(caller), native_(nullptr) {
    if (caller.upcall) {
        Domain& d = caller.domain;
        if (!d.shared->vif) d.shared->vif = 1;
        if (d.shared->vif_pending) d.deliver_pending();
        if (caller.upcall->mode.holds_monitor) d.monitor.leave();
        caller.upcall->mode.holds_monitor = false;
    } else {
        native_ = &caller.domain;
        preempt_ = exec::preempt_release();
    }
    arch::interrupts_on();
}

MonitorRelease::~MonitorRelease() {
    if (caller_.upcall) {
        arch::interrupts_off();
        caller_.upcall->mode.holds_monitor = caller_.domain.monitor.enter(caller_.domain);
        // What the service did may have called into the domain: a device that goes closes its files.
        exec::Thread::current()->xpc = caller_.upcall;
        arch::resume_upcall(*caller_.upcall);
        return;
    }
    exec::preempt_restore(preempt_);
    Domain::set_native_current(native_);
}

} // namespace alcove::nim

namespace alcove::arch::callback {

void bad_service(u32 number, u32 esp) {
    auto* u = static_cast<nim::Upcall*>(exec::Thread::current()->xpc);
    nim::Failure f;
    f.kind = nim::FailureKind::bad_argument;
    f.address = number;
    nim::fill_service_backtrace(f, *u);
    sniprintf(f.detail, sizeof f.detail, "no such service %u, or stack pointer %08x outside the stack",
              static_cast<unsigned>(number), static_cast<unsigned>(esp));
    u->domain->fail(f);
    unwind_domain(*u);
}

} // namespace alcove::arch::callback
