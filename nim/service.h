// SPDX-License-Identifier: MIT
// From a row of services.def to a checked entry: decode every argument, then act (docs/design.md, XPC).
#pragma once
#include "exec/scheduler.h"
#include "nim/domain.h"
#include <string.h>
#include <tuple>
#include <type_traits>
#include <utility>

namespace alcove::nim {

/// Who called: the domain, and its upcall in progress (nullptr in native mode).
struct Caller {
    Domain& domain;
    Upcall* upcall;
};

/// The caller was refused: it fails, and (nooks) never returns to ring 1.
void refuse(Caller& caller, FailureKind kind, u32 service, const char* what, u32 value);

template <ObjectType Type>
struct Held {
    Handle handle;
    Object& object;
};

/// One decoder per kind of parameter. `ok` says whether the argument may be used.
namespace kind {

template <typename T>
struct value {
    using Parameter = T;
    static_assert(sizeof(T) == 4);
    value(Caller&, u32 raw) : v(raw) {}
    T get() { return v; }
    void finish() {}
    bool ok = true;
    T v;
};

template <typename T>
struct in {
    using Parameter = const T&;
    in(Caller& c, u32 raw) : ok(c.domain.may_read(raw, sizeof(T))) {
        if (ok) memcpy(&copy, reinterpret_cast<const void*>(raw), sizeof(T));
    }
    const T& get() { return copy; }
    void finish() {}
    bool ok;
    T copy;
};

template <typename T>
struct out {
    using Parameter = T&;
    out(Caller& c, u32 raw) : ok(c.domain.may_write(raw, sizeof(T))), to(raw), copy{} {}
    T& get() { return copy; }
    void finish() { memcpy(reinterpret_cast<void*>(to), &copy, sizeof(T)); }
    bool ok;
    u32 to;
    T copy;
};

template <ObjectType Type>
struct handle {
    using Parameter = Held<Type>;
    handle(Caller& c, u32 raw) : h(raw) {
        auto found = c.domain.tracker.find(raw, Type);
        ok = found.ok();
        object = ok ? found.value() : nullptr;
    }
    Held<Type> get() { return {h, *object}; }
    void finish() {}
    bool ok;
    Handle h;
    Object* object;
};

template <typename T>
struct text {
    using Parameter = const char*;
    text(Caller& c, u32 raw) {
        u32 n = 0;
        for (ok = false; n < sizeof copy - 1; n++) {
            if (n == 0 || (raw + n) % k_page_size == 0)
                if (!c.domain.may_read(raw + n, 1)) break;
            copy[n] = reinterpret_cast<const char*>(raw)[n];
            if (!copy[n]) {
                ok = true;
                break;
            }
        }
        copy[n] = 0;
        if (n == sizeof copy - 1) ok = true; // longer: cut
    }
    const char* get() { return copy; }
    void finish() {}
    bool ok;
    char copy[256];
};

} // namespace kind

enum class ServiceContext : u8 { any, process };

inline i32 to_code(const Result<u32>& r) { return r ? static_cast<i32>(r.value()) : to_errno(r.error()); }
inline i32 to_code(const Result<void>& r) { return r ? 0 : to_errno(r.error()); }

/// Leaves and re-enters the monitor around a service that may sleep.
class MonitorRelease {
  public:
    explicit MonitorRelease(Caller& caller);
    ~MonitorRelease();

  private:
    Caller& caller_;
    Domain* native_;
    u32 preempt_ = 0;
};

template <u32 Number, ServiceContext Context, auto Function, typename... Kinds>
struct Service {
    // The function behind a row takes exactly what the row says; anything else does not compile.
    static_assert(
        std::is_same_v<decltype(Function), Result<u32> (*)(Caller&, typename Kinds::Parameter...)> ||
            std::is_same_v<decltype(Function), Result<void> (*)(Caller&, typename Kinds::Parameter...)>,
        "row of services.def does not fit its function");

    static constexpr u32 k_number = Number;

    static i32 run(Caller& caller, const u32* raw) {
        return decode(caller, raw, std::index_sequence_for<Kinds...>{});
    }

  private:
    template <size_t... I>
    static i32 decode(Caller& caller, [[maybe_unused]] const u32* raw, std::index_sequence<I...>) {
        caller.domain.service_count[Number]++;
        std::tuple<Kinds...> args(Kinds(caller, raw[I])...);
        u32 bad = 0;
        const bool fine = ((std::get<I>(args).ok || (bad = I + 1, false)) && ...);
        if (!fine) {
            refuse(caller, FailureKind::bad_argument, Number, "argument", bad);
            return to_errno(Error::bad_address);
        }
        i32 code;
        if constexpr (Context == ServiceContext::process) {
            if (caller.upcall && caller.upcall->mode.context == CallContext::interrupt) {
                refuse(caller, FailureKind::context, Number, "called in interrupt context", 0);
                return to_errno(Error::not_permitted);
            }
            MonitorRelease release(caller);
            code = to_code(Function(caller, std::get<I>(args).get()...));
        } else {
            code = to_code(Function(caller, std::get<I>(args).get()...));
        }
        if (code >= 0 && caller.domain.alive()) (std::get<I>(args).finish(), ...);
        return code;
    }
};

/// Looks up the caller of gate 0x81.
Caller nooks_caller();
/// The native extension whose upcall runs.
Caller native_caller();

/// Boot: the table of gate 0x81.
void services_init();
/// Address of the executive's function for `nim_NAME` in native mode, or 0.
u32 native_service_address(const char* symbol);
const char* service_name(u32 number);

} // namespace alcove::nim
