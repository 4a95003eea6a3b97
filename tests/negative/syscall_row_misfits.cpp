// SPDX-License-Identifier: MIT
// A system call's row that doesn't fit its handler. must fail: signature differs from its row
#include "exec/syscall_arguments.h"

using namespace alcove;

static i32 handler(i32, i32) { return 0; }

auto entry = exec::arguments::enter<handler, exec::arguments::value<i32>>;
