// SPDX-License-Identifier: MIT
// What gcc 12 refuses in C written for the gcc of 2001, and its cure: one function for each, all keeping
// every line where it is.
#pragma once
#include "tools/oldc/source.h"
#include <optional>
#include <set>

namespace alcove::oldc {

/// Names that headers declare, without `static` and with it.
struct Names {
    std::set<std::string> open, local;
};

/// Each returns the edits that cure `source`; none when there is nothing to cure.
using Edits = std::vector<Edit>;

/// String literals that run over several lines become adjacent ones.
Edits cure_text_over_lines(const Source& source);
/// `unsigned unsigned`, `long long long`: the word too many goes.
Edits cure_doubled_specifiers(const Source& source);
/// asm("..." : : "a" (x) : "ax"): x becomes an output as well, "+a", which says the same. The first input
/// alone, where it is a name and there are no outputs: anything else is no mistake that compilers let pass.
Edits cure_clobbered_input(const Source& source);
/// A member called `jiffies`, which is a macro here, gets another name.
Edits cure_jiffies_member(const Source& source);
/// `static int f(int);` within a function's body moves in front of the function.
Edits cure_static_in_block(const Source& source, const std::string& path);
/// `static` definitions of what was declared, or called, before without it: `static` goes, and the assembler
/// makes the name local instead.
Edits cure_static_after_extern(const Source& source, const Names& headers);
/// `((T *)p)++`, `(T)x += n`, `(T)x = y`: the first that is not inside another.
std::optional<Edit> cure_cast_as_lvalue(const Source& source);
/// Makes `__FUNCTION__` the literal that older compilers had, by a definition before each function.
Edits cure_function_name(const Source& source, const std::string& path);

/// `__FUNCTION__` stands next to a string literal somewhere.
bool pastes_function_name(const Source& source);
/// Adds those of one header.
void collect_names(const Source& header, Names& names);

/// `text` on lines of its own before `offset`, what follows staying in its line and column.
Edit insert_before(const Source& source, std::size_t offset, const std::string& path,
                   const std::string& text);

/// What a file's names and needs are beyond itself.
struct Context {
    Names headers;
    bool function_name_pasted = false; ///< in a header
};

struct Cured {
    std::string text;               ///< as it was if `cures` is empty
    std::vector<std::string> cures; ///< by name, as in "cast as lvalue (3)"
};

/// Applies all of them. `path` is the name that the compiler's messages and __FILE__ are to show.
Cured cure(const std::string& text, const std::string& path, const Context& context = {});

} // namespace alcove::oldc
