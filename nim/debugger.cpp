// SPDX-License-Identifier: MIT
// The place for a debugger's breakpoint; a file of its own, so that calls are calls.
#include "nim/debugger.h"

extern "C" void alcove_modules_changed() {}
