/* SPDX-License-Identifier: MIT
 * C prototypes of the upcalls (lx_up_NAME, defined by the personality) and their numbers.
 *
 * The personality object exports these symbols to the loader:
 *   void *nim_upcall_table[NIM_UPCALL_COUNT]   lx_up_* in the order of upcalls.def
 *   struct nim_shared nim_shared_block         the domain's shared block
 *   void nim_upcall_return(void)               nooks only: `int 0x82`, where an upcall's ret leads
 *   const struct nim_system_page *nim_system   set by the loader before `start`
 * The executive makes an upcall with the arguments on a stack in domain memory (cdecl).
 */
#ifndef NIM_ABI_UPCALLS_H
#define NIM_ABI_UPCALLS_H
#include "nim/abi/types.h"

#define NIM_U_value(T, n) T n
#define NIM_U_in(T, n) const T *n
#define NIM_U_out(T, n) T *n
#define NIM_U_inout(T, n) T *n

#ifdef __cplusplus
extern "C" {
#endif
#define UPCALL0(name, c, d) nim_result_t lx_up_##name(void);
#define UPCALL1(name, c, d, k1, t1, n1) nim_result_t lx_up_##name(NIM_U_##k1(t1, n1));
#define UPCALL2(name, c, d, k1, t1, n1, k2, t2, n2)                                                \
    nim_result_t lx_up_##name(NIM_U_##k1(t1, n1), NIM_U_##k2(t2, n2));
#define UPCALL3(name, c, d, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                    \
    nim_result_t lx_up_##name(NIM_U_##k1(t1, n1), NIM_U_##k2(t2, n2), NIM_U_##k3(t3, n3));
#include "nim/abi/upcalls.def"
#undef UPCALL0
#undef UPCALL1
#undef UPCALL2
#undef UPCALL3
#ifdef __cplusplus
}
#endif

enum nim_upcall_number {
#define UPCALL0(name, ...) NIM_UPCALL_##name,
#define UPCALL1(name, ...) NIM_UPCALL_##name,
#define UPCALL2(name, ...) NIM_UPCALL_##name,
#define UPCALL3(name, ...) NIM_UPCALL_##name,
#include "nim/abi/upcalls.def"
#undef UPCALL0
#undef UPCALL1
#undef UPCALL2
#undef UPCALL3
    NIM_UPCALL_COUNT
};
#endif
