// SPDX-License-Identifier: MIT
// `make lint`: holds the sources to the project's rules and says what breaks them; the status is 0 if nothing
// does.
#include "tools/lint/commands.h"
#include "tools/lint/rules.h"
#include <CLI/CLI.hpp>
#include <cstdio>

int main(int argc, char** argv) {
    using namespace alcove::lint;
    std::string root = ".";
    Settings settings;
    CLI::App app(
        "Checks layering, include cycles, assembly, file heads, formatting, clang-tidy and imports.");
    app.add_option("--root", root, "top of the tree");
    app.add_option("--state", settings.state, "folder of stamps; without it only the sources are looked at");
    app.add_option("--kernel-flags", settings.kernel_flags, "compiler flags of the executive");
    app.add_option("--host-flags", settings.host_flags, "compiler flags of host programs");
    app.add_option("--personality", settings.personalities, "objects that export to drivers");
    app.add_option("--module", settings.modules, "objects of drivers");
    bool format = false;
    app.add_flag("--format", format, "format the C++ sources, and check nothing");
    CLI11_PARSE(app, argc, argv);

    const SourceTree tree = read_tree(root);
    if (format) {
        format_sources(tree);
        return 0;
    }
    Findings findings;
    auto add = [&](Findings more) { findings.insert(findings.end(), more.begin(), more.end()); };
    add(check_layers(tree));
    add(check_cycles(tree));
    add(check_assembly(tree));
    add(check_headers(tree));
    add(check_imports(settings));
    if (!settings.state.empty()) add(check_commands(tree, settings));

    for (const Finding& finding : findings)
        if (finding.line > 0)
            std::printf("%s:%d: %s\n", finding.file.c_str(), finding.line, finding.text.c_str());
        else
            std::printf("%s: %s\n", finding.file.c_str(), finding.text.c_str());
    std::printf("lint: %zu files, %zu findings\n", tree.files.size(), findings.size());
    return findings.empty() ? 0 : 1;
}
