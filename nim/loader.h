// SPDX-License-Identifier: MIT
// Loads the modules of a bundle beside the personality into a domain, and links them to each other.
#pragma once
#include "lib/elf_module.h"
#include "lib/line_table.h"
#include "nim/bundle.h"
#include "nim/code_place.h"
#include "nim/domain.h"

namespace alcove::nim {

constexpr u32 k_max_modules = 6; ///< of a bundle, the personality included

/// A loaded module: kept for symbols in reports. Its file stays in the RAM file system, and with it the names
/// and the table of lines, which so cost a domain nothing.
struct LoadedModule {
    char name[32] = {};
    char path[96] = {};
    ElfModule elf;
    LineTable lines;
    VirtAddr text = 0, data = 0;
    u8* draft = nullptr; ///< its code is made here, since most of it is in place already
};

/// The modules of one domain. The personality is the first.
class ModuleSet {
  public:
    ModuleSet() = default;
    ~ModuleSet();
    ModuleSet(const ModuleSet&) = delete;
    ModuleSet& operator=(const ModuleSet&) = delete;
    /// Loads personality and modules into the domain; parameters are `conf`'s, then `parameters`.
    /// On error `message` names the module and the reason; the domain's tracker holds what was taken.
    Result<void> load(Domain& domain, const DriverConf& conf, const char* parameters, char* message,
                      usize size);
    /// Address of the array of struct nim_module in domain memory, for the `start` upcall.
    VirtAddr table() const { return table_; }
    u32 count() const { return count_ - 1; }
    const LoadedModule* find(u32 address) const;
    /// Where in the source an address is; of a return address, the call before it. Any context.
    CodePlace place_of(u32 address, bool returns_there) const;
    /// Goes from a function of a module to its caller, by the module's table of frames, reading the stack
    /// only inside `bounds`. False: not known. Any context.
    bool step(StackFrame& frame, const StackBounds& bounds) const;
    /// The variable of the personality, declared but not implemented, that an address in the lowest page
    /// stands for; nullptr: none.
    const char* stop_stub_at(u32 address) const;
    /// A module of the bundle; never the personality. nullptr: none of that name.
    const LoadedModule* by_name(std::string_view name) const;
    /// What a symbol means to a module that does not define it. Error: not_found.
    Result<u32> resolve(const LoadedModule& asking, std::string_view name) const;
    const LoadedModule& at(u32 i) const { return modules_[i]; }
    u32 total() const { return count_; }

  private:
    Result<VirtAddr> take_text(Domain& domain, LoadedModule& m, u32 frames);
    Result<void> add(Domain& domain, const char* path, const char* name, char* message, usize size);
    Result<void> link(Domain& domain, char* message, usize size);
    Result<void> link_one(Domain& domain, LoadedModule& m, char* message, usize size);
    Result<void> bind(Domain& domain, char* message, usize size);
    Result<void> make_table(Domain& domain);
    Result<u32> exported(std::string_view name) const;
    LoadedModule modules_[k_max_modules];
    u32 count_ = 0;
    bool checked_ = false; ///< checkers are on
    VirtAddr table_ = 0;
};

} // namespace alcove::nim
