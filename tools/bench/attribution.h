// SPDX-License-Identifier: MIT
// Whose code a guest's address is: a step of a packet's way, and a function.
#pragma once
#include "tools/bench/bench.h"
#include "tools/bench/link_map.h"
#include "tools/bench/module_text.h"
#include "tools/common/elf_symbols.h"

namespace alcove::bench {

/// The steps, in the order of tables. What the idle thread executes while it waits belongs to none.
enum class Step {
    driver,
    personality,
    nim,
    gates,
    recovery,
    net,
    lwip,
    copy,
    executive,
    programs,
    unknown,
    idle,
    count
};

/// As in the names of results ("driver"), and what it is.
const char* step_name(Step step);
const char* step_text(Step step);

class Attribution {
  public:
    /// Asks the guest where its modules lie; reads the kernel's map and symbols, and the modules' objects.
    /// Throws when one of them is missing or isn't what the guest runs.
    Attribution(const Context& context, const Guest& guest);
    Step step_of(std::uint64_t address) const;
    std::string function_of(std::uint64_t address) const;

  private:
    Step step_of_object(std::string_view object) const;

    LinkMap map_;
    ElfSymbols symbols_;
    std::vector<std::unique_ptr<ModuleText>> modules_;
    std::pair<std::uint32_t, std::uint32_t> idle_; ///< the idle loop's function
};

} // namespace alcove::bench
