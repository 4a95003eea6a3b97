// SPDX-License-Identifier: MIT
// Holds each driver to what the personality exports, from the symbol tables of the objects.
#include "tools/lint/commands.h"
#include <cstdio>
#include <set>
#include <sstream>

namespace alcove::lint {
namespace {

struct Symbols {
    std::set<std::string> imported, exported;
};

/// EXPORT_SYMBOL(x) leaves an object __ksymtab_x; what nm calls U is imported.
Symbols symbols_of(const std::string& object) {
    static const std::string mark = "__ksymtab_";
    Symbols symbols;
    FILE* pipe = popen(("nm " + object).c_str(), "r");
    if (!pipe) return symbols;
    std::string text;
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
    pclose(pipe);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t space = line.rfind(' ');
        if (space == std::string::npos || space == 0) continue;
        const std::string name = line.substr(space + 1);
        if (line[space - 1] == 'U') symbols.imported.insert(name);
        if (name.starts_with(mark)) symbols.exported.insert(name.substr(mark.size()));
    }
    return symbols;
}

} // namespace

Findings check_imports(const Settings& settings) {
    Findings findings;
    std::map<std::string, Symbols> modules;
    std::set<std::string> from_modules;
    for (const std::string& module : settings.modules) {
        modules[module] = symbols_of(module);
        from_modules.merge(std::set<std::string>(modules[module].exported));
    }
    for (const std::string& personality : settings.personalities) {
        const Symbols offered = symbols_of(personality);
        for (const auto& [module, symbols] : modules)
            for (const std::string& name : symbols.imported)
                if (!offered.exported.contains(name) && !from_modules.contains(name))
                    findings.push_back(
                        {module, 0, "imports " + name + ", which " + personality + " does not export"});
    }
    return findings;
}

} // namespace alcove::lint
