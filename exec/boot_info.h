// SPDX-License-Identifier: MIT
// What the boot loader said, copied out of its memory: command line, modules, memory.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

struct BootModule {
    PhysAddr start, end;
    const char* name;
};

/// One range of the machine's memory map; `usable` is false for reserved ranges.
struct BootMemory {
    PhysAddr start, end;
    bool usable;
};

/// Copies everything out of the boot loader's structures (Multiboot 1, section 3.3). Call first of all:
/// it needs no memory allocator, no constructors, and only the first 64 MiB of the linear map.
void boot_info_init(u32 magic, PhysAddr multiboot_info);

/// Value of `name=value` on the command line, "" for a bare word, nullptr when absent. Any context.
const char* boot_option(const char* name);
/// The same as a number (decimal or 0x), or `otherwise`.
u32 boot_option_number(const char* name, u32 otherwise);
/// The whole line, without the kernel's path that some loaders put before it.
const char* boot_command_line();

u32 boot_module_count();
const BootModule& boot_module(u32 index);

/// The memory map in the order of the firmware, clipped to 32 bits; ranges may be unaligned.
u32 boot_memory_count();
const BootMemory& boot_memory(u32 index);
/// End of the highest usable range, at most k_linear_limit.
PhysAddr boot_memory_end();
/// First page after the kernel image and every module: usable memory from here on is free.
PhysAddr boot_reserved_end();

} // namespace alcove::exec
