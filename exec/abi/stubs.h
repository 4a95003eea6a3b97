/* SPDX-License-Identifier: MIT
 * The program's side of the system calls: sys_NAME for each row of syscalls.def.
 */
#ifndef ALCOVE_ABI_STUBS_H
#define ALCOVE_ABI_STUBS_H
#include "exec/abi/syscall.h"

#ifdef __cplusplus
extern "C" {
#endif
/* number, then up to six words; user/lib/crt0.asm. */
int alcove_syscall(unsigned number, ...);
#ifdef __cplusplus
}
#endif

#define SYS_P_value(T, n) T n
#define SYS_P_text(T, n) const T* n
#define SYS_P_in(T, n) const T* n
#define SYS_P_out(T, n) T* n
#define SYS_P_bytes_in(T, n) const T *n, alcove_u32 n##_size
#define SYS_P_bytes_out(T, n) T *n, alcove_u32 n##_size
#define SYS_P_bytes_inout(T, n) T *n, alcove_u32 n##_size
#define SYS_A_value(n) n
#define SYS_A_text(n) n
#define SYS_A_in(n) n
#define SYS_A_out(n) n
#define SYS_A_bytes_in(n) n, n##_size
#define SYS_A_bytes_out(n) n, n##_size
#define SYS_A_bytes_inout(n) n, n##_size

#define SYSCALL0(name, number)                                                                               \
    static inline int sys_##name(void) { return alcove_syscall(number); }
#define SYSCALL1(name, number, k1, t1, n1)                                                                   \
    static inline int sys_##name(SYS_P_##k1(t1, n1)) { return alcove_syscall(number, SYS_A_##k1(n1)); }
#define SYSCALL2(name, number, k1, t1, n1, k2, t2, n2)                                                       \
    static inline int sys_##name(SYS_P_##k1(t1, n1), SYS_P_##k2(t2, n2)) {                                   \
        return alcove_syscall(number, SYS_A_##k1(n1), SYS_A_##k2(n2));                                       \
    }
#define SYSCALL3(name, number, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                           \
    static inline int sys_##name(SYS_P_##k1(t1, n1), SYS_P_##k2(t2, n2), SYS_P_##k3(t3, n3)) {               \
        return alcove_syscall(number, SYS_A_##k1(n1), SYS_A_##k2(n2), SYS_A_##k3(n3));                       \
    }
#define SYSCALL4(name, number, k1, t1, n1, k2, t2, n2, k3, t3, n3, k4, t4, n4)                               \
    static inline int sys_##name(SYS_P_##k1(t1, n1), SYS_P_##k2(t2, n2), SYS_P_##k3(t3, n3),                 \
                                 SYS_P_##k4(t4, n4)) {                                                       \
        return alcove_syscall(number, SYS_A_##k1(n1), SYS_A_##k2(n2), SYS_A_##k3(n3), SYS_A_##k4(n4));       \
    }
#include "exec/abi/syscalls.def"
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3
#undef SYSCALL4

#endif
