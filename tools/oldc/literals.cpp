// SPDX-License-Identifier: MIT
// String literals that run over lines, and __FUNCTION__ as the literal it once was.
#include "tools/oldc/cures.h"
#include "tools/oldc/outline.h"

namespace alcove::oldc {
namespace {

constexpr std::string_view k_name = "__FUNCTION__";

bool pastes(const Source& source, const Tokens& tokens) {
    for (std::size_t i = 0; i < tokens.size(); i++) {
        if (!source.is(tokens[i], k_name)) continue;
        if (i > 0 && tokens[i - 1].kind == Kind::text) return true;
        // A macro that is a literal, such as KERN_ERR, may stand before it, too.
        if (i > 0 && tokens[i - 1].kind == Kind::word && !is_keyword(source.spelling(tokens[i - 1])))
            return true;
        if (i + 1 < tokens.size() && (tokens[i + 1].kind == Kind::text || tokens[i + 1].kind == Kind::word))
            return true;
    }
    return false;
}

} // namespace

Edits cure_text_over_lines(const Source& source) {
    Edits edits;
    const std::string& text = source.text();
    for (const Token& token : source.code()) {
        if (!token.over_lines) continue;
        for (std::size_t i = token.begin; i < token.end; i++)
            if (text[i] == '\\')
                i++; // a continued line is none that ends
            else if (text[i] == '\n')
                edits.push_back({i, i + 1, "\\n\"\n\""});
    }
    return edits;
}

bool pastes_function_name(const Source& source) {
    if (source.text().find(k_name) == std::string::npos) return false;
    if (pastes(source, source.code())) return true;
    for (const Tokens& body : source.macros())
        if (pastes(source, body)) return true;
    return false;
}

Edits cure_function_name(const Source& source, const std::string& path) {
    Edits edits;
    for (const External& e : outline(source)) {
        if (!e.body || e.names.empty()) continue;
        const std::string definition = "#undef __FUNCTION__\n#define __FUNCTION__ \"" + e.names[0] + "\"";
        edits.push_back(insert_before(source, source.code()[*e.body].begin, path, definition));
    }
    return edits;
}

Edit insert_before(const Source& source, std::size_t offset, const std::string& path,
                   const std::string& text) {
    const auto column = static_cast<std::size_t>(source.column_of(offset));
    const std::string back = "#line " + std::to_string(source.line_of(offset)) + " \"" + path + "\"\n";
    // Tabs of the line are kept, so that columns stay what they were.
    const std::string indent = blanked(std::string_view(source.text()).substr(offset - column, column));
    return {offset, offset, (column > 0 ? "\n" : "") + text + "\n" + back + indent};
}

} // namespace alcove::oldc
