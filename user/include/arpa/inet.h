/* SPDX-License-Identifier: MIT
 * Internet addresses as text.
 */
#ifndef _ARPA_INET_H
#define _ARPA_INET_H
#include <netinet/in.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 1 when `text` is a dotted IPv4 address, else 0. */
int inet_aton(const char* text, struct in_addr* to);
in_addr_t inet_addr(const char* text);
/* Text in a buffer that the next call overwrites. */
char* inet_ntoa(struct in_addr address);

#ifdef __cplusplus
}
#endif
#endif
