// SPDX-License-Identifier: MIT
// Runs clang-format and clang-tidy on sources whose text, or whose includes' text, differs from what passed.
#include "tools/lint/commands.h"
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sys/wait.h>
#include <thread>

namespace alcove::lint {

namespace fs = std::filesystem;

namespace {

struct Check {
    std::string path;
    std::string command;
    std::string stamp;
    std::string key; ///< what the stamp holds when the check has passed on the same input
};

/// FNV-1a, 64 bit: a fingerprint of inputs, nothing more.
void mix(std::uint64_t& hash, const std::string& text) {
    for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3u;
}

std::string read_text(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string fingerprint(const SourceTree& tree, const std::set<std::string>& paths, const std::string& more) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    mix(hash, more);
    for (const std::string& path : paths) mix(hash, tree.files.at(path).text);
    return std::to_string(hash);
}

/// C headers of the two ABIs keep the habits of C; all else named so is C++.
bool is_cpp(const std::string& path) {
    if (path.starts_with("nim/abi/") || path.starts_with("exec/abi/") || path.starts_with("exec/net/lwip/"))
        return false;
    for (const char* folder : {"lib/", "arch/", "boot/", "exec/", "nim/", "recovery/", "tools/", "tests/"})
        if (path.starts_with(folder)) return has_ending(path, {".cpp", ".h"});
    return path.starts_with("user/") && path.ends_with(".cpp");
}

bool wants_tidy(const std::string& path) {
    return path.ends_with(".cpp") && !path.starts_with("tests/") && !path.starts_with("user/");
}

/// Host programs are looked at as two translation units, the files with a main() and all others: the headers
/// of their libraries cost far more than the files. So names that files keep to themselves have to differ
/// where they share a namespace.
std::string tidy_unit(const std::string& path) {
    if (!path.starts_with("tools/")) return path;
    return path.ends_with("/main.cpp") ? "tools/*/main.cpp" : "tools/*/*.cpp";
}

/// What clang-tidy is given for a unit: the file itself, or one that includes all of the unit's.
std::string tidy_source(const Settings& settings, const std::string& unit,
                        const std::vector<std::string>& paths) {
    if (unit == paths[0]) return unit;
    const bool mains = unit.ends_with("main.cpp");
    const std::string source = settings.state + (mains ? "/programs.cpp" : "/tools.cpp");
    fs::create_directories(settings.state);
    std::ofstream out(source);
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (mains) out << "#undef main\n#define main main_" << i << "\n";
        out << "#include \"" << paths[i] << "\"\n";
    }
    return source + " --header-filter='tools/.*[.]cpp' --checks=-bugprone-suspicious-include";
}

std::vector<Check> due_checks(const SourceTree& tree, const Settings& settings) {
    const std::string format_style = read_text(tree.root + "/.clang-format");
    const std::string tidy_style = read_text(tree.root + "/.clang-tidy");
    std::vector<Check> checks;
    auto add = [&](const char* kind, const std::string& path, const std::string& command,
                   const std::string& key) {
        Check check{path, command, settings.state + "/" + kind + "/" + path, key};
        if (read_text(check.stamp) != key) checks.push_back(check);
    };
    std::map<std::string, std::vector<std::string>> units;
    for (const auto& [path, file] : tree.files) {
        if (!is_cpp(path)) continue;
        add("format", path, "clang-format --dry-run -Werror " + path,
            fingerprint(tree, {path}, format_style));
        if (wants_tidy(path)) units[tidy_unit(path)].push_back(path);
    }
    for (const auto& [unit, paths] : units) {
        const std::string& flags = unit.starts_with("tools/") ? settings.host_flags : settings.kernel_flags;
        std::set<std::string> closure;
        for (const std::string& path : paths) {
            const std::vector<std::string> more = tree.closure(path);
            closure.insert(more.begin(), more.end());
        }
        add("tidy", unit,
            "clang-tidy --quiet --warnings-as-errors='*' " + tidy_source(settings, unit, paths) + " -- " +
                flags + " -w -fconstexpr-steps=100000000",
            fingerprint(tree, closure, tidy_style + flags));
    }
    return checks;
}

/// Runs the command in a shell; its output if it failed, empty if it passed.
std::string failure_of(const std::string& command) {
    FILE* pipe = popen((command + " 2>&1").c_str(), "r");
    if (!pipe) return "cannot run " + command;
    std::string output;
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, n);
    const int status = pclose(pipe);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return "";
    return output.empty() ? command + " failed" : output;
}

} // namespace

Findings check_commands(const SourceTree& tree, const Settings& settings) {
    std::vector<Check> checks = due_checks(tree, settings);
    // The longest first.
    std::stable_partition(checks.begin(), checks.end(),
                          [](const Check& check) { return check.path.find('*') != std::string::npos; });
    Findings findings;
    std::mutex mutex;
    std::atomic<std::size_t> next = 0;
    auto work = [&] {
        for (std::size_t i; (i = next++) < checks.size();) {
            const Check& check = checks[i];
            const std::string failure = failure_of(check.command);
            const std::lock_guard lock(mutex);
            if (!failure.empty()) {
                const bool format = check.command.starts_with("clang-format");
                findings.push_back({check.path, 0, format ? "is not formatted: make format" : failure});
                continue;
            }
            fs::create_directories(fs::path(check.stamp).parent_path());
            std::ofstream(check.stamp) << check.key;
        }
    };
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
        workers.emplace_back(work);
    for (std::thread& worker : workers) worker.join();
    std::sort(findings.begin(), findings.end(), [](auto& a, auto& b) { return a.file < b.file; });
    return findings;
}

void format_sources(const SourceTree& tree) {
    std::string command = "clang-format -i";
    for (const auto& [path, file] : tree.files)
        if (is_cpp(path)) command += " " + path;
    const std::string failure = failure_of("cd " + tree.root + " && " + command);
    if (!failure.empty()) fputs(failure.c_str(), stderr);
}

} // namespace alcove::lint
