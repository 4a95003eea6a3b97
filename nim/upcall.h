// SPDX-License-Identifier: MIT
// Typed upcalls: up_NAME(domain, arguments) for each row of nim/abi/upcalls.def.
#pragma once
#include "nim/domain.h"

namespace alcove::nim {

// in and out parameters come last in a row, one at most; the row's shape is checked here by types.
#define UP_P_value(T, n) u32 n
#define UP_P_in(T, n) const T& n
#define UP_P_out(T, n) T& n
#define UP_CTX(c) CallContext::c
#define UP_DL(d) Deadline::d

namespace detail {
struct Words {
    u32 w[4];
    u32 n = 0;
    const void* in = nullptr;
    void* out = nullptr;
    u32 bytes = 0;
    void add(u32 v) { w[n++] = v; }
    template <typename T>
    void add(const T& s) {
        in = &s;
        bytes = sizeof s;
    }
    template <typename T>
    void add_out(T& s) {
        out = &s;
        bytes = sizeof s;
    }
    i32 call(Domain& d, u32 number, CallContext c, Deadline l) const {
        return bytes ? d.call_with(number, c, l, w, n, in, out, bytes) : d.call(number, c, l, w, n);
    }
};
} // namespace detail
#define UP_A_value(n) words.add(n);
#define UP_A_in(n) words.add(n);
#define UP_A_out(n) words.add_out(n);

#define UPCALL0(name, c, l)                                                                                   \
    inline i32 up_##name(Domain& d) { return d.call(NIM_UPCALL_##name, UP_CTX(c), UP_DL(l), nullptr, 0); }
#define UPCALL1(name, c, l, k1, t1, n1)                                                                       \
    inline i32 up_##name(Domain& d, UP_P_##k1(t1, n1)) {                                                      \
        detail::Words words;                                                                                  \
        UP_A_##k1(n1) return words.call(d, NIM_UPCALL_##name, UP_CTX(c), UP_DL(l));                           \
    }
#define UPCALL2(name, c, l, k1, t1, n1, k2, t2, n2)                                                           \
    inline i32 up_##name(Domain& d, UP_P_##k1(t1, n1), UP_P_##k2(t2, n2)) {                                   \
        detail::Words words;                                                                                  \
        UP_A_##k1(n1) UP_A_##k2(n2) return words.call(d, NIM_UPCALL_##name, UP_CTX(c), UP_DL(l));             \
    }
#define UPCALL3(name, c, l, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                               \
    inline i32 up_##name(Domain& d, UP_P_##k1(t1, n1), UP_P_##k2(t2, n2), UP_P_##k3(t3, n3)) {                \
        detail::Words words;                                                                                  \
        UP_A_##k1(n1) UP_A_##k2(n2) UP_A_##k3(n3) return words.call(d, NIM_UPCALL_##name, UP_CTX(c), UP_DL(l)); \
    }
#include "nim/abi/upcalls.def"
#undef UPCALL0
#undef UPCALL1
#undef UPCALL2
#undef UPCALL3

const char* upcall_name(u32 number);

} // namespace alcove::nim
