/* SPDX-License-Identifier: MIT
 * C prototypes of the services (nim_NAME), generated from services.def. In nooks mode the personality's
 * stubs cross with `int 0x81`; in native mode the loader binds the names to the executive's functions.
 */
#ifndef NIM_ABI_SERVICES_H
#define NIM_ABI_SERVICES_H
#include "nim/abi/types.h"

#define NIM_P_value(T, n) T n
#define NIM_P_in(T, n) const T *n
#define NIM_P_out(T, n) T *n
#define NIM_P_handle(T, n) nim_handle_t n
#define NIM_P_text(T, n) const T *n

#define SERVICE0(name, c, e) nim_result_t nim_##name(void);
#define SERVICE1(name, c, e, k1, t1, n1) nim_result_t nim_##name(NIM_P_##k1(t1, n1));
#define SERVICE2(name, c, e, k1, t1, n1, k2, t2, n2)                                               \
    nim_result_t nim_##name(NIM_P_##k1(t1, n1), NIM_P_##k2(t2, n2));
#define SERVICE3(name, c, e, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                   \
    nim_result_t nim_##name(NIM_P_##k1(t1, n1), NIM_P_##k2(t2, n2), NIM_P_##k3(t3, n3));
#define SERVICE4(name, c, e, k1, t1, n1, k2, t2, n2, k3, t3, n3, k4, t4, n4)                       \
    nim_result_t nim_##name(NIM_P_##k1(t1, n1), NIM_P_##k2(t2, n2), NIM_P_##k3(t3, n3), NIM_P_##k4(t4, n4));
#ifdef __cplusplus
extern "C" {
#endif
#include "nim/abi/services.def"
#ifdef __cplusplus
}
#endif
#undef SERVICE0
#undef SERVICE1
#undef SERVICE2
#undef SERVICE3
#undef SERVICE4

/* Numbers: NIM_SERVICE_null ... */
enum nim_service_number {
#define SERVICE0(name, ...) NIM_SERVICE_##name,
#define SERVICE1(name, ...) NIM_SERVICE_##name,
#define SERVICE2(name, ...) NIM_SERVICE_##name,
#define SERVICE3(name, ...) NIM_SERVICE_##name,
#define SERVICE4(name, ...) NIM_SERVICE_##name,
#include "nim/abi/services.def"
#undef SERVICE0
#undef SERVICE1
#undef SERVICE2
#undef SERVICE3
#undef SERVICE4
    NIM_SERVICE_COUNT
};

/* The service gate: eax = number, arguments on the stack above the return address (cdecl). Ring 1 only. */
#define NIM_SERVICE_VECTOR 0x81
/* The return gate: eax = result of the upcall. Ring 1 only. */
#define NIM_RETURN_VECTOR 0x82
#endif
