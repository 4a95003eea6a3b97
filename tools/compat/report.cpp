// SPDX-License-Identifier: MIT
// The texts of `make compat`.
#include "tools/compat/report.h"
#include <fmt/format.h>

namespace alcove::compat {
namespace {

std::string figures_table(const Figures& figures, const char* head, const char* row) {
    std::string text = head;
    for (const std::string_view name : k_classes) {
        const ClassFigures& f = figures.classes.at(std::string(name));
        text += fmt::format(fmt::runtime(row), name, f.symbols.percent(), f.inlines.percent(),
                            f.constants.percent(), f.fields.percent(), f.works.percent(), f.partial.percent(),
                            f.stopped.percent());
    }
    return text;
}

std::string list_of(const std::vector<Want>& wants, std::size_t rows) {
    std::string text;
    for (std::size_t i = 0; i < wants.size() && i < rows; i++)
        text += fmt::format("    {:>5}  {}  {}\n", wants[i].files, wants[i].name, wants[i].header);
    if (wants.size() > rows) text += fmt::format("           ... and {} more\n", wants.size() - rows);
    return text;
}

} // namespace

std::string figures_text(const Figures& figures) {
    return figures_table(figures,
                         "class     symbols  inlines  constants  fields |  works  partial  stop stub   "
                         "(percent of uses by files)\n",
                         "{:<8} {:>8.1f} {:>8.1f} {:>10.1f} {:>7.1f} | {:>6.1f} {:>8.1f} {:>10.1f}\n") +
           fmt::format("headers that exist and compile alone: {:.1f}; stop stubs: {}\n",
                       figures.headers.percent(), figures.stop_stubs);
}

std::string wants_text(const Tables& tables, const Judgement& judgement, const Known& known,
                       const std::vector<std::string>& classes, std::size_t rows) {
    std::string text;
    for (const std::string& name : classes) {
        const std::vector<Want> missing = missing_in(tables, judgement, name);
        if (!missing.empty())
            text += fmt::format("\n{}: missing ({})\n{}", name, missing.size(), list_of(missing, rows));
        const std::vector<Want> untested = untested_in(tables, known, name);
        if (!untested.empty())
            text += fmt::format("\n{}: there, but without a test ({})\n{}", name, untested.size(),
                                list_of(untested, rows));
    }
    if (rows) {
        std::string headers;
        for (const auto& [header, right] : judgement.headers)
            if (!right) headers += " " + header;
        if (!headers.empty()) text += "\nheaders that are missing or do not compile alone:" + headers + "\n";
    }
    return text;
}

std::string page(const Tables& tables, const Figures& figures, const Known& known) {
    std::string text =
        "<!-- SPDX-License-Identifier: MIT -->\n# What of Linux 2.4.18's driver interface is there\n\n"
        "Written by `make compat`, from the tables in `linux-compat/interface` (what the drivers of a 2.4.18 "
        "tree use), "
        "the headers in `linux-compat/include`, the exports of the personality, and the list of tests. "
        "Figures are "
        "percentages of uses: a name counts as often as there are files of the class that use it.\n\n"
        "*Symbols* are those of the kernel itself that modules import (what other modules export, those "
        "modules bring). "
        "*Works*: a test checks what it does, in both modes, and fails when the function is made empty "
        "(`tests/system/personality.checks`, `make test-mutations`). *Partial*: see below. *Stop stub*: "
        "loads, and a "
        "call names itself and fails the domain. The rest is there, but without a test of its own. The "
        "figures may only "
        "rise: `make compat` compares them with `linux-compat/interface/reached.json`.\n\n";
    text += figures_table(figures,
                          "| class | symbols | inlines | constants | fields | works | partial | stop stub |\n"
                          "|---|---|---|---|---|---|---|---|\n",
                          "| {} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f} |\n");
    text += fmt::format(
        "\nHeaders that exist and compile alone, of those that drivers of these classes include: {:.1f} %.\n",
        figures.headers.percent());
    text += "\n## Works in part\n\n";
    for (const auto& [name, how] : tables.partial) text += fmt::format("- `{}`: {}\n", name, how);
    text += "\n## Values that are not 2.4.18-14's\n\n";
    for (const auto& [name, other] : tables.differs)
        text += fmt::format("- `{}` is `{}`: {}\n", name, other.first, other.second);
    text += "\n## Macros that need no test\n\n";
    for (const auto& [name, why] : tables.bare) text += fmt::format("- `{}`: {}\n", name, why);
    text += "\n## Headers that belong to one driver\n\nThey lie below `include/linux` in Linux's tree, but "
            "describe one "
            "driver's hardware or its talk with its own programs; such a driver's tree brings them "
            "(`HDRS=`).\n\n";
    for (const std::string& header : tables.own_headers) text += fmt::format("`{}` ", header);
    text += fmt::format("\n\n## Stop stubs ({})\n\n", known.stubs.size());
    for (const std::string& stub : known.stubs) text += fmt::format("`{}` ", stub);
    return text + "\n";
}

} // namespace alcove::compat
