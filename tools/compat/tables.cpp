// SPDX-License-Identifier: MIT
// Reading the tables of linux-compat/interface.
#include "tools/compat/tables.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include <algorithm>
#include <cstdlib>

namespace alcove::compat {
namespace {

std::vector<std::string> split_at(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t to; (to = text.find(separator, from)) != std::string::npos; from = to + 1)
        parts.push_back(text.substr(from, to - from));
    parts.push_back(text.substr(from));
    return parts;
}

/// asm-i386 is asm to who includes it.
std::string header_name(const std::string& listed) {
    if (listed == "-") return "";
    return listed.starts_with("asm-i386/") ? "asm/" + listed.substr(9) : listed;
}

/// Only the classes that figures are given for.
std::map<std::string, int> in_classes(std::map<std::string, int> uses) {
    std::erase_if(uses,
                  [](const auto& use) { return std::ranges::find(k_classes, use.first) == k_classes.end(); });
    return uses;
}

class Reader {
  public:
    explicit Reader(const std::string& folder) : folder_(folder) {}
    auto rows(const std::string& name) const {
        return parse_tsv(tools::read_file(folder_ + "/" + name), name);
    }
    void notes(const std::string& name, const std::string& about, Notes& to) const {
        for (const auto& row : rows(name)) to[row.at("name")] = row.at(about);
    }
    /// Appends the rows of one kind that a class uses.
    void add(Tables& to, Kind kind, const std::map<std::string, std::string>& from, const char* name,
             const char* detail) const {
        Row row;
        row.kind = kind;
        row.name = from.at(name);
        row.header = header_name(from.at("header"));
        row.detail = from.at(detail);
        row.files = in_classes(parse_uses(from.at("per_subsystem")));
        if (kind == Kind::field) row.owner = from.at("struct");
        const bool driver_header = row.header.starts_with("drivers/") || row.header.starts_with("fs/") ||
                                   row.header.starts_with("net/ipv4/");
        if (!row.files.empty() &&
            !(kind != Kind::symbol && (driver_header || to.own_headers.contains(row.header))))
            to.rows.push_back(std::move(row));
    }

  private:
    std::string folder_;
};

} // namespace

int Row::files_of(std::string_view of) const {
    const auto it = files.find(std::string(of));
    return it == files.end() ? 0 : it->second;
}

std::map<std::string, int> parse_uses(const std::string& text) {
    std::map<std::string, int> uses;
    for (const std::string& part : split_at(text, ','))
        if (const std::size_t equals = part.find('='); equals != std::string::npos)
            uses[part.substr(0, equals)] = std::atoi(part.c_str() + equals + 1);
    return uses;
}

std::vector<std::map<std::string, std::string>> parse_tsv(const std::string& text, const std::string& name) {
    std::vector<std::map<std::string, std::string>> rows;
    std::vector<std::string> head;
    for (const std::string& line : split_at(text, '\n')) {
        if (line.empty() || line[0] == '#') continue;
        const std::vector<std::string> cells = split_at(line, '\t');
        if (head.empty()) {
            head = cells;
            continue;
        }
        if (cells.size() != head.size())
            tools::fail("{}: {} cells where the head has {}: {}", name, cells.size(), head.size(), line);
        auto& row = rows.emplace_back();
        for (std::size_t i = 0; i < head.size(); i++) row[head[i]] = cells[i];
    }
    return rows;
}

Tables read_tables(const std::string& folder) {
    const Reader reader(folder);
    Tables t;
    for (const auto& row : reader.rows("own-headers.tsv")) t.own_headers.insert(row.at("header"));
    for (const auto& row : reader.rows("symbols.tsv"))
        if (row.at("provider") == "kernel") reader.add(t, Kind::symbol, row, "symbol", "prototype");
    for (const auto& row : reader.rows("inlines.tsv"))
        reader.add(t, row.at("kind") == "inline" ? Kind::function : Kind::macro, row, "name", "signature");
    for (const auto& row : reader.rows("constants.tsv")) reader.add(t, Kind::constant, row, "name", "value");
    for (const auto& row : reader.rows("fields.tsv")) reader.add(t, Kind::field, row, "field", "type");
    for (const auto& row : reader.rows("headers.tsv")) {
        const std::string name = header_name(row.at("header"));
        int files = 0;
        for (const auto& [who, n] : parse_uses(row.at("per_subsystem_built")))
            if (const std::string top = who.substr(0, who.find('/'));
                std::ranges::find(k_classes, top) != k_classes.end())
                files += n;
        if (files && !t.own_headers.contains(name)) t.headers[name] += files;
    }
    reader.notes("bare.tsv", "why", t.bare);
    reader.notes("partial.tsv", "how", t.partial);
    for (const auto& row : reader.rows("before.tsv")) t.before[row.at("header")] = row.at("line");
    for (const auto& row : reader.rows("differs.tsv"))
        t.differs[row.at("name")] = {row.at("value"), row.at("why")};
    return t;
}

} // namespace alcove::compat
