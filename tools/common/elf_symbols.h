// SPDX-License-Identifier: MIT
// The symbols of a 32-bit ELF executable: addresses by name, names by address.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace alcove::tools {

class ElfSymbols {
  public:
    /// Throws when the file is no ELF32 with a symbol table.
    explicit ElfSymbols(const std::string& path);
    /// Throws when there is no such symbol.
    std::uint32_t address(const std::string& name) const;
    std::optional<std::uint32_t> find(const std::string& name) const;
    /// Address of the first symbol above; the address itself when there is none.
    std::uint32_t next_after(std::uint32_t address) const;
    /// The nearest symbol at or below, as "name+0x12".
    std::string describe(std::uint32_t address) const;

  private:
    std::string path_;
    std::map<std::string, std::uint32_t> by_name_;
    std::multimap<std::uint32_t, std::string> by_address_;
};

} // namespace alcove::tools
