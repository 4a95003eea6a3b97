// SPDX-License-Identifier: MIT
// Addresses and host names as text.
#include "alcove/errors.h"
#include "exec/abi/stubs.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>

using namespace alcove::user;

extern "C" {

int inet_aton(const char* text, in_addr* to) {
    unsigned char bytes[4];
    for (unsigned i = 0; i < 4; i++) {
        char* rest;
        if (*text < '0' || *text > '9') return 0;
        const unsigned long n = strtoul(text, &rest, 10);
        if (n > 255 || *rest != (i < 3 ? '.' : '\0')) return 0;
        bytes[i] = static_cast<unsigned char>(n);
        text = rest + 1;
    }
    to->s_addr = bytes[0] | bytes[1] << 8 | bytes[2] << 16 | static_cast<in_addr_t>(bytes[3]) << 24;
    return 1;
}

in_addr_t inet_addr(const char* text) {
    in_addr address;
    return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}

char* inet_ntoa(in_addr address) {
    static char text[INET_ADDRSTRLEN];
    const unsigned a = ntohl(address.s_addr);
    sniprintf(text, sizeof text, "%u.%u.%u.%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
    return text;
}

hostent* gethostbyname(const char* name) {
    static alcove_u32 address;
    static char* list[] = {reinterpret_cast<char*>(&address), nullptr};
    static char* no_aliases[] = {nullptr};
    static hostent answer = {nullptr, no_aliases, AF_INET, sizeof address, list};
    if (posix(sys_resolve(name, &address)) < 0) {
        if (errno == ENOENT) errno = k_unknown_host;
        return nullptr;
    }
    answer.h_name = const_cast<char*>(name);
    return &answer;
}

} // extern "C"
