// SPDX-License-Identifier: MIT
// Finding external declarations and their names.
#include "tools/oldc/outline.h"
#include <algorithm>
#include <span>

namespace alcove::oldc {
namespace {

constexpr std::string_view k_type_keywords[] = {
    "void",   "char",    "short",        "int",        "long",       "float",   "double",
    "signed", "const",   "unsigned",     "volatile",   "__signed__", "struct",  "union",
    "enum",   "__const", "__volatile__", "__volatile", "__const__",  "__signed"};
constexpr std::string_view k_other_keywords[] = {
    "auto",       "break",    "case",          "continue",      "default",     "do",
    "else",       "extern",   "for",           "goto",          "if",          "inline",
    "register",   "return",   "sizeof",        "static",        "switch",      "typedef",
    "while",      "asm",      "__asm__",       "__asm",         "typeof",      "__typeof__",
    "__inline__", "__inline", "__extension__", "__attribute__", "__attribute", "__alignof__"};

bool contains(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool takes_parentheses(std::string_view word) {
    return word.starts_with("__attribute") || word == "asm" || word.starts_with("__asm") ||
           word.starts_with("__typeof") || word == "typeof";
}

/// Follows the code token by token and cuts it into declarations.
class Cutter {
  public:
    explicit Cutter(const Source& source) : source_(source), code_(source.code()) {}

    std::vector<External> cut() {
        for (i_ = 0; i_ < code_.size(); i_++) {
            if (code_[i_].kind == Kind::directive)
                follow_conditional();
            else if (code_[i_].kind == Kind::sign)
                follow_sign(source_.text()[code_[i_].begin]);
            else if (depth() == 0 && !begun_)
                begin();
        }
        return std::move(found_);
    }

  private:
    struct State {
        int braces = 0, others = 0;
        bool in_body = false;
    };
    int depth() const { return state_.braces + state_.others; }

    void begin() {
        begun_ = i_;
        assigned_ = false;
    }
    void follow_conditional() {
        const Directive directive = code_[i_].directive;
        if (directive == Directive::open) outer_.push_back(state_);
        if (outer_.empty()) return;
        if (directive == Directive::next) state_ = outer_.back();
        if (directive == Directive::close) outer_.pop_back();
    }
    void follow_sign(char c) {
        if (depth() == 0 && !begun_ && c != ';' && c != '{' && c != '}') begin();
        switch (c) {
        case '(':
        case '[':
            state_.others++;
            break;
        case ')':
        case ']':
            state_.others = std::max(0, state_.others - 1);
            break;
        case '{':
            open_brace();
            break;
        case '}':
            close_brace();
            break;
        case ';':
            if (depth() == 0) end_declaration();
            break;
        case '=':
            if (depth() == 0) assigned_ = true;
            break;
        default:
            break;
        }
    }
    void open_brace() {
        if (depth() == 0 && begins_body()) {
            state_.in_body = true;
            body_ = i_;
        }
        state_.braces++;
    }
    void close_brace() {
        if (state_.braces > 0) state_.braces--;
        if (state_.braces != 0 || !state_.in_body) return;
        state_ = {};
        // A second closing brace can follow in another branch of a conditional; it opens nothing.
        if (begun_) add(*begun_, i_, body_);
    }
    /// A body follows a list of parameters, or the declarations of an old-style one.
    bool begins_body() {
        if (begun_) return !assigned_ && previous_is_parenthesis(i_);
        if (found_.empty() || found_.back().body || !is_old_style_head(found_.back())) return false;
        // Old style: the parameters' declarations were taken for external ones.
        while (found_.size() > 1 && !has_list(found_.back())) found_.pop_back();
        begun_ = found_.back().first;
        found_.pop_back();
        return true;
    }
    bool previous_is_parenthesis(std::size_t i) const {
        while (i > 0 && code_[i - 1].kind == Kind::directive) i--;
        return i > 0 && source_.is(code_[i - 1], ")");
    }
    /// `name (a, b)` and no ';' behind it.
    bool has_list(const External& e) const {
        for (std::size_t i = e.first; i < e.last; i++)
            if (source_.is(code_[i], ")")) return !source_.is(code_[i + 1], ";");
        return false;
    }
    bool is_old_style_head(const External& last) const {
        if (has_list(last)) return true;
        for (std::size_t n = found_.size(); n > 0 && n + 8 > found_.size() && !found_[n - 1].body; n--)
            if (has_list(found_[n - 1])) return true;
        return false;
    }
    void end_declaration() {
        if (begun_) add(*begun_, i_, {});
    }
    void add(std::size_t first, std::size_t last, std::optional<std::size_t> body) {
        External e{.first = first, .last = last, .body = body, .names = {}};
        const std::size_t end = body.value_or(last);
        for (std::size_t i = first; i < end && !source_.is(code_[i], "("); i++) {
            const std::string_view word = source_.spelling(code_[i]);
            e.is_static |= word == "static";
            e.is_extern |= word == "extern";
            e.is_typedef |= word == "typedef";
        }
        e.names = declared_names(source_, first, end);
        if (body && e.names.size() > 1) e.names.resize(1);
        found_.push_back(std::move(e));
        begun_.reset();
    }

    const Source& source_;
    const Tokens& code_;
    std::size_t i_ = 0;
    std::optional<std::size_t> begun_;
    std::size_t body_ = 0;
    bool assigned_ = false;
    State state_;
    std::vector<State> outer_;
    std::vector<External> found_;
};

/// Reads the declarators of one declaration.
class NameReader {
  public:
    NameReader(const Source& source, std::size_t first, std::size_t end)
        : source_(source), code_(source.code()), i_(first), end_(end) {}

    std::vector<std::string> read() {
        for (; i_ < end_; i_++) {
            const Token& token = code_[i_];
            if (token.kind == Kind::word)
                word(source_.spelling(token));
            else if (token.kind == Kind::sign)
                sign(source_.text()[token.begin]);
        }
        finish();
        return std::move(names_);
    }

  private:
    void word(std::string_view w) {
        if (takes_parentheses(w)) {
            if (i_ + 1 < end_ && source_.is(code_[i_ + 1], "(")) i_ = closing(source_, code_, i_ + 1, end_);
        } else if (w == "struct" || w == "union" || w == "enum") {
            typed_ = true;
            if (i_ + 1 < end_ && code_[i_ + 1].kind == Kind::word) i_++;
        } else if (is_type_keyword(w)) {
            typed_ = true;
        } else if (!is_keyword(w) && !w.starts_with("__") && !done_) {
            typed_ |= !candidate_.empty(); // what stood before was the type
            candidate_ = w;
        }
    }
    void sign(char c) {
        if (c == '*') {
            typed_ |= !candidate_.empty();
            candidate_ = {};
        } else if (c == '(' || c == '[' || c == '{') {
            const bool is_first = c == '(' && !candidate_.empty() && !done_;
            done_ |= is_first;
            i_ = closing(source_, code_, i_, end_);
            if (is_first && made_by_macro()) candidate_ = up_to_here();
        } else if (c == '=') {
            skip_value();
        } else if (c == ',') {
            finish();
        }
    }
    /// At the ')' of NAME(x): C has no function that returns an array or a function, so another declarator or
    /// a value behind it tells that a macro makes the name.
    bool made_by_macro() const {
        if (i_ + 1 >= end_) return false;
        const Token& next = code_[i_ + 1];
        return source_.is(next, "(") || source_.is(next, "[") || source_.is(next, "=");
    }
    /// The candidate with the argument.
    std::string_view up_to_here() const {
        const std::string_view text = source_.text();
        const auto begin = static_cast<std::size_t>(candidate_.data() - text.data());
        return text.substr(begin, code_[i_].end - begin);
    }
    void skip_value() {
        while (i_ + 1 < end_ && !source_.is(code_[i_ + 1], ",")) {
            i_++;
            const char c = source_.text()[code_[i_].begin];
            if (code_[i_].kind == Kind::sign && (c == '(' || c == '{' || c == '['))
                i_ = closing(source_, code_, i_, end_);
        }
    }
    void finish() {
        if (typed_ && !candidate_.empty()) names_.emplace_back(candidate_);
        candidate_ = {};
        done_ = false;
    }

    const Source& source_;
    const Tokens& code_;
    std::size_t i_, end_;
    bool typed_ = false, done_ = false;
    std::string_view candidate_;
    std::vector<std::string> names_;
};

} // namespace

bool is_type_keyword(std::string_view word) { return contains(k_type_keywords, word); }
bool is_keyword(std::string_view word) { return is_type_keyword(word) || contains(k_other_keywords, word); }

std::size_t closing(const Source& source, const Tokens& tokens, std::size_t open, std::size_t end) {
    int depth = 0;
    for (std::size_t i = open; i < end; i++) {
        if (tokens[i].kind != Kind::sign) continue;
        const char c = source.text()[tokens[i].begin];
        if (c == '(' || c == '[' || c == '{') depth++;
        if ((c == ')' || c == ']' || c == '}') && --depth == 0) return i;
    }
    return end;
}

std::vector<std::string> declared_names(const Source& source, std::size_t first, std::size_t end) {
    return NameReader(source, first, end).read();
}

std::vector<External> outline(const Source& source) { return Cutter(source).cut(); }

} // namespace alcove::oldc
