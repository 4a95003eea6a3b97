// SPDX-License-Identifier: MIT
// Declarations that older compilers let pass: doubled specifiers, `static` where it may not stand.
#include "tools/oldc/cures.h"
#include "tools/oldc/outline.h"
#include <algorithm>
#include <map>

namespace alcove::oldc {
namespace {

/// Index of the token after the statement that begins at i.
std::size_t statement_end(const Source& source, std::size_t i, std::size_t end) {
    const Tokens& code = source.code();
    while (i < end && !source.is(code[i], ";")) {
        if (code[i].kind == Kind::directive) return end;
        const bool opens = source.is(code[i], "(") || source.is(code[i], "{") || source.is(code[i], "[");
        i = opens ? closing(source, code, i, end) + 1 : i + 1;
    }
    return i < end ? i + 1 : end;
}

/// The tokens [i, end), which end with ';', declare a function: `static int f(int);`
bool declares_function(const Source& source, std::size_t i, std::size_t end) {
    const Tokens& code = source.code();
    for (std::size_t k = i; k < end; k++)
        if (source.is(code[k], "=") || source.is(code[k], "{")) return false;
    std::size_t words = 0;
    for (std::size_t k = i; k + 1 < end; k++) {
        if (source.is(code[k], "(")) {
            const std::string_view name = source.spelling(code[k - 1]);
            return words >= 3 && code[k - 1].kind == Kind::word && !is_keyword(name);
        }
        if (code[k].kind == Kind::word) words++;
    }
    return false;
}

bool begins_statement(const Source& source, std::size_t i) {
    const Token& before = source.code()[i - 1];
    return before.kind == Kind::directive || source.is(before, ";") || source.is(before, "{") ||
           source.is(before, "}");
}

/// Names that declarations with `extern` within a body declare.
std::set<std::string> extern_in_block(const Source& source, const External& function) {
    std::set<std::string> names;
    for (std::size_t i = *function.body + 1; i < function.last; i++)
        if (source.is(source.code()[i], "extern"))
            for (std::string& name : declared_names(source, i, statement_end(source, i, function.last) - 1))
                names.insert(std::move(name));
    return names;
}

/// Names that are called within a body.
std::set<std::string> called(const Source& source, const External& function) {
    const Tokens& code = source.code();
    std::set<std::string> names;
    for (std::size_t i = *function.body + 1; i < function.last; i++)
        if (code[i].kind == Kind::word && source.is(code[i + 1], "(") &&
            !is_keyword(source.spelling(code[i])) && !source.is(code[i - 1], ".") &&
            !source.is(code[i - 1], "->"))
            names.insert(std::string(source.spelling(code[i])));
    return names;
}

/// Follows what the compiler knows of each name, declaration by declaration.
class StaticCure {
  public:
    StaticCure(const Source& source, const Names& headers)
        : source_(source), code_(source.code()), public_(headers.open), static_(headers.local) {}

    Edits run() {
        for (const External& e : outline(source_)) {
            if (e.is_static)
                static_declaration(e);
            else if (!e.is_typedef)
                for (const std::string& name : e.names) note(public_, name);
            if (e.body) {
                for (const std::string& name : extern_in_block(source_, e)) note(public_, name);
                for (const std::string& name : called(source_, e)) note(public_, name);
            }
        }
        return std::move(edits_);
    }

  private:
    /// What was said first holds.
    void note(std::set<std::string>& names, const std::string& name) {
        if (!static_.contains(name)) names.insert(name);
    }
    void static_declaration(const External& e) {
        const auto cured = std::ranges::find_if(e.names, [&](auto& name) { return public_.contains(name); });
        if (cured == e.names.end()) {
            static_.insert(e.names.begin(), e.names.end());
            return;
        }
        std::size_t word = e.first;
        while (!source_.is(code_[word], "static")) word++;
        edits_.push_back({code_[word].begin, code_[word].end, blanked("static")});
        // Prototypes define nothing; a name made local before its definition would become public again there.
        if (!e.body && declares_function(source_, e.first, e.last + 1)) return;
        std::string local;
        for (const std::string& name : e.names) {
            const bool is_symbol = name.find('(') == std::string::npos; // not a macro's
            if (is_symbol) local += " __asm__(\".local " + name + "\");";
            public_.insert(name);
        }
        edits_.push_back({code_[e.last].end, code_[e.last].end, local});
    }

    const Source& source_;
    const Tokens& code_;
    std::set<std::string> public_, static_;
    Edits edits_;
};

/// 32 bits, as "long" has: "u32 long x" is an unsigned number of 32 bits still.
bool is_sized_integer(std::string_view word) {
    return word == "u32" || word == "s32" || word == "__u32" || word == "__s32";
}

/// Adjacent specifiers of one declaration.
class SpecifierRun {
  public:
    /// The word is one too many.
    bool doubled(std::string_view word) {
        const int most = word == "long" ? 2 : 1;
        return is_type_keyword(word) && ++seen_[std::string(word)] > most && word != "struct" &&
               word != "union" && word != "enum";
    }
    void clear() { seen_.clear(); }

  private:
    std::map<std::string, int> seen_;
};

} // namespace

Edits cure_doubled_specifiers(const Source& source) {
    Edits edits;
    SpecifierRun run;
    const Tokens& code = source.code();
    for (std::size_t i = 0; i < code.size(); i++) {
        const std::string_view word = source.spelling(code[i]);
        if (code[i].kind != Kind::word || !is_type_keyword(word)) {
            const bool storage =
                word == "static" || word == "extern" || word == "inline" || word == "register";
            if (!storage) run.clear();
            // The name of a type, twice, or before a keyword that says the same: it was u32 that counted.
            const bool named = code[i].kind == Kind::word && !is_keyword(word) && i + 2 < code.size() &&
                               code[i + 2].kind == Kind::word && !is_keyword(source.spelling(code[i + 2]));
            const bool twice = named && source.is(code[i + 1], word);
            const bool widened = named && is_sized_integer(word) && source.is(code[i + 1], "long");
            if (widened)
                edits.push_back({code[i + 1].begin, code[i + 1].end, blanked("long")});
            else if (twice)
                edits.push_back({code[i].begin, code[i].end, blanked(word)});
        } else if (run.doubled(word)) {
            edits.push_back({code[i].begin, code[i].end, blanked(word)});
        }
    }
    return edits;
}

Edits cure_jiffies_member(const Source& source) {
    const Tokens& code = source.code();
    Edits edits;
    for (std::size_t i = 1; i < code.size(); i++) {
        if (code[i].kind != Kind::word || !source.is(code[i], "jiffies")) continue;
        const bool used = source.is(code[i - 1], ".") || source.is(code[i - 1], "->");
        const bool declared = code[i - 1].kind == Kind::word && is_type_keyword(source.spelling(code[i - 1]));
        if (used || declared) edits.push_back({code[i].begin, code[i].end, "jiffies_"});
    }
    return edits;
}

Edits cure_static_in_block(const Source& source, const std::string& path) {
    Edits edits;
    const Tokens& code = source.code();
    for (const External& function : outline(source)) {
        if (!function.body) continue;
        std::string prototypes;
        for (std::size_t i = *function.body + 1; i < function.last; i++) {
            if (!source.is(code[i], "static") || !begins_statement(source, i)) continue;
            const std::size_t end = statement_end(source, i, function.last);
            if (!declares_function(source, i, end)) continue;
            const std::size_t begin_at = code[i].begin, end_at = code[end - 1].end;
            prototypes += source.flat(begin_at, end_at) + " ";
            const std::string_view old = std::string_view(source.text()).substr(begin_at, end_at - begin_at);
            edits.push_back({begin_at, end_at, blanked(old)});
        }
        if (!prototypes.empty())
            edits.push_back(insert_before(source, code[function.first].begin, path, prototypes));
    }
    return edits;
}

Edits cure_static_after_extern(const Source& source, const Names& headers) {
    return StaticCure(source, headers).run();
}

void collect_names(const Source& header, Names& names) {
    for (const External& e : outline(header)) {
        if (e.is_typedef) continue;
        for (const std::string& name : e.names)
            if (!names.open.contains(name) && !names.local.contains(name))
                (e.is_static ? names.local : names.open).insert(name);
    }
}

} // namespace alcove::oldc
