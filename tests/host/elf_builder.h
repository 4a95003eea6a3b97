// SPDX-License-Identifier: MIT
// Builds small ELF32 files byte by byte, for tests that then damage them.
#pragma once
#include "lib/elf_format.h"
#include <cstring>
#include <string>
#include <vector>

namespace alcove::test {

using Bytes = std::vector<u8>;

template <typename T>
void append(Bytes& to, const T& t) {
    const auto* p = reinterpret_cast<const u8*>(&t);
    to.insert(to.end(), p, p + sizeof t);
}

/// Sections and symbols are added in order; build() writes header, contents, section table.
class ObjectBuilder {
  public:
    ObjectBuilder() { add_section("", 0, 0, {}, 0); }

    u32 add_section(const std::string& name, u32 type, u32 flags, Bytes contents, u32 alignment) {
        const u32 size = static_cast<u32>(contents.size());
        sections_.push_back({{0, type, flags, 0, 0, size, 0, 0, alignment, 0}, name, std::move(contents)});
        return static_cast<u32>(sections_.size() - 1);
    }
    u32 add_bss(const std::string& name, u32 size, u32 alignment) {
        const u32 i =
            add_section(name, elf::k_section_nobits, elf::k_flag_alloc | elf::k_flag_write, {}, alignment);
        sections_[i].header.size = size;
        return i;
    }
    u32 add_symbol(const std::string& name, u8 binding, u8 type, u16 section, u32 value, u32 size = 0) {
        const u32 at = static_cast<u32>(strings_.size());
        strings_ += name;
        strings_ += '\0';
        symbols_.push_back(
            {name.empty() ? 0 : at, value, size, static_cast<u8>(binding << 4 | type), 0, section});
        return static_cast<u32>(symbols_.size() - 1);
    }
    void add_relocation(u32 section, u32 offset, u32 symbol, u8 type) {
        relocations_.push_back({section, {offset, symbol << 8 | type}});
    }

    Bytes build() {
        ObjectBuilder b = *this; // build may be called again
        return b.finish();
    }

  private:
    struct Section {
        elf::SectionHeader header;
        std::string name;
        Bytes contents;
    };
    struct Pending {
        u32 section;
        elf::Relocation relocation;
    };

    Bytes finish() {
        const u32 targets = static_cast<u32>(sections_.size());
        const u32 symbol_index = add_section(".symtab", elf::k_section_symbols, 0, {}, 4);
        const u32 string_index =
            add_section(".strtab", elf::k_section_strings, 0, Bytes(strings_.begin(), strings_.end()), 1);
        for (const elf::Symbol& s : symbols_) append(sections_[symbol_index].contents, s);
        sections_[symbol_index].header.link = string_index;
        sections_[symbol_index].header.entry_size = sizeof(elf::Symbol);
        for (u32 i = 1; i < targets; ++i) add_relocations_of(i, symbol_index);
        const u32 names = add_section(".shstrtab", elf::k_section_strings, 0, {}, 1);
        std::string text;
        for (Section& s : sections_) {
            s.header.name = static_cast<u32>(text.size());
            text += s.name + '\0';
        }
        sections_[names].contents.assign(text.begin(), text.end());
        return write(static_cast<u16>(names));
    }
    void add_relocations_of(u32 target, u32 symbol_index) {
        Bytes contents;
        for (const Pending& p : relocations_)
            if (p.section == target) append(contents, p.relocation);
        if (contents.empty()) return;
        const u32 i = add_section(".rel" + sections_[target].name, elf::k_section_rel, 0, contents, 4);
        sections_[i].header.link = symbol_index;
        sections_[i].header.info = target;
        sections_[i].header.entry_size = sizeof(elf::Relocation);
    }
    Bytes write(u16 names) {
        elf::FileHeader h{{0x7F, 'E', 'L', 'F', 1, 1, 1},
                          elf::k_type_relocatable,
                          elf::k_machine_386,
                          1,
                          0,
                          0,
                          0,
                          0,
                          sizeof(elf::FileHeader),
                          0,
                          0,
                          sizeof(elf::SectionHeader),
                          static_cast<u16>(sections_.size()),
                          names};
        Bytes out(sizeof h);
        for (Section& s : sections_) {
            while (s.header.alignment > 1 && out.size() % s.header.alignment != 0) out.push_back(0);
            s.header.offset = static_cast<u32>(out.size());
            if (s.header.type != elf::k_section_nobits) s.header.size = static_cast<u32>(s.contents.size());
            out.insert(out.end(), s.contents.begin(), s.contents.end());
        }
        while (out.size() % 4 != 0) out.push_back(0);
        h.section_headers = static_cast<u32>(out.size());
        for (const Section& s : sections_) append(out, s.header);
        std::memcpy(out.data(), &h, sizeof h);
        return out;
    }

    std::vector<Section> sections_;
    std::vector<elf::Symbol> symbols_{elf::Symbol{}};
    std::vector<Pending> relocations_;
    std::string strings_ = std::string(1, '\0');
};

} // namespace alcove::test
