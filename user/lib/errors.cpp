// SPDX-License-Identifier: MIT
// Translation of error numbers: below 35 Linux and newlib agree, above a table is needed.
#include "alcove/errors.h"
#include <errno.h>
#include <string.h>

namespace alcove::user {

namespace {

struct Pair {
    short executive, newlib;
};

constexpr Pair k_numbers[] = {
    {35, EDEADLK},         {36, ENAMETOOLONG}, {38, ENOSYS},        {71, EPROTO},
    {75, EOVERFLOW},       {84, EILSEQ},       {88, ENOTSOCK},      {89, EDESTADDRREQ},
    {90, EMSGSIZE},        {91, EPROTOTYPE},   {92, ENOPROTOOPT},   {93, EPROTONOSUPPORT},
    {94, EPROTONOSUPPORT}, {95, EOPNOTSUPP},   {97, EAFNOSUPPORT},  {98, EADDRINUSE},
    {99, EADDRNOTAVAIL},   {100, ENETDOWN},    {101, ENETUNREACH},  {102, ENETRESET},
    {103, ECONNABORTED},   {104, ECONNRESET},  {105, ENOBUFS},      {106, EISCONN},
    {107, ENOTCONN},       {110, ETIMEDOUT},   {111, ECONNREFUSED}, {112, EHOSTDOWN},
    {113, EHOSTUNREACH},   {114, EALREADY},    {115, EINPROGRESS},  {121, k_extension_failed},
    {122, EDQUOT},         {125, ECANCELED},
};

} // namespace

int posix(int result) {
    if (result >= 0) return result;
    errno = -result;
    for (const Pair& p : k_numbers) {
        if (p.executive == -result) errno = p.newlib;
    }
    return -1;
}

const char* error_text(int number) {
    switch (number) {
    case k_extension_failed:
        return "The extension failed during the call";
    case k_unknown_host:
        return "Unknown host";
    default:
        return strerror(number);
    }
}

} // namespace alcove::user
