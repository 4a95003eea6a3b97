// SPDX-License-Identifier: MIT
// The control of syscall_row_misfits: a row that fits its handler. must compile
#include "exec/syscall_arguments.h"

using namespace alcove;

static i32 handler(i32, i32) { return 0; }

auto entry = exec::arguments::enter<handler, exec::arguments::value<i32>, exec::arguments::value<i32>>;
