// SPDX-License-Identifier: MIT
// Reading symbols, .modinfo and device tables of a relocatable object.
#include "tools/outside/object.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include <cstring>
#include <elf.h>

namespace alcove::outside {
namespace {

/// linux/module.h makes these names: of a row that exports, of the stop stub behind it, of a pointer to a
/// table.
constexpr std::string_view k_export_mark = "__ksymtab_", k_stub_mark = "lx_stop_",
                           k_table_mark = "__lx_device_table_pci_", k_parameter_mark = "parm_",
                           k_description_mark = "parm_desc_";
/// struct pci_device_id: vendor, device, subvendor, subdevice, class, class_mask, driver_data.
constexpr std::size_t k_pci_row = 28;
constexpr std::size_t k_most_rows = 4096;

class Reader {
  public:
    explicit Reader(const std::string& path) : path_(path), file_(tools::read_file(path)) {
        const auto header = at<Elf32_Ehdr>(0);
        if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS32 ||
            header.e_type != ET_REL)
            tools::fail("{} is no 32-bit relocatable object", path);
        for (unsigned i = 0; i < header.e_shnum; i++)
            sections_.push_back(at<Elf32_Shdr>(header.e_shoff + i * sizeof(Elf32_Shdr)));
        names_ = section(header.e_shstrndx).sh_offset;
        for (const Elf32_Shdr& s : sections_) {
            if (s.sh_type != SHT_SYMTAB) continue;
            symbol_names_ = section(s.sh_link).sh_offset;
            for (std::size_t o = 0; o + sizeof(Elf32_Sym) <= s.sh_size; o += sizeof(Elf32_Sym))
                symbols_.push_back(at<Elf32_Sym>(s.sh_offset + o));
        }
    }

    ObjectFacts facts() const {
        ObjectFacts facts;
        for (const Elf32_Sym& symbol : symbols_) take_symbol(symbol, facts);
        for (const Elf32_Shdr& s : sections_) take_section(s, facts);
        return facts;
    }

  private:
    template <typename T>
    T at(std::size_t offset) const {
        T value;
        if (offset > file_.size() || file_.size() - offset < sizeof value)
            tools::fail("{}: the file is cut off", path_);
        std::memcpy(&value, file_.data() + offset, sizeof value);
        return value;
    }
    const Elf32_Shdr& section(std::size_t i) const {
        if (i >= sections_.size()) tools::fail("{}: no section {}", path_, i);
        return sections_[i];
    }
    std::string text(std::size_t offset) const {
        if (offset >= file_.size()) tools::fail("{}: the file is cut off", path_);
        return file_.c_str() + offset;
    }

    void take_symbol(const Elf32_Sym& symbol, ObjectFacts& facts) const {
        const std::string name = text(symbol_names_ + symbol.st_name);
        const auto binding = ELF32_ST_BIND(symbol.st_info);
        if (name.starts_with(k_export_mark)) facts.exports.insert(name.substr(k_export_mark.size()));
        if (name.starts_with(k_stub_mark)) facts.stubs.insert(name.substr(k_stub_mark.size()));
        if (name.starts_with(k_table_mark)) take_table(symbol, facts);
        if (name.empty() || binding == STB_LOCAL) return;
        if (symbol.st_shndx != SHN_UNDEF)
            facts.defines.insert(name);
        else if (binding == STB_GLOBAL)
            facts.imports.insert(name);
    }

    void take_section(const Elf32_Shdr& s, ObjectFacts& facts) const {
        if ((s.sh_flags & SHF_EXECINSTR) != 0)
            facts.text_bytes += s.sh_size;
        else if ((s.sh_flags & SHF_ALLOC) != 0)
            facts.data_bytes += s.sh_size;
        if (text(names_ + s.sh_name) != ".modinfo" || s.sh_type == SHT_NOBITS) return;
        for (std::size_t o = 0; o < s.sh_size;) {
            const std::string line = text(s.sh_offset + o);
            o += line.size() + 1;
            const std::size_t equals = line.find('=');
            if (equals == std::string::npos || !line.starts_with(k_parameter_mark)) continue;
            if (line.starts_with(k_description_mark)) continue;
            facts.parameters.emplace_back(
                line.substr(k_parameter_mark.size(), equals - k_parameter_mark.size()),
                line.substr(equals + 1));
        }
    }

    /// `pointer` is a word that a relocation makes the address of a table.
    void take_table(const Elf32_Sym& pointer, ObjectFacts& facts) const {
        for (const Elf32_Shdr& relocations : sections_) {
            if (relocations.sh_type != SHT_REL || relocations.sh_info != pointer.st_shndx) continue;
            for (std::size_t o = 0; o + sizeof(Elf32_Rel) <= relocations.sh_size; o += sizeof(Elf32_Rel)) {
                const auto r = at<Elf32_Rel>(relocations.sh_offset + o);
                const std::size_t index = ELF32_R_SYM(r.r_info);
                if (r.r_offset != pointer.st_value || index >= symbols_.size()) continue;
                const Elf32_Sym& target = symbols_[index];
                const auto addend = at<std::uint32_t>(section(pointer.st_shndx).sh_offset + pointer.st_value);
                take_rows(target.st_shndx, target.st_value + addend, facts);
            }
        }
    }

    void take_rows(std::size_t index, std::size_t offset, ObjectFacts& facts) const {
        if (index >= sections_.size() || sections_[index].sh_type == SHT_NOBITS) return;
        const Elf32_Shdr& s = sections_[index];
        for (std::size_t row = 0; row < k_most_rows && offset + k_pci_row <= s.sh_size;
             row++, offset += k_pci_row) {
            std::uint32_t words[k_pci_row / 4];
            for (std::size_t i = 0; i < std::size(words); i++)
                words[i] = at<std::uint32_t>(s.sh_offset + offset + 4 * i);
            if (words[0] == 0 && words[2] == 0 && words[5] == 0) return;
            facts.pci.push_back({words[0], words[1], words[4], words[5]});
        }
    }

    std::string path_, file_;
    std::vector<Elf32_Shdr> sections_;
    std::vector<Elf32_Sym> symbols_;
    std::size_t names_ = 0, symbol_names_ = 0;
};

} // namespace

ObjectFacts read_object(const std::string& path) { return Reader(path).facts(); }

} // namespace alcove::outside
