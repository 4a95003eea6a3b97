// SPDX-License-Identifier: MIT
// Reads the tree: finds sources, strips comments, resolves includes as the build's include paths would.
#include "tools/lint/source_tree.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace alcove::lint {

namespace fs = std::filesystem;

bool has_ending(const std::string& path, std::initializer_list<const char*> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const char* e) { return path.ends_with(e); });
}

int line_of(const std::string& text, std::size_t position) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(position), '\n'));
}

namespace {

/// Blanks out comments, and strings if wanted; line ends stay, so that positions are right.
std::string without_comments(const std::string& text, bool without_strings) {
    std::string code = text;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"' || (c == '\'' && (i == 0 || !isalnum(static_cast<unsigned char>(code[i - 1]))))) {
            for (++i; i < code.size() && code[i] != c && code[i] != '\n'; ++i) {
                const bool escape = code[i] == '\\';
                if (without_strings) code[i] = ' ';
                if (!escape || ++i >= code.size()) continue;
                if (without_strings && code[i] != '\n') code[i] = ' ';
            }
        } else if (code.compare(i, 2, "//") == 0) {
            for (; i < code.size() && code[i] != '\n'; ++i) code[i] = ' ';
        } else if (code.compare(i, 2, "/*") == 0) {
            const std::size_t end = std::min(code.find("*/", i + 2), code.size() - 2) + 2;
            for (; i < end; ++i)
                if (code[i] != '\n') code[i] = ' ';
            --i;
        }
    }
    return code;
}

std::vector<Include> find_includes(const std::string& code) {
    static const std::regex pattern(R"((?:^|\n)[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])");
    std::vector<Include> found;
    for (std::sregex_iterator it(code.begin(), code.end(), pattern), end; it != end; ++it)
        found.push_back(
            {line_of(code, static_cast<std::size_t>(it->position(1))), it->str(2), it->str(1) == "\"", ""});
    return found;
}

/// The include paths of the build, by the folder of the including file.
void resolve(const SourceTree& tree, const std::string& path, Include& include) {
    std::vector<fs::path> places;
    if (include.quoted) {
        places.push_back(fs::path(path).parent_path());
        places.push_back("");
    }
    if (path.starts_with("drivers/") || path.starts_with("linux-compat/"))
        places.push_back("linux-compat/include");
    if (path.starts_with("user/")) places.push_back("user/include");
    if (path.starts_with("exec/")) places.push_back("exec/net/lwip");
    for (const fs::path& place : places) {
        const std::string candidate = (place / include.name).lexically_normal().string();
        if (tree.files.contains(candidate)) {
            include.resolved = candidate;
            return;
        }
    }
}

bool is_source(const fs::path& path) {
    static const std::set<std::string> endings = {".h",  ".cpp", ".c",   ".asm",  ".def", ".ld",
                                                  ".mk", ".sh",  ".awk", ".conf", ".cfg"};
    static const std::set<std::string> names = {"Makefile", "bochsrc", "packages.txt"};
    return endings.contains(path.extension().string()) || names.contains(path.filename().string());
}

} // namespace

SourceTree read_tree(const std::string& root) {
    SourceTree tree{root, {}};
    for (auto it = fs::recursive_directory_iterator(root); it != fs::recursive_directory_iterator(); ++it) {
        const std::string path = fs::relative(it->path(), root).string();
        const bool hidden = it->path().filename().string().starts_with(".");
        // Negative tests break the rules on purpose.
        if (it->is_directory() && (hidden || path == "build" || path == "tests/negative"))
            it.disable_recursion_pending();
        if (!it->is_regular_file() || hidden || !is_source(it->path())) continue;
        std::ifstream in(it->path());
        std::stringstream text;
        text << in.rdbuf();
        SourceFile file{text.str(), "", "", {}};
        file.code = without_comments(file.text, false);
        file.bare = without_comments(file.text, true);
        if (has_ending(path, {".h", ".cpp", ".c", ".def"})) file.includes = find_includes(file.code);
        tree.files.emplace(path, std::move(file));
    }
    for (auto& [path, file] : tree.files)
        for (Include& include : file.includes) resolve(tree, path, include);
    return tree;
}

std::vector<std::string> SourceTree::closure(const std::string& path) const {
    std::set<std::string> seen{path};
    std::vector<std::string> open{path};
    while (!open.empty()) {
        const std::string current = open.back();
        open.pop_back();
        for (const Include& include : files.at(current).includes)
            if (!include.resolved.empty() && seen.insert(include.resolved).second)
                open.push_back(include.resolved);
    }
    return {seen.begin(), seen.end()};
}

} // namespace alcove::lint
