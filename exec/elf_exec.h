// SPDX-License-Identifier: MIT
// Loads a static ELF program into an address space.
#pragma once
#include "exec/address_space.h"
#include "exec/vfs.h"

namespace alcove::exec {

/// Maps and fills the program's segments, sets the heap behind them; returns the entry point.
/// Errors: not_executable (no ELF for i386, not static, damaged or contradictory; the log says under `name`
/// what is wrong), no_memory.
Result<VirtAddr> elf_load(const char* name, const FileView& file, AddressSpace& space);

} // namespace alcove::exec
