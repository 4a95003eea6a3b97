// SPDX-License-Identifier: MIT
// Generating the conformance test, and reading what the compiler says of it.
#include "tools/compat/probe.h"
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fmt/format.h>

namespace alcove::compat {
namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// The parameters of a signature: its text between the first parenthesis behind the name and the last, at
/// commas.
std::vector<std::string> parameters_of(const Row& row) {
    const std::size_t name = row.detail.find(row.name + "(");
    if (name == std::string::npos) return {};
    const std::size_t open = name + row.name.size(), close = row.detail.rfind(')');
    std::vector<std::string> parameters;
    std::string current;
    int depth = 0;
    for (std::size_t i = open + 1; i < close; i++) {
        const char c = row.detail[i];
        depth += (c == '(') - (c == ')');
        if (c == ',' && depth == 0) {
            parameters.push_back(current);
            current.clear();
        } else {
            current += c;
        }
    }
    if (!current.empty() && current != "void") parameters.push_back(current);
    return parameters;
}

/// The name that a parameter's declaration declares.
std::string declared_name(const std::string& declaration) {
    std::size_t end = declaration.size();
    if (const std::size_t pointer = declaration.find("(*"); pointer != std::string::npos)
        end = declaration.find(')', pointer);
    else if (const std::size_t bracket = declaration.find('['); bracket != std::string::npos)
        end = bracket;
    while (end > 0 && !is_word(declaration[end - 1])) end--;
    std::size_t begin = end;
    while (begin > 0 && is_word(declaration[begin - 1])) begin--;
    return declaration.substr(begin, end - begin);
}

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// A call with parameters of the listed types, whose result fits the listed type.
std::vector<Attempt> function_attempts(const Row& row) {
    const std::vector<std::string> parameters = parameters_of(row);
    std::vector<std::string> names, declared;
    for (const std::string& p : parameters) {
        if (p == "...") continue;
        const bool unnamed = p.ends_with('*') || p.find(' ') == std::string::npos;
        declared.push_back(unnamed ? fmt::format("{} lx_{}", p, names.size()) : p);
        names.push_back(declared_name(declared.back()));
    }
    std::string result = row.detail.substr(0, row.detail.find(row.name + "("));
    for (const char* word : {"_INLINE_ ", "__const__ ", "asmlinkage "})
        if (result.starts_with(word)) result.erase(0, std::string(word).size());
    while (!result.empty() && result.back() == ' ') result.pop_back();
    const std::string call = fmt::format("{}({})", row.name, joined(names));
    const std::string body =
        result == "void" ? call + ";" : fmt::format("{} lx_result = {}; (void)lx_result;", result, call);
    return {{fmt::format("static void lx_probe_NUMBER({}) {{ {} }}",
                         declared.empty() ? "void" : joined(declared), body)}};
}

/// A macro takes that many arguments; what is a function here must be callable with that many.
std::vector<Attempt> macro_attempts(const Row& row) {
    std::vector<std::string> words, numbers;
    for (const std::string& p : parameters_of(row)) {
        words.push_back(p.ends_with("...") ? "lx_more" : "lx_" + p);
        numbers.push_back("0");
    }
    return {{fmt::format("#ifdef {}", row.name),
             fmt::format("static const char lx_probe_NUMBER[] = lx_text({}({}));", row.name, joined(words)),
             "#else", fmt::format("enum {{ lx_probe_NUMBER = sizeof({}({})) }};", row.name, joined(numbers)),
             "#endif"}};
}

std::vector<Attempt> constant_attempts(const Row& row, const Tables& tables) {
    std::string value = row.detail;
    if (const auto other = tables.differs.find(row.name); other != tables.differs.end())
        value = other->second.first;
    std::vector<Attempt> attempts;
    if (value.starts_with('"'))
        attempts.push_back(
            {fmt::format("_Static_assert(!__builtin_strcmp({}, {}), \"\");", row.name, value)});
    else if (!value.empty() && value != "(NULL)")
        attempts.push_back({fmt::format("_Static_assert(({}) == ({}), \"\");", row.name, value)});
    const bool plain = !value.empty() && std::ranges::none_of(value, [&](char c) {
        return c == '_' || (c >= 'G' && c <= 'Z' && c != 'L' && c != 'U' && c != 'X');
    });
    if (!plain || value.starts_with('"')) {
        if (value.starts_with('"')) return attempts;
        attempts.push_back({fmt::format("#ifndef {}", row.name),
                            fmt::format("static void lx_probe_NUMBER(void) {{ (void)({}); }}", row.name),
                            "#endif"});
        attempts.push_back({fmt::format("typedef __typeof__({}) lx_probe_NUMBER;", row.name)});
    }
    return attempts;
}

/// What a field of that type must be like. `path` leads to it from a pointer p.
std::string field_test(std::string type, const std::string& structure, const std::string& path) {
    const std::string head = fmt::format("static void lx_probe_NUMBER({} *p) {{ ", structure);
    if (type.find(':') != std::string::npos)
        return type.find("::") != std::string::npos ? head + fmt::format("(void)&p->{}; }}", path)
                                                    : head + fmt::format("p->{0} = p->{0}; }}", path);
    std::string field = "p->" + path;
    bool unsized = false;
    while (type.ends_with("[]")) {
        type.resize(type.size() - 2);
        while (!type.empty() && type.back() == ' ') type.pop_back();
        field += "[0]";
        unsized = true;
    }
    (void)unsized;
    return head + fmt::format("_Static_assert(__builtin_types_compatible_p(__typeof__({0}), {1}) || "
                              "(sizeof({0}) == sizeof(__typeof__({1})) && __builtin_classify_type({0}) == "
                              "__builtin_classify_type(*(__typeof__({1}) *)0)), \"\"); }}",
                              field, type);
}

std::vector<Attempt> field_attempts(const Row& row, const std::vector<std::string>& unions,
                                    const Tables& tables) {
    std::vector<Attempt> attempts;
    const auto other = tables.differs.find(row.owner + "." + row.name);
    const std::string& type = other == tables.differs.end() ? row.detail : other->second.first;
    for (const char* what : {"struct ", "union ", ""}) {
        const std::string structure = what + row.owner;
        attempts.push_back({field_test(type, structure, row.name)});
        for (const std::string& member : unions)
            attempts.push_back({field_test(type, structure, member + "." + row.name)});
    }
    return attempts;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

} // namespace

std::vector<Attempt> attempts_for(const Row& row, const std::vector<std::string>& unions,
                                  const Tables& tables) {
    switch (row.kind) {
    case Kind::function:
        return function_attempts(row);
    case Kind::macro:
        return macro_attempts(row);
    case Kind::constant:
        return constant_attempts(row, tables);
    case Kind::field:
        return field_attempts(row, unions, tables);
    case Kind::symbol:
        break;
    }
    return {};
}

std::string probe_text(const std::vector<std::string>& includes, const Notes& before,
                       const std::vector<Attempt>& attempts) {
    std::string text = "#define lx_text(...) lx_text_of(__VA_ARGS__)\n#define lx_text_of(...) #__VA_ARGS__\n";
    for (const std::string& header : includes) {
        if (const auto it = before.find(header); it != before.end()) text += it->second + "\n";
        text += fmt::format("#include <{}>\n", header);
    }
    for (std::size_t i = 0; i < attempts.size(); i++)
        for (std::string line : attempts[i]) {
            replace_all(line, "NUMBER", std::to_string(i));
            text += fmt::format("#line {} \"probe\"\n{}\n", i + 1, line);
        }
    return text;
}

Verdict read_messages(const std::string& messages) {
    Verdict verdict;
    for (std::size_t from = 0; from < messages.size();) {
        std::size_t to = messages.find('\n', from);
        if (to == std::string::npos) to = messages.size();
        const std::string line = messages.substr(from, to - from);
        from = to + 1;
        if (line.find("error: ") == std::string::npos) continue;
        if (!line.starts_with("probe:")) {
            verdict.header_broken = true;
            continue;
        }
        const std::size_t number = std::strtoul(line.c_str() + 6, nullptr, 10) - 1;
        verdict.failed.insert(number);
        if (line.find("static assertion failed") != std::string::npos) verdict.wrong.insert(number);
    }
    return verdict;
}

} // namespace alcove::compat
