// SPDX-License-Identifier: MIT
// Typed upcalls: up_NAME(domain, arguments) for each row of nim/abi/upcalls.def.
#pragma once
#include "nim/crossing.h"

namespace alcove::nim {

// in, out and inout parameters come last in a row, one at most; the row's shape is checked here by types.
#define UP_P_value(T, n) u32 n
#define UP_P_in(T, n) const T& n
#define UP_P_out(T, n) T& n
#define UP_P_inout(T, n) T& n

// A row of values alone takes the hot path; one that ends with a structure places it in domain memory.
namespace detail {
template <u32 Number, CallContext C, Deadline L>
struct Row {
    static i32 call(Domain& d) { return d.call<Number, C, L>(); }
    static i32 call(Domain& d, u32 a) { return d.call<Number, C, L>(a); }
    static i32 call(Domain& d, u32 a, u32 b) { return d.call<Number, C, L>(a, b); }
    static i32 call(Domain& d, u32 a, u32 b, u32 c) { return d.call<Number, C, L>(a, b, c); }
    template <typename T>
    static i32 call_in(Domain& d, u32 a, const T& in) {
        return d.call_with(Number, C, L, a, &in, nullptr, sizeof in);
    }
    template <typename T>
    static i32 call_out(Domain& d, u32 a, T& out) {
        return d.call_with(Number, C, L, a, nullptr, &out, sizeof out);
    }
    template <typename T>
    static i32 call_inout(Domain& d, u32 a, T& both) {
        return d.call_with(Number, C, L, a, &both, &both, sizeof both);
    }
};
} // namespace detail

#define UP_ROW(name, c, l) detail::Row<NIM_UPCALL_##name, CallContext::c, Deadline::l>
#define UP_CALL_value call
#define UP_CALL_in call_in
#define UP_CALL_out call_out
#define UP_CALL_inout call_inout
#define UPCALL0(name, c, l)                                                                                  \
    inline i32 up_##name(Domain& d) { return UP_ROW(name, c, l)::call(d); }
#define UPCALL1(name, c, l, k1, t1, n1)                                                                      \
    inline i32 up_##name(Domain& d, UP_P_##k1(t1, n1)) { return UP_ROW(name, c, l)::call(d, n1); }
#define UPCALL2(name, c, l, k1, t1, n1, k2, t2, n2)                                                          \
    inline i32 up_##name(Domain& d, UP_P_##k1(t1, n1), UP_P_##k2(t2, n2)) {                                  \
        return UP_ROW(name, c, l)::UP_CALL_##k2(d, n1, n2);                                                  \
    }
#define UPCALL3(name, c, l, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                              \
    inline i32 up_##name(Domain& d, UP_P_##k1(t1, n1), UP_P_##k2(t2, n2), UP_P_##k3(t3, n3)) {               \
        return UP_ROW(name, c, l)::call(d, n1, n2, n3);                                                      \
    }
#include "nim/abi/upcalls.def"
#undef UPCALL0
#undef UPCALL1
#undef UPCALL2
#undef UPCALL3

const char* upcall_name(u32 number);

} // namespace alcove::nim
