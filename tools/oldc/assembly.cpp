// SPDX-License-Identifier: MIT
// Inline assembly whose input is in a register that it clobbers: an output today.
#include "tools/oldc/cures.h"
#include <algorithm>

namespace alcove::oldc {
namespace {

/// The register that a constraint of one letter stands for, by its 16-bit name; "" for others.
std::string_view pinned_register(std::string_view constraint) {
    static constexpr std::pair<std::string_view, std::string_view> k_registers[] = {
        {"\"a\"", "ax"}, {"\"b\"", "bx"}, {"\"c\"", "cx"}, {"\"d\"", "dx"}, {"\"S\"", "si"}, {"\"D\"", "di"}};
    for (const auto& [letter, name] : k_registers)
        if (constraint == letter) return name;
    return "";
}

/// One asm statement without outputs, from its word to what closes it.
class Statement {
  public:
    Statement(const Source& source, std::size_t at) : source_(source), code_(source.code()) {
        std::size_t i = at + 1;
        while (i < code_.size() && code_[i].kind == Kind::word) i++; // volatile
        if (i >= code_.size() || !is(i, "(")) return;
        int depth = 0;
        for (; i < code_.size(); i++) {
            if (is(i, "(")) depth++;
            if (is(i, ")") && --depth == 0) break;
            if (depth == 1 && is(i, ":")) colons_.push_back(i);
        }
        end_ = i;
    }
    /// The cure; none where there is nothing to cure.
    Edits cure() const {
        if (colons_.size() != 3 || colons_[1] != colons_[0] + 1) return {};
        const std::size_t first = colons_[1] + 1; // constraint ( name ) , or :
        if (first + 4 > colons_[2] || !is(first + 1, "(") || code_[first + 2].kind != Kind::word ||
            !is(first + 3, ")"))
            return {};
        const std::string_view name = pinned_register(source_.spelling(code_[first]));
        for (std::size_t i = colons_[2] + 1; i < end_ && !name.empty(); i++)
            if (const std::string_view word = source_.spelling(code_[i]);
                word == quoted(name) || word == quoted("e" + std::string(name)))
                return edits(first, i);
        return {};
    }

  private:
    bool is(std::size_t i, std::string_view spelling) const { return source_.is(code_[i], spelling); }
    static std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }
    /// Operands keep their numbers: what was the first input is the first output.
    Edits edits(std::size_t input, std::size_t clobber) const {
        const bool more = is(input + 4, ","), last = clobber + 1 == end_;
        Edits edits{{code_[colons_[1]].begin, code_[colons_[1]].end, " "},
                    {code_[input].begin, code_[input].begin + 1, "\"+"}};
        if (more)
            edits.push_back({code_[input + 4].begin, code_[input + 4].end, ":"});
        else
            edits.push_back({code_[colons_[2]].begin, code_[colons_[2]].begin, ": "});
        // The clobber goes with the comma behind it, or before it where it is the last.
        edits.push_back(
            {code_[clobber].begin, code_[clobber].end, blanked(source_.spelling(code_[clobber]))});
        const std::size_t comma = last ? clobber - 1 : clobber + 1;
        if (is(comma, ",")) edits.push_back({code_[comma].begin, code_[comma].end, " "});
        return edits;
    }

    const Source& source_;
    const Tokens& code_;
    std::vector<std::size_t> colons_;
    std::size_t end_ = 0;
};

} // namespace

Edits cure_clobbered_input(const Source& source) {
    Edits edits;
    for (std::size_t i = 0; i < source.code().size(); i++) {
        const std::string_view word = source.spelling(source.code()[i]);
        if (word != "asm" && word != "__asm" && word != "__asm__") continue;
        const Edits cured = Statement(source, i).cure();
        edits.insert(edits.end(), cured.begin(), cured.end());
    }
    return edits;
}

} // namespace alcove::oldc
