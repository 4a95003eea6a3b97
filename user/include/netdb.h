/* SPDX-License-Identifier: MIT
 * Host names.
 */
#ifndef _NETDB_H
#define _NETDB_H
#include <netinet/in.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hostent {
    char* h_name;
    char** h_aliases;
    int h_addrtype;
    int h_length;
    char** h_addr_list;
};
#define h_addr h_addr_list[0]

/* One address at most; NULL with errno set when there is none. The next call overwrites the answer. */
struct hostent* gethostbyname(const char* name);

#ifdef __cplusplus
}
#endif
#endif
