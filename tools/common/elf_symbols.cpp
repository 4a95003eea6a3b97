// SPDX-License-Identifier: MIT
// Reading the symbol table of a 32-bit ELF file.
#include "tools/common/elf_symbols.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <elf.h>
#include <vector>

namespace alcove::tools {
namespace {

template <typename T>
T at(const std::string& file, std::size_t offset) {
    if (offset > file.size() || file.size() - offset < sizeof(T)) throw Error("the file is cut off");
    T value;
    std::memcpy(&value, file.data() + offset, sizeof value);
    return value;
}

std::string demangled(const std::string& name) {
    int status = 0;
    char* text = abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status);
    const std::string result = text ? text : name;
    std::free(text);
    return result;
}

} // namespace

ElfSymbols::ElfSymbols(const std::string& path) : path_(path) {
    const std::string file = read_file(path);
    const auto header = at<Elf32_Ehdr>(file, 0);
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS32)
        fail("{} is no 32-bit ELF file", path);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
        const auto section = at<Elf32_Shdr>(file, header.e_shoff + i * sizeof(Elf32_Shdr));
        if (section.sh_type != SHT_SYMTAB) continue;
        const auto names = at<Elf32_Shdr>(file, header.e_shoff + section.sh_link * sizeof(Elf32_Shdr));
        for (std::size_t o = 0; o + sizeof(Elf32_Sym) <= section.sh_size; o += sizeof(Elf32_Sym)) {
            const auto symbol = at<Elf32_Sym>(file, section.sh_offset + o);
            if (names.sh_offset + symbol.st_name >= file.size()) continue;
            const std::string name = file.c_str() + names.sh_offset + symbol.st_name;
            if (name.empty() || symbol.st_shndx == SHN_UNDEF) continue;
            by_name_[name] = symbol.st_value;
            const int type = ELF32_ST_TYPE(symbol.st_info);
            if (type == STT_FUNC || type == STT_OBJECT || type == STT_NOTYPE)
                by_address_.emplace(symbol.st_value, name);
        }
    }
    if (by_name_.empty()) fail("{} has no symbol table", path);
}

std::uint32_t ElfSymbols::address(const std::string& name) const {
    const auto found = find(name);
    if (!found) fail("{} has no symbol {}", path_, name);
    return *found;
}

std::optional<std::uint32_t> ElfSymbols::find(const std::string& name) const {
    const auto it = by_name_.find(name);
    return it == by_name_.end() ? std::nullopt : std::optional(it->second);
}

std::uint32_t ElfSymbols::next_after(std::uint32_t address) const {
    const auto it = by_address_.upper_bound(address);
    return it == by_address_.end() ? address : it->first;
}

std::string ElfSymbols::describe(std::uint32_t address) const {
    auto it = by_address_.upper_bound(address);
    if (it == by_address_.begin()) return fmt::format("0x{:08x}", address);
    --it;
    return fmt::format("{}+0x{:x}", demangled(it->second), address - it->first);
}

} // namespace alcove::tools
