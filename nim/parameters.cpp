// SPDX-License-Identifier: MIT
// Sets MODULE_PARM variables of loaded modules.
#include "nim/parameters.h"
#include "exec/frames.h"
#include "lib/modinfo.h"
#include "nim/checks.h"
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

/// A loaded module as lib/modinfo.h sees it. Texts go to a page of the domain's own.
class Target {
  public:
    Target(Domain& domain, const LoadedModule& module) : domain_(domain), module_(module) {}
    Result<u32> find(std::string_view name) const { return module_.elf.find_symbol(name, true); }
    Result<void> store(u32 address, u32 value, u32 width) {
        const u32 size = module_.elf.data_size();
        if (address < module_.data || address - module_.data + width > size) return Error::bad_address;
        memcpy(reinterpret_cast<void*>(address), &value, width);
        return {};
    }
    Result<u32> store_text(std::string_view text) {
        if (!page_ || used_ + text.size() + 1 > k_page_size) {
            if (text.size() + 1 > k_page_size) return Error::too_big;
            const auto block = domain_.grow(1, exec::FrameZone::any, false);
            if (!block) return block.error();
            page_ = block.value();
            used_ = 0;
        }
        char* at = reinterpret_cast<char*>(page_ + used_);
        memcpy(at, text.data(), text.size());
        at[text.size()] = 0;
        used_ += text.size() + 1;
        return u32{reinterpret_cast<u32>(at)};
    }

  private:
    Domain& domain_;
    const LoadedModule& module_;
    VirtAddr page_ = 0;
    u32 used_ = 0;
};

Modinfo modinfo_of(const LoadedModule& m) {
    const auto s = m.elf.find_section(".modinfo");
    return Modinfo(s ? s.value().bytes : std::span<const u8>{});
}

Result<void> set(Domain& d, const LoadedModule& m, std::string_view name, std::string_view value,
                 char* message, usize size) {
    const Modinfo info = modinfo_of(m);
    ModuleParameters parameters(info);
    Target target(d, m);
    const auto r = parameters.apply(name, value, target);
    if (!r) sniprintf(message, size, "%s: %s", m.name, parameters.message());
    return r;
}

/// The module of the bundle that declares the parameter; the first one when none does, for its message.
const LoadedModule& declaring(const ModuleSet& modules, std::string_view name) {
    for (u32 i = 1; i < modules.total(); i++)
        if (!modinfo_of(modules.at(i)).parameter(name).empty()) return modules.at(i);
    return modules.at(1);
}

const LoadedModule* named(const ModuleSet& modules, std::string_view name) {
    for (u32 i = 1; i < modules.total(); i++)
        if (name == modules.at(i).name) return &modules.at(i);
    return nullptr;
}

} // namespace

Result<void> apply_parameters(Domain& domain, const ModuleSet& modules, const DriverConf& conf,
                              const char* words, char* message, usize size) {
    for (const auto& p : conf.parameters) {
        const LoadedModule* m = named(modules, p.module);
        if (!m) {
            sniprintf(message, size, "driver.conf: param.%.*s: no such module",
                      static_cast<int>(p.module.size()), p.module.data());
            return Error::invalid;
        }
        const auto r = set(domain, *m, p.name, p.value, message, size);
        if (!r) return r;
    }
    std::string_view rest = words;
    for (std::string_view word; !(word = ModuleParameters::next(rest)).empty();) {
        if (is_check_word(word)) continue;
        const usize equals = word.find('=');
        if (equals == std::string_view::npos || equals == 0) {
            sniprintf(message, size, "%.*s: not NAME=VALUE", static_cast<int>(word.size()), word.data());
            return Error::invalid;
        }
        const auto name = word.substr(0, equals);
        const auto r = set(domain, declaring(modules, name), name, after(word, equals + 1), message, size);
        if (!r) return r;
    }
    return {};
}

} // namespace alcove::nim
