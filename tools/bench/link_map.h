// SPDX-License-Identifier: MIT
// A GNU ld map file: which object each address of an executable comes from.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

namespace alcove::bench {

class LinkMap {
  public:
    /// `text` is what ld wrote with -Map. Sections that were discarded (address 0) are left out.
    explicit LinkMap(std::string_view text);
    /// Path of the object whose input section holds the address, as the linker was given it (a member of an
    /// archive as "libc.a(member.o)"); empty when there is none.
    std::string_view object_at(std::uint32_t address) const;
    bool empty() const { return pieces_.empty(); }

  private:
    struct Piece {
        std::uint32_t size;
        std::string object;
    };
    void take(std::string_view address, std::string_view size, std::string_view object);

    std::map<std::uint32_t, Piece> pieces_; // by address
};

namespace link_map {

/// Cuts the first word off `line`.
inline std::string_view next_word(std::string_view& line) {
    const auto from = line.find_first_not_of(' ');
    if (from == std::string_view::npos) return line = {}, std::string_view();
    const auto to = line.find(' ', from);
    const std::string_view word = line.substr(from, to == std::string_view::npos ? to : to - from);
    line = to == std::string_view::npos ? std::string_view() : line.substr(to);
    return word;
}

} // namespace link_map

inline LinkMap::LinkMap(std::string_view text) {
    // " .text  0xADDRESS  0xSIZE OBJECT"; after a long name of a section the rest stands on the next line.
    bool name_came = false;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        const bool is_input = line.size() > 2 && line[0] == ' ' && line[1] == '.';
        if (!is_input && !name_came) continue;
        if (is_input) link_map::next_word(line);
        const std::string_view address = link_map::next_word(line), size = link_map::next_word(line);
        name_came = is_input && address.empty();
        const auto object = line.find_first_not_of(' ');
        if (object != std::string_view::npos) take(address, size, line.substr(object));
    }
}

inline void LinkMap::take(std::string_view address, std::string_view size, std::string_view object) {
    const auto a = std::strtoul(std::string(address).c_str(), nullptr, 16);
    const auto n = std::strtoul(std::string(size).c_str(), nullptr, 16);
    if (a != 0 && n != 0)
        pieces_[static_cast<std::uint32_t>(a)] = {static_cast<std::uint32_t>(n), std::string(object)};
}

inline std::string_view LinkMap::object_at(std::uint32_t address) const {
    auto it = pieces_.upper_bound(address);
    if (it == pieces_.begin()) return {};
    --it;
    return address - it->first < it->second.size ? std::string_view(it->second.object) : std::string_view();
}

} // namespace alcove::bench
