// SPDX-License-Identifier: MIT
// The layering table of docs/design.md ("Layout and who may use whom") as rows, and include cycles.
#include "tools/lint/rules.h"
#include <algorithm>
#include <functional>
#include <sstream>

namespace alcove::lint {
namespace {

struct Layer {
    const char* folder;
    const char* may_use; ///< folders, separated by spaces; its own is understood
};

/// The row with the longest matching folder counts. boot composes the system and may use anything public.
constexpr Layer k_layers[] = {
    {"lib", ""},
    {"arch/x86", "lib"},
    {"exec/abi", ""},
    {"exec", "lib arch/x86/api"},
    {"nim/abi", ""},
    {"nim", "lib exec arch/x86/api"},
    {"recovery", "lib exec nim"},
    {"linux-compat", "nim/abi"},
    {"drivers", "linux-compat/include"},
    {"user", "lib exec/abi"},
    {"boot", "lib arch/x86/api exec nim recovery"},
    {"tools", "lib arch/x86/api exec nim recovery"},
    {"tests", "lib arch/x86 exec nim recovery tools linux-compat"},
    {"labs", "lib arch/x86/api exec nim recovery"},
};

/// lwIP's headers are included as its own sources include them.
bool is_third_party(const std::string& name) {
    return name.starts_with("lwip/") || name.starts_with("netif/");
}

bool inside(const std::string& path, const std::string& folder) { return path.starts_with(folder + "/"); }

const Layer* layer_of(const std::string& path) {
    const Layer* best = nullptr;
    for (const Layer& layer : k_layers)
        if (inside(path, layer.folder) &&
            (!best || std::string(layer.folder).size() > std::string(best->folder).size()))
            best = &layer;
    return best;
}

bool allowed(const Layer& layer, const std::string& target) {
    if (inside(target, layer.folder)) return true;
    std::istringstream folders(layer.may_use);
    for (std::string folder; folders >> folder;)
        if (inside(target, folder)) return true;
    return false;
}

} // namespace

Findings check_layers(const SourceTree& tree) {
    Findings findings;
    for (const auto& [path, file] : tree.files) {
        const Layer* layer = layer_of(path);
        for (const Include& include : file.includes) {
            if (include.resolved.empty()) {
                if (include.quoted && !is_third_party(include.name))
                    findings.push_back(
                        {path, include.line, "includes \"" + include.name + "\", which is no file"});
            } else if (layer && !allowed(*layer, include.resolved)) {
                findings.push_back({path, include.line,
                                    "includes " + include.resolved + ": " + layer->folder +
                                        " may use only: " + layer->may_use});
            }
        }
    }
    return findings;
}

Findings check_cycles(const SourceTree& tree) {
    Findings findings;
    std::map<std::string, int> state; // 1: on the path, 2: done
    std::vector<std::string> path;
    std::function<void(const std::string&)> visit = [&](const std::string& file) {
        state[file] = 1;
        path.push_back(file);
        for (const Include& include : tree.files.at(file).includes) {
            if (include.resolved.empty() || state[include.resolved] == 2) continue;
            if (state[include.resolved] == 1) {
                std::string text = "include cycle: ";
                for (auto it = std::find(path.begin(), path.end(), include.resolved); it != path.end(); ++it)
                    text += *it + " -> ";
                findings.push_back({file, include.line, text + include.resolved});
            } else {
                visit(include.resolved);
            }
        }
        path.pop_back();
        state[file] = 2;
    };
    for (const auto& [file, unused] : tree.files)
        if (state[file] == 0) visit(file);
    return findings;
}

} // namespace alcove::lint
