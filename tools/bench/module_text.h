// SPDX-License-Identifier: MIT
// The text of a loaded module as the guest's loader laid it out.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace alcove {
class ElfModule;
}

namespace alcove::bench {

class ModuleText {
  public:
    /// `name` as the guest reports it; `path` of the object. Throws when the object's text has another size
    /// than the guest's.
    ModuleText(std::string name, const std::string& path, std::uint32_t start, std::uint32_t end);
    ~ModuleText();
    const std::string& name() const { return name_; }
    bool holds(std::uint64_t address) const { return address >= start_ && address < end_; }
    std::string function_of(std::uint32_t address) const;

  private:
    std::string name_, file_;
    std::uint32_t start_, end_;
    std::unique_ptr<ElfModule> elf_;
};

} // namespace alcove::bench
