// SPDX-License-Identifier: MIT
// build/tools/compat: how much of the 2.4.18 interface is there and works, by class of driver.
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/compat/report.h"
#include "tools/outside/command.h"
#include "tools/outside/object.h"
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace alcove::compat {
namespace {

struct Options {
    std::string tables = "linux-compat/interface", headers = "linux-compat/include";
    std::string checks = "tests/system/personality.checks";
    std::string personality = "build/personality/nooks.o";
    std::string flags, json = "build/compat.json", page_path = "docs/linux-support.md";
    std::vector<std::string> classes;
    std::size_t rows = 0;
    bool check = false;
};

std::map<std::string, double> read_reached(const std::string& path) {
    if (!std::filesystem::exists(path)) return {};
    return nlohmann::json::parse(tools::read_file(path)).get<std::map<std::string, double>>();
}

std::vector<std::string> compiler_of(const Options& o) {
    std::vector<std::string> command = {"gcc"};
    for (const std::string& word : outside::split_words(o.flags))
        if (word != "-g" && word != "-Wall" && word != "-w") command.push_back(word);
    return command;
}

int run(const Options& o) {
    setenv("LC_ALL", "C", 1); // the compiler's messages are read
    const Tables tables = read_tables(o.tables);
    const outside::ObjectFacts personality = outside::read_object(o.personality);
    const Known known = {tested_functions(tools::read_file(o.checks)), personality.stubs};
    const Judgement judgement = judge(tables, compiler_of(o), o.headers, personality.exports);
    const Figures figures = add_up(tables, judgement, known);
    const std::map<std::string, double> now = flat(figures);
    const std::string reached = o.tables + "/reached.json";
    fmt::print("{}", figures_text(figures));
    if (o.rows) {
        const std::vector<std::string> all(k_classes.begin(), k_classes.end());
        fmt::print("{}", wants_text(tables, judgement, known, o.classes.empty() ? all : o.classes, o.rows));
    }
    tools::write_file(o.json, nlohmann::json(now).dump(1) + "\n");
    const std::vector<std::string> worse = fallen(read_reached(reached), now);
    for (const std::string& line : worse) fmt::print(stderr, "compat: fell: {}\n", line);
    if (!worse.empty()) return 1;
    if (o.check) {
        fmt::print("1 passed, 0 failed\n");
        return 0;
    }
    tools::write_file(reached, nlohmann::json(now).dump(1) + "\n");
    tools::write_file(o.page_path, page(tables, figures, known));
    return 0;
}

} // namespace
} // namespace alcove::compat

int main(int argc, char** argv) {
    using namespace alcove;
    CLI::App app("Says how much of Linux 2.4.18's driver interface is there and works, by class of driver.",
                 "compat");
    compat::Options options;
    app.add_option("--tables", options.tables, "folder of the tables, and of what was reached before");
    app.add_option("--headers", options.headers, "folder of the headers");
    app.add_option("--checks", options.checks, "the list of tests");
    app.add_option("--personality", options.personality, "the object whose exports count");
    app.add_option("--flags", options.flags, "the compiler's flags for domains");
    app.add_option("--json", options.json, "where the figures are written");
    app.add_option("--page", options.page_path, "where the page for people is written");
    app.add_option("--rows", options.rows, "rows of what is missing and what is untested, for each class");
    app.add_option("--class", options.classes, "only of these classes");
    app.add_flag("--check", options.check, "only compare with what was reached before");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : tools::k_usage_error;
    }
    try {
        return compat::run(options);
    } catch (const std::exception& e) {
        fmt::print(stderr, "compat: {}\n", e.what());
        return 1;
    }
}
