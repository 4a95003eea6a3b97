// SPDX-License-Identifier: MIT
// The external declarations of a file, found by brackets alone: no types, no preprocessing.
#pragma once
#include "tools/oldc/source.h"
#include <optional>

namespace alcove::oldc {

/// Tokens [first, last] of Source::code(): up to the ';' or to the body's '}'.
struct External {
    std::size_t first, last;
    std::optional<std::size_t> body; ///< the body's '{', if this defines a function
    bool is_static = false, is_extern = false, is_typedef = false;
    std::vector<std::string>
        names; ///< that it declares; those of tags and members are none. "M(x)" if M makes it.
};

/// A file's external declarations in order. Each branch of a conditional is read as if it began where the
/// first did.
std::vector<External> outline(const Source& source);

/// Names declared by the tokens [first, end) of one declaration.
std::vector<std::string> declared_names(const Source& source, std::size_t first, std::size_t end);

/// Index of the bracket that closes the one at `open`, or `end`.
std::size_t closing(const Source& source, const Tokens& tokens, std::size_t open, std::size_t end);

bool is_type_keyword(std::string_view word); ///< int, unsigned, struct, const and the like
bool is_keyword(std::string_view word);      ///< any word of the language

} // namespace alcove::oldc
