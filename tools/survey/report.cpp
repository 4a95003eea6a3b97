// SPDX-License-Identifier: MIT
// The survey as tables.
#include "tools/common/display.h"
#include "tools/survey/survey.h"
#include <algorithm>
#include <fmt/format.h>

namespace alcove::survey {
namespace {

std::string part(int n, int of) { return of == 0 ? "-" : fmt::format("{} ({} %)", n, n * 100 / of); }

std::string shortened(const std::string& text) {
    constexpr std::size_t k_most = 90;
    return text.size() <= k_most ? text : text.substr(0, k_most - 3) + "...";
}

std::string ranking(const char* title, const std::vector<Lack>& lacks, std::size_t rows) {
    if (lacks.empty()) return "";
    tools::Table table({title, "unlocks", "files"});
    for (std::size_t i = 0; i < std::min(rows, lacks.size()); i++)
        table.row(
            {shortened(lacks[i].name), fmt::format("{}", lacks[i].alone), fmt::format("{}", lacks[i].files)});
    std::string text = "\n" + table.text();
    if (lacks.size() > rows) text += fmt::format("... and {} more\n", lacks.size() - rows);
    return text;
}

} // namespace

std::string report(const Summary& summary, std::size_t rows) {
    tools::Table folders({"folder", "files", "compile", "all symbols resolve"});
    const auto row = [&](const std::string& name, const Count& c) {
        folders.row({name, fmt::format("{}", c.files), part(c.compile, c.files), part(c.resolve, c.files)});
    };
    for (const auto& [folder, count] : summary.folders) row(folder, count);
    row("total", summary.total);
    std::string text = folders.text();
    text += ranking("missing header", summary.headers, rows);
    text += ranking("error", summary.errors, rows);
    text += ranking("missing symbol", summary.symbols, rows);
    std::vector<Lack> stubs = summary.stubs;
    std::ranges::stable_sort(stubs, [](const Lack& a, const Lack& b) { return a.files > b.files; });
    if (!stubs.empty()) {
        text +=
            "\nresolved, but a call of it fails the domain (stop stubs), with the files that import it:\n ";
        for (const Lack& stub : stubs) text += fmt::format(" {}({})", stub.name, stub.files);
        text += "\n";
    }
    text += "\nunlocks: files that lack nothing else; files: all that lack it\n";
    return text;
}

} // namespace alcove::survey
