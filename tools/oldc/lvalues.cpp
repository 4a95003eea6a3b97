// SPDX-License-Identifier: MIT
// Casts as lvalues: gcc before 4.0 took `(T)x = y` for `(T)(x = (typeof(x))(T)y)`.
#include "tools/oldc/cures.h"
#include "tools/oldc/outline.h"
#include <algorithm>

namespace alcove::oldc {
namespace {

constexpr std::string_view k_assignments[] = {
    "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="};

/// `(T)x` somewhere in a list of tokens.
struct Cast {
    std::size_t open;    ///< '(' before the type
    std::size_t operand; ///< first token of x
    std::size_t end;     ///< token after x
};

/// Looks through one list of tokens.
class Finder {
  public:
    Finder(const Source& source, const Tokens& tokens) : source_(source), tokens_(tokens) {}

    std::optional<Edit> find() const {
        for (std::size_t i = 0; i < tokens_.size(); i++) {
            if (!is(i, "(")) continue;
            std::optional<Edit> edit = cast_in_parentheses(i);
            if (!edit) edit = bare_cast(i);
            if (edit) return edit;
        }
        return {};
    }

  private:
    bool is(std::size_t i, std::string_view spelling) const {
        return i < tokens_.size() && source_.is(tokens_[i], spelling);
    }
    bool is_word(std::size_t i) const { return i < tokens_.size() && tokens_[i].kind == Kind::word; }
    std::string_view spelling(std::size_t i) const {
        return i < tokens_.size() ? source_.spelling(tokens_[i]) : std::string_view{};
    }
    std::size_t close(std::size_t open) const { return closing(source_, tokens_, open, tokens_.size()); }
    std::string flat(std::size_t first, std::size_t end) const {
        return source_.flat(tokens_[first].begin, tokens_[end - 1].end);
    }
    /// The source as it is, lines and comments included.
    std::string as_is(std::size_t first, std::size_t end) const {
        return source_.text().substr(tokens_[first].begin, tokens_[end - 1].end - tokens_[first].begin);
    }
    bool is_assignment(std::size_t i) const {
        return i < tokens_.size() && std::ranges::find(k_assignments, spelling(i)) != std::end(k_assignments);
    }

    /// `(` at i closes a condition, as in `if (a) (T)x = y`.
    bool closes_condition(std::size_t i) const {
        int depth = 0;
        for (std::size_t k = i + 1; k-- > 0;) {
            if (is(k, ")")) depth++;
            if (is(k, "(") && --depth == 0) {
                const std::string_view before = k > 0 ? spelling(k - 1) : "";
                return before == "if" || before == "while" || before == "for" || before == "switch";
            }
        }
        return false;
    }
    /// An assignment may begin at token i.
    bool begins_expression(std::size_t i) const {
        if (i == 0 || tokens_[i - 1].kind == Kind::directive) return true;
        const std::string_view before = spelling(i - 1);
        if (before == ")") return closes_condition(i - 1);
        if (is_assignment(i - 1)) return true;
        for (const std::string_view s : {";", "{", "}", "(", ",", ":", "?", "return", "else", "do"})
            if (before == s) return true;
        return false;
    }
    /// Tokens (open, end) can be the name of a type.
    bool is_type(std::size_t open, std::size_t end) const {
        if (open + 1 >= end || !is_word(open + 1)) return false;
        for (std::size_t i = open + 1; i < end; i++) {
            const Token& t = tokens_[i];
            if (t.kind == Kind::word && (!is_keyword(spelling(i)) || is_type_keyword(spelling(i)))) continue;
            if (is(i, "*") || is(i, "(") || is(i, ")")) continue;
            return false;
        }
        // `a * b` and `f (x)` are no types; in one, what comes behind the first '*' or '(' is neither.
        bool stars = false;
        for (std::size_t i = open + 1; i < end; i++) {
            if (is(i, "*")) stars = true;
            if (is(i, "(")) return is(i + 1, "*");
            if (stars && is_word(i) && !is_type_keyword(spelling(i))) return false;
        }
        return true;
    }
    /// Token after the unary expression that begins at i, or i if none does.
    std::size_t unary_end(std::size_t i) const {
        std::size_t k = i;
        while (is(k, "*") || is(k, "&")) k++;
        if (is(k, "(")) {
            const std::size_t end = close(k);
            if (end >= tokens_.size()) return i;
            if (is_type(k, end) && starts_operand(end + 1)) return unary_end(end + 1);
            k = end + 1;
        } else if (is_word(k) && !is_keyword(spelling(k))) {
            k++;
        } else {
            return i;
        }
        for (;;) {
            if (is(k, "[") || is(k, "("))
                k = close(k) + 1;
            else if ((is(k, ".") || is(k, "->")) && is_word(k + 1))
                k += 2;
            else if (is(k, "++") || is(k, "--"))
                k++;
            else
                return std::min(k, tokens_.size());
        }
    }
    bool starts_operand(std::size_t i) const {
        return is(i, "(") || is(i, "*") || is(i, "&") || (is_word(i) && !is_keyword(spelling(i)));
    }
    /// The cast whose type is in the parentheses at `open`.
    std::optional<Cast> cast_at(std::size_t open) const {
        const std::size_t end = close(open);
        if (!is(open, "(") || end >= tokens_.size() || !is_type(open, end) || !starts_operand(end + 1))
            return {};
        const std::size_t after = unary_end(end + 1);
        if (after == end + 1) return {};
        return Cast{open, end + 1, after};
    }
    /// The cast that is all there is between parentheses, however many.
    std::optional<Cast> cast_within(std::size_t open) const {
        const std::size_t end = close(open);
        if (end >= tokens_.size()) return {};
        if (is(open + 1, "(") && close(open + 1) + 1 == end) return cast_within(open + 1);
        const auto cast = cast_at(open + 1);
        return cast && cast->end == end ? cast : std::nullopt;
    }

    /// Evaluating x twice would do something twice.
    bool has_effect(const Cast& cast) const {
        for (std::size_t i = cast.operand; i < cast.end; i++)
            if (is(i, "++") || is(i, "--") || is_assignment(i) ||
                (is(i, "(") && i > cast.operand && is_word(i - 1)))
                return true;
        return false;
    }
    std::string type(const Cast& cast) const { return flat(cast.open, cast.operand); }
    /// x's memory as a T: right where x has an address and T is as large, as pointers are.
    std::string in_place(const Cast& cast) const {
        return "(*(__typeof__(" + type(cast) + "0) *)&(" + flat(cast.operand, cast.end) + "))";
    }

    /// `((T)x)++`, `((T)x) = y`, `++((T)x)`; i is the outermost '('.
    std::optional<Edit> cast_in_parentheses(std::size_t i) const {
        const auto cast = cast_within(i);
        if (!cast || (i > 0 && is_word(i - 1) && !precedes_expression(spelling(i - 1)))) return {};
        const std::size_t end = close(i);
        if (is(end + 1, "++") || is(end + 1, "--"))
            return stepped(*cast, i, end + 2, spelling(end + 1)[0], true);
        if (is_assignment(end + 1) && begins_expression(i)) return assigned(*cast, i, end + 1);
        if (i > 0 && is_step_before(i) && !is_postfix(end + 1))
            return stepped(*cast, i - 1, end + 1, spelling(i - 1)[0], false);
        return {};
    }
    /// `(T)x = y`, `++(T)x`.
    std::optional<Edit> bare_cast(std::size_t i) const {
        const auto cast = cast_at(i);
        if (!cast) return {};
        if (is_assignment(cast->end) && begins_expression(i)) return assigned(*cast, i, cast->end);
        // `++(a) * b` is a product.
        if (i > 0 && is_step_before(i) && (is(cast->operand - 2, "*") || is_type_keyword(spelling(i + 1))))
            return stepped(*cast, i - 1, cast->end, spelling(i - 1)[0], false);
        return {};
    }
    /// Not the `if` whose condition ends before a `++`.
    static bool precedes_expression(std::string_view word) {
        return word == "return" || word == "else" || word == "do" || word == "case";
    }
    /// Binds closer than a `++` before.
    bool is_postfix(std::size_t i) const { return is(i, "->") || is(i, ".") || is(i, "[") || is(i, "("); }
    /// `++` before token i is a prefix.
    bool is_step_before(std::size_t i) const {
        if (!is(i - 1, "++") && !is(i - 1, "--")) return false;
        return i < 2 ||
               !(is(i - 2, ")") || is(i - 2, "]") || (is_word(i - 2) && !is_keyword(spelling(i - 2)))) ||
               (is(i - 2, ")") && closes_condition(i - 2));
    }
    /// Line ends that the replaced tokens held: they stay.
    std::string lines_lost(std::size_t first, std::size_t end, const std::string& kept) const {
        const std::string before = as_is(first, end);
        const auto n = std::ranges::count(before, '\n') - std::ranges::count(kept, '\n');
        const bool in_macro = before.find("\\\n") != std::string::npos;
        std::string lines;
        for (auto k = n; k > 0; k--) lines += in_macro ? " \\\n" : "\n";
        return lines;
    }

    Edit stepped(const Cast& cast, std::size_t first, std::size_t end, char sign, bool after) const {
        const std::string step = std::string(1, sign);
        std::string text;
        if (has_effect(cast)) {
            text = after ? in_place(cast) + step + step : step + step + in_place(cast);
        } else {
            const std::string t = type(cast), x = flat(cast.operand, cast.end);
            text = "(" + x + " = (__typeof__(" + x + "))(" + t + x + " " + step + " 1))";
            text = t + text;
            // The value before the step, from the one after it: no variable of its own, so good in macros
            // too.
            if (after) text = t + "(" + text + (sign == '+' ? " - 1)" : " + 1)");
            text = "(" + text + ")";
        }
        return {tokens_[first].begin, tokens_[end - 1].end, text + lines_lost(first, end, text)};
    }

    /// Token after the value that is assigned: it begins at i.
    std::size_t value_end(std::size_t i) const {
        int depth = 0, questions = 0;
        for (; i < tokens_.size() && tokens_[i].kind != Kind::directive; i++) {
            if (tokens_[i].kind != Kind::sign) continue;
            const char c = source_.text()[tokens_[i].begin];
            if (c == '(' || c == '[' || c == '{') depth++;
            if ((c == ')' || c == ']' || c == '}') && depth-- == 0) return i;
            if (depth > 0) continue;
            if (c == ';' || c == ',') return i;
            if (c == '?') questions++;
            if (c == ':' && questions-- == 0) return i;
        }
        return i;
    }
    Edit assigned(const Cast& cast, std::size_t first, std::size_t sign) const {
        const std::size_t end = value_end(sign + 1);
        const std::string t = type(cast), x = flat(cast.operand, cast.end);
        const std::string value = end > sign + 1 ? as_is(sign + 1, end) : "";
        const std::string_view op = spelling(sign);
        std::string text;
        if (op == "=")
            text = "(" + t + "(" + x + " = (__typeof__(" + x + "))" + t + "(" + value + ")))";
        else if (has_effect(cast))
            text = "(" + in_place(cast) + " " + std::string(op) + " (" + value + "))";
        else
            text = "(" + t + "(" + x + " = (__typeof__(" + x + "))" + t + "(" + t + x + " " +
                   std::string(op.substr(0, op.size() - 1)) + " (" + value + "))))";
        return {tokens_[first].begin, tokens_[end - 1].end, text + lines_lost(first, end, text)};
    }

    const Source& source_;
    const Tokens& tokens_;
};

} // namespace

std::optional<Edit> cure_cast_as_lvalue(const Source& source) {
    if (auto edit = Finder(source, source.code()).find()) return edit;
    for (const Tokens& body : source.macros())
        if (auto edit = Finder(source, body).find()) return edit;
    return {};
}

} // namespace alcove::oldc
