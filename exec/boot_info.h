// SPDX-License-Identifier: MIT
// What the boot loader said, copied out of its memory: command line, modules, memory.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

struct BootModule {
    PhysAddr start, end;
    const char* name;
};

/// Value of `name=value` on the command line, "" for a bare word, nullptr when absent. Any context.
const char* boot_option(const char* name);
/// The same as a number (decimal or 0x), or `otherwise`.
u32 boot_option_number(const char* name, u32 otherwise);
const char* boot_command_line();
u32 boot_module_count();
const BootModule& boot_module(u32 index);

} // namespace alcove::exec
