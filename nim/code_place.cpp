// SPDX-License-Identifier: MIT
// Text for addresses of code.
#include "nim/code_place.h"
#include "exec/symbols.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

unsigned u(u32 v) { return static_cast<unsigned>(v); }
int n(std::string_view s) { return static_cast<int>(s.size()); }

usize clipped(int length, usize size) {
    if (length < 0) return 0;
    return static_cast<usize>(length) < size ? static_cast<usize>(length) : size - 1;
}

} // namespace

usize CodePlace::format_where(char* text, usize size) const {
    if (function.empty()) return clipped(sniprintf(text, size, "%08x", u(address)), size);
    return clipped(sniprintf(text, size, "%s:%.*s+0x%x", module, n(function), function.data(), u(offset)),
                   size);
}

usize CodePlace::format(char* text, usize size) const {
    const usize used = format_where(text, size);
    if (file.empty()) return used;
    return used + clipped(sniprintf(text + used, size - used, " (%.*s:%u)", n(file), file.data(), u(line)),
                          size - used);
}

CodePlace code_place_outside(u32 address) {
    CodePlace place;
    place.address = address;
    if (const char* name = exec::symbol_lookup(address, place.offset)) {
        strlcpy(place.module, "executive", sizeof place.module);
        place.function = name;
    }
    return place;
}

} // namespace alcove::nim
