/* SPDX-License-Identifier: MIT
 * What lwIP asks of compiler and platform: types come from newlib, assertions end in a panic.
 */
#ifndef ALCOVE_LWIP_ARCH_CC_H
#define ALCOVE_LWIP_ARCH_CC_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

void alcove_net_assertion_failed(const char* message, const char* file, int line) __attribute__((noreturn));
uint32_t alcove_net_random(void);
void* alcove_net_malloc(size_t size);
void* alcove_net_calloc(size_t count, size_t size);
void alcove_net_free(void* block);
uint16_t arch_checksum(const void* data, int length);
uint16_t arch_checksum_copy(void* to, const void* from, int length);

#ifdef __cplusplus
}
#endif

/* One instruction each instead of a call; some 16 of them are on the way of a packet. */
#define lwip_htons(x) ((uint16_t)__builtin_bswap16(x))
#define lwip_htonl(x) __builtin_bswap32(x)

#define LWIP_PLATFORM_DIAG(x)
#define LWIP_PLATFORM_ASSERT(message) alcove_net_assertion_failed(message, __FILE__, __LINE__)
#define LWIP_RAND() alcove_net_random()
#define LWIP_NO_UNISTD_H 1
#define LWIP_ERRNO_STDINCLUDE 1
typedef uint32_t sys_prot_t;

#endif
