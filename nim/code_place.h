// SPDX-License-Identifier: MIT
// Where code is, by names for a reader.
#pragma once
#include "lib/stack_walk.h"
#include <string_view>

namespace alcove::nim {

/// An address of code. Names point into files of the RAM file system or into the executive, so they stay when
/// the domain is gone.
struct CodePlace {
    u32 address = 0;
    char module[24] = {};      ///< empty: in no module
    std::string_view function; ///< empty: not known
    u32 offset = 0;            ///< in the function
    std::string_view file;     ///< empty: not known
    u32 line = 0;

    /// "module:function+0x12", or the address. Returns the length.
    usize format_where(char* text, usize size) const;
    /// The same and " (file:line)" when it is known.
    usize format(char* text, usize size) const;
};

/// Of an address in no module: a function of the executive, or just the address. Any context.
CodePlace code_place_outside(u32 address);

} // namespace alcove::nim
