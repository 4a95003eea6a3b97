// SPDX-License-Identifier: MIT
// Where assembly may stand, and the line at the head of each file.
#include "tools/lint/rules.h"
#include <algorithm>
#include <regex>

namespace alcove::lint {
namespace {

/// Sources whose purpose is to break a rule: the canned failures execute what a domain must not.
constexpr const char* k_privileged_on_purpose[] = {"linux-compat/src/native/", "linux-compat/src/provoke"};

bool in_privileged_on_purpose(const std::string& path) {
    return std::any_of(std::begin(k_privileged_on_purpose), std::end(k_privileged_on_purpose),
                       [&](const char* prefix) { return path.starts_with(prefix); });
}

bool is_domain(const std::string& path) {
    return path.starts_with("linux-compat/") || path.starts_with("drivers/");
}

/// C++ of the executive and the libraries; user programs and domains are C with rules of their own.
bool is_executive(const std::string& path) {
    return has_ending(path, {".cpp", ".h"}) && !is_domain(path) && !path.starts_with("user/") &&
           !path.starts_with("tests/") && !path.starts_with("arch/x86/");
}

void check_inline(const std::string& path, const SourceFile& file, Findings& findings) {
    static const std::regex word(R"(\b(asm|__asm|__asm__)\b\s*(volatile|__volatile__|goto|\())");
    static const std::regex builtin(R"(\b__builtin_ia32_\w+|\b_(rdtsc|readfsbase|invpcid)\w*)");
    for (const std::regex& pattern : {word, builtin})
        for (std::sregex_iterator it(file.bare.begin(), file.bare.end(), pattern), end; it != end; ++it)
            findings.push_back({path, line_of(file.bare, static_cast<std::size_t>(it->position())),
                                "inline assembly outside arch/x86"});
}

void check_privileged(const std::string& path, const SourceFile& file, Findings& findings) {
    static const std::regex block(R"(\b(?:asm|__asm|__asm__)\b[^;]*;)");
    static const std::regex privileged(
        R"re((?:"|;|\\n|\\t|\s)(cli|sti|hlt|lgdt|lidt|lldt|ltr|lmsw|clts|invd|wbinvd|invlpg|rdmsr|wrmsr|iretl?|popfl?)\b|%%?(?:cr|dr)[0-7]\b)re");
    for (std::sregex_iterator it(file.code.begin(), file.code.end(), block), end; it != end; ++it) {
        const std::string text = it->str();
        if (std::regex_search(text, privileged))
            findings.push_back({path, line_of(file.code, static_cast<std::size_t>(it->position())),
                                "privileged instruction in a domain's source"});
    }
}

} // namespace

Findings check_assembly(const SourceTree& tree) {
    Findings findings;
    for (const auto& [path, file] : tree.files) {
        const bool assembler_may_stand =
            path.starts_with("arch/") || path.starts_with("boot/") || path.starts_with("user/");
        if (path.ends_with(".asm") && !assembler_may_stand)
            findings.push_back({path, 0, "assembler source outside arch, boot and user"});
        if (is_executive(path)) check_inline(path, file, findings);
        if (is_domain(path) && has_ending(path, {".c", ".h"}) && !in_privileged_on_purpose(path))
            check_privileged(path, file, findings);
    }
    return findings;
}

Findings check_headers(const SourceTree& tree) {
    Findings findings;
    static const std::string spdx = "SPDX-License-Identifier: MIT";
    for (const auto& [path, file] : tree.files) {
        std::size_t begin = 0; // a script's first line names its interpreter
        if (file.text.starts_with("#!")) begin = std::min(file.text.find('\n'), file.text.size() - 1) + 1;
        const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
        if (file.text.substr(begin, end - begin).find(spdx) == std::string::npos) {
            findings.push_back({path, 1, "no SPDX line"});
            continue;
        }
        const std::size_t next = std::min(file.text.find('\n', end + 1), file.text.size());
        const std::string second = end < file.text.size() ? file.text.substr(end + 1, next - end - 1) : "";
        if (std::none_of(second.begin(), second.end(), [](unsigned char c) { return isalpha(c); }))
            findings.push_back({path, 2, "no sentence that says the file's job"});
    }
    return findings;
}

} // namespace alcove::lint
