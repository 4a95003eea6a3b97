// SPDX-License-Identifier: MIT
// Adding up: by folder, and what is missing by the files that it would unlock.
#include "tools/survey/survey.h"
#include <algorithm>
#include <filesystem>

namespace alcove::survey {
namespace {

class Ranking {
  public:
    /// One file lacks these.
    void add(const Names& names, bool nothing_else) {
        for (const std::string& name : names) {
            Lack& lack = lacks_[name];
            lack.name = name;
            lack.files++;
            if (nothing_else && names.size() == 1) lack.alone++;
        }
    }
    std::vector<Lack> sorted() const {
        std::vector<Lack> all;
        for (const auto& [name, lack] : lacks_) all.push_back(lack);
        std::ranges::stable_sort(all, [](const Lack& a, const Lack& b) {
            return a.alone != b.alone ? a.alone > b.alone : a.files > b.files;
        });
        return all;
    }

  private:
    std::map<std::string, Lack> lacks_;
};

std::string folder_of(const std::string& file) {
    const std::string folder = std::filesystem::path(file).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// Symbols with the number of files that define them.
std::map<std::string, int> definitions(const Results& results) {
    std::map<std::string, int> defined;
    for (const auto& [file, result] : results)
        for (const std::string& name : result.defines) defined[name]++;
    return defined;
}

/// Modules are entered by these; that one file has it says nothing to another.
bool is_entry(const std::string& name) { return name == "init_module" || name == "cleanup_module"; }

} // namespace

Summary summarise(const Results& results, const Offered& offered) {
    Summary s;
    Ranking headers, errors, symbols, stubs;
    const std::map<std::string, int> defined = definitions(results);
    for (const auto& [file, result] : results) {
        Count& folder = s.folders[folder_of(file)];
        Names missing, stubs_used;
        for (const std::string& name : result.imports) {
            if (offered.stubs.contains(name)) stubs_used.push_back(name);
            if (!offered.symbols.contains(name) && (is_entry(name) || !defined.contains(name)))
                missing.push_back(name);
        }
        const bool resolves = result.compiles && missing.empty();
        for (Count* count : {&s.total, &folder}) {
            count->files++;
            count->compile += result.compiles;
            count->resolve += resolves;
        }
        headers.add(result.missing_headers, result.errors.empty());
        errors.add(result.errors, result.missing_headers.empty());
        symbols.add(missing, true);
        stubs.add(stubs_used, false);
        if (!missing.empty()) s.unresolved[file] = std::move(missing);
    }
    s.headers = headers.sorted();
    s.errors = errors.sorted();
    s.symbols = symbols.sorted();
    s.stubs = stubs.sorted();
    return s;
}

Json as_json(const Summary& summary, const Results& results) {
    const auto count = [](const Count& c) {
        return Json{{"files", c.files}, {"compile", c.compile}, {"resolve", c.resolve}};
    };
    const auto ranking = [](const std::vector<Lack>& lacks) {
        Json list = Json::array();
        for (const Lack& lack : lacks)
            list.push_back({{"name", lack.name}, {"unlocks", lack.alone}, {"files", lack.files}});
        return list;
    };
    Json json = {{"total", count(summary.total)},
                 {"missing_headers", ranking(summary.headers)},
                 {"missing_symbols", ranking(summary.symbols)},
                 {"errors", ranking(summary.errors)},
                 {"stop_stubs", ranking(summary.stubs)}};
    for (const auto& [folder, c] : summary.folders) json["folders"][folder] = count(c);
    for (const auto& [file, result] : results) {
        Json& entry = json["files"][file] = {{"compiles", result.compiles}};
        const auto unresolved = summary.unresolved.find(file);
        entry["resolves"] = result.compiles && unresolved == summary.unresolved.end();
        if (unresolved != summary.unresolved.end()) entry["unresolved"] = unresolved->second;
        if (!result.missing_headers.empty()) entry["missing_headers"] = result.missing_headers;
        if (!result.errors.empty()) entry["errors"] = result.errors;
        if (!result.cures.empty()) entry["cures"] = result.cures;
    }
    return json;
}

} // namespace alcove::survey
