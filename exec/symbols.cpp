// SPDX-License-Identifier: MIT
// Looks addresses up in the sorted symbol table that the build links into the kernel.
#include "exec/symbols.h"
#include <stdio.h>

namespace {
struct Symbol {
    alcove::u32 address;
    const char* name;
};
} // namespace

extern "C" const Symbol __symbols_start[], __symbols_end[];
extern "C" char __text_start[], __text_end[];

namespace alcove::exec {

const char* symbol_lookup(u32 address, u32& offset) {
    if (address < reinterpret_cast<u32>(__text_start) || address >= reinterpret_cast<u32>(__text_end))
        return nullptr;
    const Symbol* low = __symbols_start; // last symbol at or below the address lies in [low - 1, high)
    const Symbol* high = __symbols_end;
    while (low < high) {
        const Symbol* middle = low + (high - low) / 2;
        if (middle->address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == __symbols_start) return nullptr;
    offset = address - low[-1].address;
    return low[-1].name;
}

u32 symbol_format(u32 address, char* buffer, u32 size) {
    u32 offset = 0;
    const char* name = symbol_lookup(address, offset);
    const int n = name ? sniprintf(buffer, size, "%s+0x%lx", name, static_cast<unsigned long>(offset))
                       : sniprintf(buffer, size, "0x%08lx", static_cast<unsigned long>(address));
    return n < 0 ? 0 : static_cast<u32>(n) < size ? n : size - 1;
}

namespace {
constinit const ForeignCode* foreign_ = nullptr;
}
void foreign_code_register(const ForeignCode& code) { foreign_ = &code; }
const ForeignCode* foreign_code() { return foreign_; }

} // namespace alcove::exec
