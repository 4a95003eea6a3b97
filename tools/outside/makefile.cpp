// SPDX-License-Identifier: MIT
// Reading EXTRA_CFLAGS as make would, as far as a line can be understood by itself.
#include "tools/outside/makefile.h"
#include "tools/common/temp_dir.h"
#include "tools/outside/command.h"
#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

namespace alcove::outside {
namespace {

namespace fs = std::filesystem;

/// Lines with their continuations, without comments.
std::vector<std::string> logical_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    bool goes_on = false;
    for (std::string line; std::getline(in, line);) {
        line = line.substr(0, line.find('#'));
        const bool more = line.ends_with('\\');
        if (more) line.back() = ' ';
        if (goes_on)
            lines.back() += line;
        else
            lines.push_back(line);
        goes_on = more;
    }
    return lines;
}

/// The value where the line assigns to `name`, or "".
std::string value_of(const std::string& line, const std::string& name) {
    if (!line.starts_with(name)) return "";
    const std::size_t at = line.find_first_not_of(" \t", name.size());
    if (at == std::string::npos) return "";
    for (const char* assign : {"+=", ":=", "="})
        if (line.compare(at, std::string(assign).size(), assign) == 0)
            return line.substr(at + std::string(assign).size());
    return "";
}

/// The X of "obj-$(CONFIG_X) += stem.o", or "".
std::string option_of(const std::vector<std::string>& words, const std::string& stem) {
    static const std::string before = "obj-$(";
    if (!words[0].starts_with(before + "CONFIG_") || std::ranges::find(words, stem + ".o") == words.end())
        return "";
    return words[0].substr(before.size(), words[0].find(')') - before.size());
}

bool begins(const std::string& word, std::initializer_list<const char*> beginnings) {
    return std::ranges::any_of(beginnings, [&](const char* b) { return word.starts_with(b); });
}

} // namespace

std::vector<std::string> makefile_flags(const std::string& makefile, const std::string& stem,
                                        const std::string& folder) {
    std::vector<std::string> flags;
    std::set<std::string> options;
    int depth = 0;
    for (const std::string& line : logical_lines(makefile)) {
        const std::vector<std::string> words = split_words(line);
        if (words.empty()) continue;
        if (begins(words[0], {"ifeq", "ifneq", "ifdef", "ifndef"})) depth++;
        if (words[0] == "endif") depth--;
        if (depth > 0) continue;
        if (const std::string option = option_of(words, stem); !option.empty()) options.insert(option);
        for (const std::string& name : {std::string("EXTRA_CFLAGS"), "CFLAGS_" + stem + ".o"})
            for (const std::string& word : split_words(value_of(line, name))) {
                if (!begins(word, {"-D", "-U", "-I"}) || word.find('$') != std::string::npos) continue;
                const bool relative = word.starts_with("-I") && !word.substr(2).starts_with('/');
                flags.push_back(
                    relative ? "-I" + (fs::path(folder) / word.substr(2)).lexically_normal().string() : word);
            }
    }
    // One of several says nothing of which machine or card it is.
    if (options.size() == 1) flags.push_back("-D" + *options.begin() + "_MODULE=1");
    return flags;
}

std::vector<std::string> flags_beside(const std::string& source) {
    const fs::path folder = fs::absolute(source).lexically_normal().parent_path();
    const fs::path makefile = folder / "Makefile";
    if (!fs::is_regular_file(makefile)) return {};
    return makefile_flags(tools::read_file(makefile.string()), fs::path(source).stem().string(),
                          folder.string());
}

} // namespace alcove::outside
