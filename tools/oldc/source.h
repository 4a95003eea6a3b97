// SPDX-License-Identifier: MIT
// The text of one C file as tokens, before the preprocessor: code, directives, bodies of macros.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace alcove::oldc {

enum class Kind {
    word,      ///< identifier or keyword
    number,    ///< preprocessing number
    text,      ///< string literal, its quotes included
    character, ///< character constant
    sign,      ///< operator or punctuator, the longest that fits
    directive, ///< a whole preprocessor line, continued lines included
};

/// What a directive does to the structure of the code around it.
enum class Directive { none, open, next, close, define, include };

struct Token {
    Kind kind;
    std::size_t begin, end; ///< offsets in the text
    Directive directive = Directive::none;
    bool over_lines = false; ///< a string literal with a line's end in it
};

using Tokens = std::vector<Token>;

/// A file's text and its tokens. Comments, and what `#if 0` leaves out, yield none.
class Source {
  public:
    explicit Source(std::string text);
    const std::string& text() const { return text_; }
    /// Code and directives in order.
    const Tokens& code() const { return code_; }
    /// Bodies of the object-like and function-like macros, one list each.
    const std::vector<Tokens>& macros() const { return macros_; }
    /// Names in `#include "..."`.
    const std::vector<std::string>& includes() const { return includes_; }

    std::string_view spelling(const Token& token) const {
        return std::string_view(text_).substr(token.begin, token.end - token.begin);
    }
    bool is(const Token& token, std::string_view spelling) const { return this->spelling(token) == spelling; }
    int line_of(std::size_t offset) const;
    int column_of(std::size_t offset) const; ///< 0 for a line's first
    /// The text between two offsets on one line, without comments.
    std::string flat(std::size_t begin, std::size_t end) const;

  private:
    std::string text_;
    Tokens code_;
    std::vector<Tokens> macros_;
    std::vector<std::string> includes_;
};

/// A change of the text: [begin, end) becomes `text`.
struct Edit {
    std::size_t begin, end;
    std::string text;
};

/// Applies edits that do not overlap; those at one place in the order given.
std::string apply_edits(const std::string& text, std::vector<Edit> edits);

/// `text` with all but line ends made blank, so that nothing moves.
std::string blanked(std::string_view text);

} // namespace alcove::oldc
