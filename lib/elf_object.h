// SPDX-License-Identifier: MIT
// Reads a relocatable ELF32 object of the i386 and checks all of it before anyone relies on it.
#pragma once
#include "lib/elf_format.h"
#include "lib/result.h"
#include "lib/text_buffer.h"
#include <new>

namespace alcove {

/// Sections, symbols and relocations of one object. The file's bytes must stay while it is in use; they
/// must not change. After a failure message() says in one line what is wrong.
class ElfObject {
  public:
    ElfObject() = default;
    ~ElfObject() { delete[] hash_; }
    ElfObject(const ElfObject&) = delete;
    ElfObject& operator=(const ElfObject&) = delete;

    /// Errors: not_executable, no_memory.
    Result<void> parse(std::span<const u8> file) {
        forget();
        file_ = file;
        message_.clear();
        if (const char* wrong = elf::check_header(file, elf::k_type_relocatable)) return bad(wrong);
        Result<void> r = read_section_table();
        if (r) r = read_symbol_table();
        if (r) r = check_symbols();
        if (r) r = check_relocation_sections();
        if (r) r = index_globals();
        if (!r) forget(); // nothing of a refused file is ever used
        return r;
    }
    const char* message() const { return message_.c_str(); }

    u32 section_count() const { return section_count_; }
    u32 symbol_count() const { return symbol_count_; }

  protected:
    static constexpr u32 k_most_sections = 4096;
    static constexpr u32 k_most_bytes = 64u << 20; ///< of a section, a symbol, a module

    elf::SectionHeader section(u32 i) const {
        return elf::read_at<elf::SectionHeader>(file_, section_table_ +
                                                           i * static_cast<u32>(sizeof(elf::SectionHeader)));
    }
    elf::Symbol symbol(u32 i) const {
        return elf::read_at<elf::Symbol>(file_, symbols_ + i * static_cast<u32>(sizeof(elf::Symbol)));
    }
    /// Both string tables were checked to end with NUL, and every name to begin inside.
    std::string_view string_at(u32 table, u32 name) const {
        return reinterpret_cast<const char*>(file_.data() + table + name);
    }
    std::string_view symbol_name(const elf::Symbol& s) const { return string_at(symbol_strings_, s.name); }
    std::string_view section_name(const elf::SectionHeader& s) const {
        return section_strings_size_ == 0 ? std::string_view{} : string_at(section_strings_, s.name);
    }
    template <typename F>
    void for_each_symbol(F f) const {
        for (u32 i = 1; i < symbol_count_; ++i) f(i, symbol(i));
    }
    elf::Relocation relocation(const elf::SectionHeader& s, u32 k) const {
        return elf::read_at<elf::Relocation>(file_, s.offset + k * static_cast<u32>(sizeof(elf::Relocation)));
    }
    std::span<const u8> contents(const elf::SectionHeader& s) const {
        return s.type == elf::k_section_nobits ? std::span<const u8>{} : file_.subspan(s.offset, s.size);
    }
    static bool is_defined(const elf::Symbol& s) { return s.section != elf::k_index_undefined; }
    static bool in_section(const elf::Symbol& s) {
        return is_defined(s) && s.section < elf::k_index_reserved;
    }
    static bool is_name(const elf::Symbol& s) {
        return s.type() != elf::k_symbol_section && s.type() != elf::k_symbol_file;
    }

    /// Index of the global or weak symbol that the object defines under that name, or 0.
    u32 find_global(std::string_view name) const {
        if (bucket_count_ == 0) return 0;
        for (u32 i = hash_[hash(name) % bucket_count_]; i != 0; i = hash_[bucket_count_ + i])
            if (symbol_name(symbol(i)) == name) return i;
        return 0;
    }

    // --- messages ---
    Error bad(const char* what) {
        message_.clear();
        message_.add(what);
        return Error::not_executable;
    }
    /// "section 3 (.text): what"
    Error bad_section(u32 i, const char* what) {
        message_.clear();
        message_.add("section ").add_number(i);
        if (names_checked_) message_.add(" (").add_safe(section_name(section(i)), 32).add(")");
        message_.add(": ").add(what);
        return Error::not_executable;
    }
    Error bad_symbol(u32 i, const char* what) {
        message_.clear();
        message_.add("symbol ")
            .add_number(i)
            .add(" (")
            .add_safe(symbol_name(symbol(i)), 48)
            .add("): ")
            .add(what);
        return Error::not_executable;
    }

    u32 common_count() const { return common_count_; }

    /// Back to an object without sections and symbols; the message stays.
    void forget() {
        delete[] hash_;
        hash_ = nullptr;
        section_count_ = symbol_count_ = common_count_ = symbol_section_ = bucket_count_ = 0;
        section_strings_size_ = symbol_strings_size_ = 0;
        names_checked_ = false;
    }

  private:
    Result<void> read_section_table() {
        const auto h = elf::read_at<elf::FileHeader>(file_, 0);
        section_table_ = h.section_headers;
        if (h.section_header_count == 0) return bad("no section table");
        if (h.section_header_size != sizeof(elf::SectionHeader))
            return bad("section headers of a wrong size");
        if (h.section_header_count > k_most_sections) return bad("too many sections");
        const u32 table_bytes = h.section_header_count * static_cast<u32>(sizeof(elf::SectionHeader));
        if (!range_inside(section_table_, table_bytes, file_.size()))
            return bad("truncated: the section table lies outside the file");
        section_count_ = h.section_header_count;
        for (u32 i = 1; i < section_count_; ++i) {
            const elf::SectionHeader s = section(i);
            if (s.type != elf::k_section_nobits && !range_inside(s.offset, s.size, file_.size()))
                return bad_section(i, "truncated: its contents lie outside the file");
            if ((s.alignment & (s.alignment - 1)) != 0) return bad_section(i, "alignment is no power of two");
            if ((s.flags & elf::k_flag_alloc) == 0) continue;
            if (s.alignment > k_page_size) return bad_section(i, "alignment beyond a page");
            if ((s.flags & elf::k_flag_thread_local) != 0) return bad_section(i, "thread-local data");
            if (s.size > k_most_bytes) return bad_section(i, "too large");
        }
        return check_section_names(h.section_names);
    }

    Result<void> check_section_names(u32 index) {
        if (index == 0) return bad("no section names");
        if (index >= section_count_ || section(index).type != elf::k_section_strings)
            return bad("the section of section names is none");
        if (!string_table(section(index), section_strings_, section_strings_size_))
            return bad_section(index, "string table doesn't end with NUL");
        for (u32 i = 0; i < section_count_; ++i)
            if (section(i).name >= section_strings_size_)
                return bad_section(i, "name lies outside the names");
        names_checked_ = true;
        return {};
    }
    bool string_table(const elf::SectionHeader& s, u32& start, u32& size) const {
        if (s.size == 0 || file_[s.offset + s.size - 1] != 0) return false;
        start = s.offset;
        size = s.size;
        return true;
    }

    Result<void> read_symbol_table() {
        for (u32 i = 1; i < section_count_; ++i) {
            const elf::SectionHeader s = section(i);
            if (s.type == elf::k_section_symbol_indices) return bad_section(i, "extended section indices");
            if (s.type != elf::k_section_symbols) continue;
            if (symbol_section_ != 0) return bad_section(i, "a second symbol table");
            if (s.entry_size != sizeof(elf::Symbol) || s.size % sizeof(elf::Symbol) != 0)
                return bad_section(i, "symbols of a wrong size");
            if (s.link == 0 || s.link >= section_count_ || section(s.link).type != elf::k_section_strings)
                return bad_section(i, "links to no string table");
            if (!string_table(section(s.link), symbol_strings_, symbol_strings_size_))
                return bad_section(s.link, "string table doesn't end with NUL");
            symbol_section_ = i;
            symbols_ = s.offset;
            symbol_count_ = s.size / sizeof(elf::Symbol);
        }
        return {};
    }

    Result<void> check_symbols() {
        for (u32 i = 1; i < symbol_count_; ++i) {
            const elf::Symbol s = symbol(i);
            if (s.name >= symbol_strings_size_) {
                message_.clear();
                message_.add("symbol ").add_number(i).add(": name lies outside the strings");
                return Error::not_executable;
            }
            if (s.section == elf::k_index_common) {
                if (s.value == 0 || (s.value & (s.value - 1)) != 0 || s.value > k_page_size)
                    return bad_symbol(i, "COMMON with a bad alignment");
                if (s.size > k_most_bytes) return bad_symbol(i, "too large");
                ++common_count_;
            } else if (s.section >= elf::k_index_reserved) {
                if (s.section != elf::k_index_absolute) return bad_symbol(i, "in an unknown special section");
            } else if (s.section >= section_count_) {
                return bad_symbol(i, "in a section that doesn't exist");
            } else if (s.section != elf::k_index_undefined && s.type() != elf::k_symbol_file &&
                       s.value > section(s.section).size) {
                return bad_symbol(i, "lies outside its section");
            }
        }
        return {};
    }

    Result<void> check_relocation_sections() {
        for (u32 i = 1; i < section_count_; ++i) {
            const elf::SectionHeader s = section(i);
            if (s.type != elf::k_section_rel && s.type != elf::k_section_rela) continue;
            if (s.info >= section_count_) return bad_section(i, "relocates a section that doesn't exist");
            const elf::SectionHeader target = section(s.info);
            if ((target.flags & elf::k_flag_alloc) == 0) continue; // debug information: not loaded
            if (s.type == elf::k_section_rela)
                return bad_section(i, "RELA relocations, which the i386 has not");
            if (target.type == elf::k_section_nobits)
                return bad_section(i, "relocates a section without contents");
            if (s.entry_size != sizeof(elf::Relocation) || s.size % sizeof(elf::Relocation) != 0)
                return bad_section(i, "relocations of a wrong size");
            if (symbol_section_ == 0 || s.link != symbol_section_)
                return bad_section(i, "links to no symbol table");
            for (u32 k = 0; k < s.size / sizeof(elf::Relocation); ++k) {
                const elf::Relocation r = relocation(s, k);
                if (const char* wrong = wrong_with(r, target)) return bad_relocation(i, k, r, wrong);
            }
        }
        return {};
    }
    const char* wrong_with(const elf::Relocation& r, const elf::SectionHeader& target) const {
        if (r.type() == elf::k_reloc_none) return nullptr;
        if (r.type() != elf::k_reloc_32 && r.type() != elf::k_reloc_pc32 && r.type() != elf::k_reloc_plt32)
            return "unsupported type (only R_386_32, R_386_PC32, R_386_PLT32 and R_386_NONE are)";
        if (!range_inside(r.offset, 4, target.size)) return "lies outside its section";
        if (r.symbol() >= symbol_count_) return "names a symbol that doesn't exist";
        const elf::Symbol s = symbol(r.symbol());
        if (in_section(s) && (section(s.section).flags & elf::k_flag_alloc) == 0)
            return "refers to a section that isn't loaded";
        return nullptr;
    }
    Error bad_relocation(u32 section_index, u32 k, const elf::Relocation& r, const char* what) {
        bad_section(section_index, "relocation ");
        message_.add_number(k).add(" (type ").add_number(r.type()).add("): ").add(what);
        return Error::not_executable;
    }

    // --- index of global symbols: buckets, then one link for each symbol ---
    static u32 hash(std::string_view name) {
        u32 h = 2166136261u; // FNV-1a
        for (char ch : name) h = (h ^ static_cast<u8>(ch)) * 16777619u;
        return h;
    }
    Result<void> index_globals() {
        const u32 buckets = symbol_count_ / 2 + 1;
        hash_ = new (std::nothrow) u32[buckets + symbol_count_];
        if (!hash_) {
            bad("out of memory");
            return Error::no_memory;
        }
        bucket_count_ = buckets;
        for (u32 i = 0; i < buckets + symbol_count_; ++i) hash_[i] = 0;
        for (u32 i = symbol_count_; i-- > 1;) { // backwards: of two, the first is found
            const elf::Symbol s = symbol(i);
            if (!is_defined(s) || s.binding() == elf::k_bind_local || !is_name(s)) continue;
            u32& bucket = hash_[hash(symbol_name(s)) % buckets];
            hash_[buckets + i] = bucket;
            bucket = i;
        }
        return {};
    }

    std::span<const u8> file_;
    u32 section_table_ = 0, section_count_ = 0;
    u32 section_strings_ = 0, section_strings_size_ = 0;
    u32 symbol_section_ = 0, symbols_ = 0, symbol_count_ = 0;
    u32 symbol_strings_ = 0, symbol_strings_size_ = 0;
    u32 common_count_ = 0;
    u32* hash_ = nullptr;
    u32 bucket_count_ = 0;
    bool names_checked_ = false;

  protected:
    TextBuffer<224> message_;
};

} // namespace alcove
