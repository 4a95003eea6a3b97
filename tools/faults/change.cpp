// SPDX-License-Identifier: MIT
// Putting the bytes of a changed instruction together.
#include "tools/faults/change.h"
#include <algorithm>

namespace alcove::faults {

constexpr u8 k_nop = 0x90;

Change::Change(const Instruction& i) : after(i.length) {
    for (u32 k = 0; k < i.length; ++k)
        if (!i.relocated[k]) after[k] = i.bytes[k];
}

void Change::replace(std::initializer_list<u8> code) {
    std::fill(after.begin(), after.end(), k_nop);
    std::copy(code.begin(), code.end(), after.begin());
}

void Change::lead_to_thunk(std::vector<u8> code) {
    thunk = std::move(code);
    for (u32 k = 1; k < 5; ++k) after[k] = 0;
    fixes.push_back({false, 1, "@thunk"});
}

std::vector<u8> Change::bytes(const Instruction& i) const {
    std::vector<u8> all(i.length);
    for (u32 k = 0; k < i.length; ++k)
        all[k] = static_cast<u8>(after[k].value_or(i.bytes[k]) ^ (flip.empty() ? 0 : flip[k]));
    return all;
}

} // namespace alcove::faults
