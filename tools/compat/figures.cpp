// SPDX-License-Identifier: MIT
// Adding up coverage.
#include "tools/compat/figures.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <sstream>

namespace alcove::compat {
namespace {

/// Does a row's behaviour count: is it something that a driver calls or reads?
bool behaves(const Row& row, const Tables& tables) {
    return (row.kind == Kind::symbol || row.kind == Kind::function || row.kind == Kind::macro) &&
           !tables.bare.contains(row.name);
}

Share& share_of(ClassFigures& figures, Kind kind) {
    switch (kind) {
    case Kind::symbol:
        return figures.symbols;
    case Kind::function:
    case Kind::macro:
        return figures.inlines;
    case Kind::constant:
        return figures.constants;
    case Kind::field:
        break;
    }
    return figures.fields;
}

/// Files by name for a class. A name that is a symbol and an inline function counts once, with the larger
/// number.
std::map<std::string, int> uses_by_name(const Tables& tables, const std::string& which) {
    std::map<std::string, int> uses;
    for (const Row& row : tables.rows)
        if (const int files = row.files_of(which); files && behaves(row, tables))
            uses[row.name] = std::max(uses[row.name], files);
    return uses;
}

void sort_by_weight(std::vector<Want>& wants) {
    std::ranges::stable_sort(wants, [](const Want& a, const Want& b) { return a.files > b.files; });
}

} // namespace

Figures add_up(const Tables& tables, const Judgement& judgement, const Known& known) {
    Figures figures;
    for (const std::string_view name : k_classes) {
        const std::string which(name);
        ClassFigures& f = figures.classes[which];
        for (std::size_t i = 0; i < tables.rows.size(); i++) {
            Share& share = share_of(f, tables.rows[i].kind);
            const int files = tables.rows[i].files_of(which);
            share.of += files;
            share.have += judgement.present[i] ? files : 0;
        }
        for (const auto& [used, files] : uses_by_name(tables, which)) {
            const bool stub = known.stubs.contains(used), part = tables.partial.contains(used);
            f.works.of += files;
            f.works.have += known.tested.contains(used) && !stub && !part ? files : 0;
            f.partial.have += part ? files : 0;
            f.stopped.have += stub ? files : 0;
        }
        f.partial.of = f.stopped.of = f.works.of;
    }
    for (const auto& [header, files] : tables.headers) {
        figures.headers.of += files;
        figures.headers.have += judgement.headers.at(header) ? files : 0;
    }
    figures.stop_stubs = known.stubs.size();
    return figures;
}

std::vector<Want> missing_in(const Tables& tables, const Judgement& judgement, const std::string& which) {
    std::vector<Want> wants;
    for (std::size_t i = 0; i < tables.rows.size(); i++) {
        const Row& row = tables.rows[i];
        if (const int files = row.files_of(which); files && !judgement.present[i])
            wants.push_back({row.owner.empty() ? row.name : row.owner + "." + row.name, row.header, files});
    }
    sort_by_weight(wants);
    return wants;
}

std::vector<Want> untested_in(const Tables& tables, const Known& known, const std::string& which) {
    std::vector<Want> wants;
    std::map<std::string, std::string> headers;
    for (const Row& row : tables.rows)
        if (behaves(row, tables)) headers[row.name] = row.header;
    for (const auto& [name, files] : uses_by_name(tables, which))
        if (!known.tested.contains(name) && !known.stubs.contains(name) && !tables.partial.contains(name))
            wants.push_back({name, headers.at(name), files});
    sort_by_weight(wants);
    return wants;
}

std::map<std::string, double> flat(const Figures& figures) {
    std::map<std::string, double> all;
    // rounded down: 100 means all
    const auto put = [&](const std::string& key, const Share& share) {
        all[key] = std::floor(share.percent() * 10.0) / 10.0;
    };
    for (const auto& [name, f] : figures.classes) {
        put(name + ".symbols.present", f.symbols);
        put(name + ".inlines.present", f.inlines);
        put(name + ".constants.present", f.constants);
        put(name + ".fields.present", f.fields);
        put(name + ".works", f.works);
    }
    put("headers.present", figures.headers);
    all["stop_stubs"] = double(figures.stop_stubs);
    return all;
}

std::vector<std::string> fallen(const std::map<std::string, double>& before,
                                const std::map<std::string, double>& now) {
    std::vector<std::string> lines;
    for (const auto& [key, old] : before) {
        const auto it = now.find(key);
        const bool fewer_is_better = key == "stop_stubs";
        if (it == now.end())
            lines.push_back(fmt::format("{}: was {}, is gone", key, old));
        else if (fewer_is_better ? it->second > old : it->second < old)
            lines.push_back(fmt::format("{}: was {}, is {}", key, old, it->second));
    }
    return lines;
}

std::set<std::string> tested_functions(const std::string& checks) {
    std::set<std::string> functions;
    std::istringstream lines(checks);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string check, function;
        if (line.empty() || line[0] == '#' || line[0] == '[') continue;
        if (words >> check >> function) functions.insert(function);
    }
    return functions;
}

} // namespace alcove::compat
