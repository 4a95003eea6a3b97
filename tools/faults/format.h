// SPDX-License-Identifier: MIT
// From a change of an instruction to a fault that can be read and applied.
#pragma once
#include "tools/faults/change.h"

namespace alcove::faults {

Fault code_fault(const FaultType& type, const ModuleText& module, const Function& f, const Instruction& i,
                 const Change& change);
Fault environment_fault(const std::string& type, u32 count);

/// Assembler text of the bytes, which lie at that offset: instructions separated by "; ", runs of NOPs
/// counted.
std::string assembler_text(const std::vector<u8>& bytes, u32 offset);

} // namespace alcove::faults
