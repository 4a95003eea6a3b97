// SPDX-License-Identifier: MIT
// build/bench.json: one flat object of names and numbers.
#include "tools/bench/bench.h"
#include "tools/common/temp_dir.h"
#include <filesystem>

namespace alcove::bench {

double Results::get(const std::string& name) const {
    const auto it = values_.find(name);
    return it == values_.end() ? 0 : it->second;
}

void Results::merge_into(const std::string& path) const {
    Json all = Json::object();
    if (std::filesystem::exists(path)) {
        const Json old = Json::parse(read_file(path), nullptr, false);
        if (old.is_object()) all = old;
    }
    for (const auto& [name, value] : values_) all[name] = value;
    write_file(path, all.dump(2) + "\n");
}

} // namespace alcove::bench
