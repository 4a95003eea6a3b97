// SPDX-License-Identifier: MIT
// How programs of the tests check what a driver's device does: functions that return at the first thing that is
// wrong, each reported as "check NAME ok" or "check NAME FAILED: detail".
#pragma once
#include <errno.h>

namespace alcove::user {

struct DeviceCheck {
    const char* name;
    void (*run)();
};

/// Notes what is wrong; always true.
bool check_fails(const char* what, const char* file, int line, int is);
/// Runs those of `checks` that `only` names, or all if it is "", and says how they ended. The number of failures.
int run_checks(const DeviceCheck* checks, unsigned count, const char* only);

} // namespace alcove::user

#define MUST_BE(value, wanted)                                                                               \
    do {                                                                                                     \
        const int is_ = static_cast<int>(value);                                                             \
        if (is_ != static_cast<int>(wanted) &&                                                               \
            alcove::user::check_fails(#value " == " #wanted, __FILE__, __LINE__, is_))                       \
            return;                                                                                          \
    } while (0)
/// Refused with this errno.
#define MUST_FAIL(value, number)                                                                             \
    do {                                                                                                     \
        errno = 0;                                                                                           \
        const int is_ = static_cast<int>(value);                                                             \
        if ((is_ != -1 || errno != (number)) &&                                                              \
            alcove::user::check_fails(#value " fails with " #number, __FILE__, __LINE__, errno))             \
            return;                                                                                          \
    } while (0)
