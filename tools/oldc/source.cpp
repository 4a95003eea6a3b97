// SPDX-License-Identifier: MIT
// Splitting C into tokens (ISO C90, 5.1.1.2 and 6.1), with GNU's older habit of strings that run over lines.
#include "tools/oldc/source.h"
#include <algorithm>
#include <cctype>

namespace alcove::oldc {
namespace {

/// Longer ones first, so that the first that fits is the longest.
constexpr std::string_view k_signs[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>",
                                        "<=",  ">=",  "==",  "!=", "&&", "||", "+=", "-=",
                                        "*=",  "/=",  "%=",  "&=", "^=", "|=", "##"};
/// A quote that does not end within so many lines is a stray one.
constexpr int k_most_text_lines = 400;

bool word_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || c == '$'; }
bool word_part(char c) { return word_start(c) || std::isdigit(static_cast<unsigned char>(c)); }

bool blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// Walks over a text; positions never pass its end.
class Scanner {
  public:
    Scanner(const std::string& text, std::size_t begin, std::size_t end)
        : text_(text), at_(begin), end_(end) {}

    /// The next token of code, or a directive at the start of a line. False at the end.
    bool next(Token& token, bool directives) {
        skip_blanks();
        if (at_ >= end_) return false;
        const std::size_t begin = at_;
        const char c = text_[at_];
        bool over_lines = false;
        Kind kind = Kind::sign;
        if (c == '#' && directives && line_begins_) {
            take_directive();
            kind = Kind::directive;
        } else if (word_start(c)) {
            kind = Kind::word;
            while (at_ < end_ && word_part(text_[at_])) at_++;
        } else if (std::isdigit(static_cast<unsigned char>(c)) ||
                   (c == '.' && std::isdigit(static_cast<unsigned char>(peek(1))))) {
            kind = Kind::number;
            take_number();
        } else if (c == '"') {
            kind = Kind::text;
            over_lines = take_text();
        } else if (c == '\'') {
            kind = Kind::character;
            take_character();
        } else {
            take_sign();
        }
        line_begins_ = kind == Kind::directive;
        token = {kind, begin, at_, Directive::none, over_lines};
        return true;
    }
    void go_to(std::size_t position) {
        at_ = std::min(position, end_);
        line_begins_ = true;
    }
    std::size_t position() const { return at_; }

  private:
    char peek(std::size_t n) const { return at_ + n < end_ ? text_[at_ + n] : '\0'; }
    bool starts(std::string_view s) const { return std::string_view(text_).substr(at_, s.size()) == s; }

    void skip_blanks() {
        while (at_ < end_) {
            const char c = text_[at_];
            if (c == '\n') line_begins_ = true;
            if (blank(c) || (c == '\\' && blank(peek(1))))
                at_++;
            else if (starts("/*"))
                skip_to("*/", 2);
            else if (starts("//"))
                skip_to("\n", 0);
            else
                return;
        }
    }
    void skip_to(std::string_view mark, std::size_t more) {
        const std::size_t found = text_.find(mark, at_ + 2);
        at_ = found == std::string::npos ? end_ : std::min(end_, found + more);
    }
    void take_directive() {
        while (at_ < end_ && text_[at_] != '\n') {
            if (starts("/*"))
                skip_to("*/", 2);
            else
                at_ += text_[at_] == '\\' && at_ + 1 < end_ ? 2 : 1;
        }
        at_ = std::min(at_, end_);
    }
    void take_number() {
        const bool hexadecimal = starts("0x") || starts("0X");
        while (at_ < end_ && (word_part(text_[at_]) || text_[at_] == '.')) {
            const bool exponent = !hexadecimal && (text_[at_] == 'e' || text_[at_] == 'E');
            at_++;
            if (exponent && (peek(0) == '+' || peek(0) == '-')) at_++;
        }
    }
    /// True when the literal holds a bare line end.
    bool take_text() {
        int lines = 0;
        for (std::size_t i = at_ + 1; i < end_ && lines <= k_most_text_lines; i++) {
            if (text_[i] == '\\' && i + 1 < end_) {
                i++;
            } else if (text_[i] == '"') {
                at_ = i + 1;
                return lines > 0;
            } else if (text_[i] == '\n') {
                lines++;
            }
        }
        at_++; // a stray quote
        return false;
    }
    void take_character() {
        for (std::size_t i = at_ + 1; i < end_ && text_[i] != '\n'; i++) {
            if (text_[i] == '\\' && i + 1 < end_) {
                i++;
            } else if (text_[i] == '\'') {
                at_ = i + 1;
                return;
            }
        }
        at_++;
    }
    void take_sign() {
        for (const std::string_view sign : k_signs)
            if (starts(sign)) {
                at_ = std::min(end_, at_ + sign.size());
                return;
            }
        at_++;
    }

    const std::string& text_;
    std::size_t at_, end_;
    bool line_begins_ = true;
};

/// Reads the words of a directive, which begins at its '#'.
class DirectiveReader {
  public:
    DirectiveReader(const std::string& text, const Token& token)
        : text_(text), scanner_(text, token.begin + 1, token.end) {
        if (scanner_.next(word_, false)) name_ = text.substr(word_.begin, word_.end - word_.begin);
    }
    const std::string& name() const { return name_; }
    Directive kind() const {
        if (name_ == "if" || name_ == "ifdef" || name_ == "ifndef") return Directive::open;
        if (name_ == "else" || name_ == "elif") return Directive::next;
        if (name_ == "endif") return Directive::close;
        if (name_ == "define") return Directive::define;
        return name_ == "include" ? Directive::include : Directive::none;
    }
    Tokens rest() {
        Tokens tokens;
        for (Token t; scanner_.next(t, false);) tokens.push_back(t);
        return tokens;
    }
    /// Just `#if 0`.
    bool never() {
        const Tokens tokens = rest();
        return name_ == "if" && tokens.size() == 1 &&
               text_.substr(tokens[0].begin, tokens[0].end - tokens[0].begin) == "0";
    }

  private:
    const std::string& text_;
    Scanner scanner_;
    Token word_{};
    std::string name_;
};

/// Offset of the directive that ends the part left out by an `#if 0` whose line ends at `from`.
std::size_t end_of_left_out(const std::string& text, std::size_t from) {
    int depth = 0;
    for (std::size_t line = text.find('\n', from); line != std::string::npos;
         line = text.find('\n', line + 1)) {
        std::size_t i = line + 1;
        while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) i++;
        if (i >= text.size() || text[i] != '#') continue;
        const std::size_t end = std::min(text.find('\n', i), text.size());
        const Directive kind = DirectiveReader(text, {Kind::directive, i, end}).kind();
        if (depth == 0 && (kind == Directive::close || kind == Directive::next)) return i;
        if (kind == Directive::open) depth++;
        if (kind == Directive::close) depth--;
    }
    return text.size();
}

/// The tokens of a macro's body: what follows its name and, if '(' touches the name, its parameters.
Tokens macro_body(const std::string& text, const Tokens& rest) {
    if (rest.empty()) return {};
    std::size_t i = 1;
    if (i < rest.size() && rest[i].begin == rest[0].end && text[rest[i].begin] == '(') {
        while (i < rest.size() && text[rest[i].begin] != ')') i++;
        i++;
    }
    return i < rest.size() ? Tokens(rest.begin() + static_cast<std::ptrdiff_t>(i), rest.end()) : Tokens{};
}

} // namespace

Source::Source(std::string text) : text_(std::move(text)) {
    Scanner scanner(text_, 0, text_.size());
    for (Token token; scanner.next(token, true);) {
        if (token.kind == Kind::directive) {
            DirectiveReader reader(text_, token);
            token.directive = reader.kind();
            if (token.directive == Directive::define) {
                if (Tokens body = macro_body(text_, reader.rest()); !body.empty())
                    macros_.push_back(std::move(body));
            } else if (token.directive == Directive::include) {
                const Tokens rest = reader.rest();
                if (!rest.empty() && rest[0].kind == Kind::text && rest[0].end - rest[0].begin > 2)
                    includes_.emplace_back(text_, rest[0].begin + 1, rest[0].end - rest[0].begin - 2);
            } else if (reader.never()) {
                scanner.go_to(end_of_left_out(text_, token.end));
            }
        }
        code_.push_back(token);
    }
}

int Source::line_of(std::size_t offset) const {
    return 1 + static_cast<int>(
                   std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

int Source::column_of(std::size_t offset) const {
    const std::size_t end = offset == 0 ? std::string::npos : text_.rfind('\n', offset - 1);
    return static_cast<int>(end == std::string::npos ? offset : offset - end - 1);
}

std::string Source::flat(std::size_t begin, std::size_t end) const {
    std::string result;
    Scanner scanner(text_, begin, end);
    bool tight = true; // a bracket keeps no distance
    for (Token token; scanner.next(token, false);) {
        const std::string_view s = spelling(token);
        const bool opens = s == "(" || s == "[", closes = s == ")" || s == "]";
        if (!tight && !opens && !closes) result += ' ';
        result += s;
        tight = opens || closes;
    }
    return result;
}

std::string apply_edits(const std::string& text, std::vector<Edit> edits) {
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
    std::string result;
    std::size_t at = 0;
    for (const Edit& edit : edits) {
        result.append(text, at, edit.begin - at).append(edit.text);
        at = edit.end;
    }
    return result.append(text, at);
}

std::string blanked(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c != '\n' && c != '\t') c = ' ';
    return result;
}

} // namespace alcove::oldc
