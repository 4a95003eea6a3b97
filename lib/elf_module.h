// SPDX-License-Identifier: MIT
// Lays out, places and relocates a module, and finds its symbols.
#pragma once
#include "lib/elf_object.h"

namespace alcove {

/// Use in this order: parse, (look at symbols and sizes), place, relocate. place may be repeated: a module
/// that is parsed once can be loaded anew many times.
///
/// A module has two parts, each to begin on a page: text (executable and read-only sections) and data
/// (writable sections, then .bss, then COMMON symbols).
class ElfModule : public ElfObject {
  public:
    struct SymbolInfo {
        std::string_view name;
        u32 address; ///< valid after place()
        u32 size;
        bool function, weak, local;
    };
    struct Section {
        u32 address;               ///< valid after place()
        std::span<const u8> bytes; ///< in the file, unrelocated
    };
    struct Nearest {
        std::string_view name; ///< empty when nothing fits
        u32 offset;
    };
    struct Place {
        std::string_view section; ///< empty when none holds the address
        u32 offset;
    };

    ElfModule() = default;
    ~ElfModule() { release(); }
    ElfModule(const ElfModule&) = delete;
    ElfModule& operator=(const ElfModule&) = delete;

    /// Checks the whole file and lays the sections out. Errors: not_executable, no_memory.
    Result<void> parse(std::span<const u8> file) {
        release();
        Result<void> r = ElfObject::parse(file);
        if (r) r = lay_out();
        if (!r) release();
        return r;
    }

    u32 text_size() const { return text_size_; } ///< bytes of the read-only part
    u32 code_size() const { return code_size_; } ///< of its executable sections, which come first
    u32 data_size() const { return data_size_; } ///< bytes of the writable part, .bss included

    /// Copies the sections to text_memory and data_memory (text_size() and data_size() bytes, all of it
    /// written), for code that will run at text_base and data_base (multiples of the page size).
    void place(u32 text_base, u32 data_base, u8* text_memory, u8* data_memory) {
        base_[k_text] = text_base;
        base_[k_data] = data_base;
        memory_[k_text] = text_memory;
        memory_[k_data] = data_memory;
        __builtin_memset(text_memory, 0, text_size_);
        __builtin_memset(data_memory, 0, data_size_);
        for (u32 i = 0; i < section_count(); ++i) {
            if (!is_placed(i)) continue;
            const std::span<const u8> bytes = contents(section(i));
            if (!bytes.empty()) __builtin_memcpy(memory_of(i), bytes.data(), bytes.size());
        }
    }

    /// Applies all relocations. resolve(std::string_view name) -> Result<u32> supplies the symbols
    /// that the module doesn't define; a weak one that it doesn't know becomes 0.
    /// Errors: not_executable; not_found (message() names the first symbol that nobody defines).
    template <typename Resolve>
    Result<void> relocate(Resolve resolve) {
        for (u32 i = 0; i < section_count(); ++i) {
            const elf::SectionHeader s = section(i);
            if (s.type != elf::k_section_rel || !is_placed(s.info)) continue;
            for (u32 k = 0; k < s.size / sizeof(elf::Relocation); ++k) {
                const Result<void> done = apply(s.info, relocation(s, k), resolve);
                if (!done) return done;
            }
        }
        return {};
    }

    /// Calls f(const SymbolInfo&) for each global or weak symbol that the module defines.
    template <typename F>
    void for_each_defined(F f) const {
        for_each_symbol([&](u32 i, const elf::Symbol& s) {
            if (s.binding() != elf::k_bind_local && has_address(s)) f(info(i, s));
        });
    }
    /// Calls f(std::string_view name, bool weak) for each symbol that the module needs.
    template <typename F>
    void for_each_undefined(F f) const {
        for_each_symbol([&](u32, const elf::Symbol& s) {
            if (s.section == elf::k_index_undefined && s.binding() != elf::k_bind_local)
                f(symbol_name(s), s.binding() == elf::k_bind_weak);
        });
    }

    /// A defined symbol's address (valid after place). Error: not_found.
    Result<u32> find_symbol(std::string_view name, bool local_too = false) const {
        if (const u32 i = find_global(name); i != 0 && has_address(symbol(i)))
            return address_of(i, symbol(i));
        if (!local_too) return Error::not_found;
        Result<u32> found = Error::not_found;
        for_each_symbol([&](u32 i, const elf::Symbol& s) {
            if (!found && has_address(s) && is_name(s) && symbol_name(s) == name) found = address_of(i, s);
        });
        return found;
    }

    /// A loaded section by name, e.g. ".modinfo". Error: not_found.
    Result<Section> find_section(std::string_view name) const {
        for (u32 i = 1; i < section_count(); ++i) {
            const elf::SectionHeader s = section(i);
            if (is_placed(i) && section_name(s) == name) return Section{address_in(i, 0), contents(s)};
        }
        return Error::not_found;
    }

    /// The bytes of a section that is not loaded, e.g. a table for debugging; empty when it is not there.
    std::span<const u8> unloaded_section(std::string_view name) const {
        for (u32 i = 1; i < section_count(); ++i) {
            const elf::SectionHeader s = section(i);
            if (!is_placed(i) && section_name(s) == name) return contents(s);
        }
        return {};
    }

    /// Calls f(std::string_view name, u32 address, u32 size) for each loaded section. After place().
    template <typename F>
    void for_each_section(F f) const {
        for (u32 i = 1; i < section_count(); ++i)
            if (is_placed(i)) f(section_name(section(i)), address_in(i, 0), section(i).size);
    }

    /// The code section that an address lies in. After place().
    Place place_of(u32 address) const {
        for (u32 i = 1; i < section_count(); ++i) {
            if (!is_placed(i)) continue;
            const elf::SectionHeader s = section(i);
            const u32 offset = address - address_in(i, 0);
            if ((s.flags & elf::k_flag_execute) != 0 && offset < s.size) return {section_name(s), offset};
        }
        return {{}, 0};
    }

    /// The function (or label in code) that an address lies in, for backtraces. After place().
    Nearest nearest_function(u32 address) const {
        Nearest best{{}, ~0u};
        for_each_symbol([&](u32 i, const elf::Symbol& s) {
            if (!in_section(s) || !is_placed(s.section)) return;
            if (s.type() != elf::k_symbol_function && s.type() != elf::k_symbol_none) return;
            const elf::SectionHeader in = section(s.section);
            if ((in.flags & elf::k_flag_execute) == 0 || address - address_in(s.section, 0) >= in.size)
                return;
            if (address < address_of(i, s)) return;
            const u32 offset = address - address_of(i, s);
            if (offset < best.offset && s.name != 0) best = {symbol_name(s), offset};
        });
        return best.name.empty() ? Nearest{{}, 0} : best;
    }

  protected:
    /// Of a section that is loaded; after place().
    u32 address_of_section(u32 i) const { return address_in(i, 0); }

  private:
    enum Part : u8 { k_text, k_data, k_nowhere };
    struct Placement {
        u32 offset; ///< in its part
        Part part;
    };
    struct Common {
        u32 symbol, offset;
    };

    bool is_placed(u32 i) const { return placed_ && i < section_count() && placed_[i].part != k_nowhere; }

    // --- addresses ---
    u32 address_in(u32 i, u32 offset) const { return base_[placed_[i].part] + placed_[i].offset + offset; }
    u8* memory_of(u32 i) const { return memory_[placed_[i].part] + placed_[i].offset; }
    bool has_address(const elf::Symbol& s) const {
        return s.section == elf::k_index_absolute || s.section == elf::k_index_common ||
               (in_section(s) && is_placed(s.section));
    }
    u32 address_of(u32 i, const elf::Symbol& s) const {
        if (s.section == elf::k_index_absolute) return s.value;
        if (s.section == elf::k_index_common) return base_[k_data] + common_offset(i);
        return address_in(s.section, s.value);
    }
    u32 common_offset(u32 symbol) const { // commons_ is in order of symbols
        u32 low = 0, high = common_count();
        while (high - low > 1) {
            const u32 middle = (low + high) / 2;
            (commons_[middle].symbol <= symbol ? low : high) = middle;
        }
        return commons_[low].offset;
    }
    SymbolInfo info(u32 i, const elf::Symbol& s) const {
        return {symbol_name(s),
                address_of(i, s),
                s.size,
                s.type() == elf::k_symbol_function,
                s.binding() == elf::k_bind_weak,
                s.binding() == elf::k_bind_local};
    }

    // --- layout ---
    Result<void> lay_out() {
        placed_ = new (std::nothrow) Placement[section_count()];
        commons_ = new (std::nothrow) Common[common_count() + 1];
        if (!placed_ || !commons_) {
            bad("out of memory");
            return Error::no_memory;
        }
        for (u32 i = 0; i < section_count(); ++i) placed_[i] = {0, k_nowhere};
        struct Pass {
            u32 flags; ///< of write and execute
            bool nobits;
            Part part;
        };
        // Code first, then what is only read; initialised data, then what begins as zero.
        static constexpr Pass passes[] = {
            {elf::k_flag_execute, false, k_text},
            {0, false, k_text},
            {elf::k_flag_write, false, k_data},
            {elf::k_flag_write | elf::k_flag_execute, false, k_data},
            {0, true, k_data}, // whatever has no contents is there to be written
            {elf::k_flag_execute, true, k_data},
            {elf::k_flag_write, true, k_data},
            {elf::k_flag_write | elf::k_flag_execute, true, k_data},
        };
        u64 size[2] = {};
        for (const Pass& p : passes)
            for (u32 i = 1; i < section_count(); ++i) {
                const elf::SectionHeader s = section(i);
                if ((s.flags & elf::k_flag_alloc) == 0) continue;
                if ((s.flags & (elf::k_flag_write | elf::k_flag_execute)) != p.flags) continue;
                if ((s.type == elf::k_section_nobits) != p.nobits) continue;
                placed_[i] = {reserve(size[p.part], s.size, s.alignment), p.part};
                if (size[p.part] > k_most_bytes) return bad_section(i, "module too large");
                if (p.part == k_text && p.flags == elf::k_flag_execute)
                    code_size_ = static_cast<u32>(size[k_text]);
            }
        u32 n = 0;
        for (u32 i = 1; i < symbol_count(); ++i) {
            const elf::Symbol s = symbol(i);
            if (s.section != elf::k_index_common) continue;
            commons_[n++] = {i, reserve(size[k_data], s.size, s.value)};
            if (size[k_data] > k_most_bytes) return bad_symbol(i, "module too large");
        }
        text_size_ = static_cast<u32>(size[k_text]);
        data_size_ = static_cast<u32>(size[k_data]);
        return {};
    }
    static u32 reserve(u64& size, u32 bytes, u32 alignment) {
        if (alignment > 1) size = (size + alignment - 1) & ~u64{alignment - 1};
        const u32 offset = static_cast<u32>(size);
        size += bytes;
        return offset;
    }

    // --- relocation ---
    template <typename Resolve>
    Result<void> apply(u32 target, const elf::Relocation& r, Resolve& resolve) {
        if (r.type() == elf::k_reloc_none) return {};
        u32 value = 0;
        if (r.symbol() != 0) {
            const elf::Symbol s = symbol(r.symbol());
            if (has_address(s)) {
                value = address_of(r.symbol(), s);
            } else {
                const Result<u32> found = resolve(symbol_name(s));
                if (!found && s.binding() != elf::k_bind_weak) return unresolved(s);
                value = found ? found.value() : 0;
            }
        }
        u8* where = memory_of(target) + r.offset;
        if (r.type() != elf::k_reloc_32) value -= address_in(target, r.offset);
        store_u32(where, load_u32(where) + value);
        return {};
    }

    Error unresolved(const elf::Symbol& s) {
        bad("unresolved symbol ");
        message_.add_safe(symbol_name(s), 128);
        return Error::not_found;
    }

    void release() {
        forget();
        delete[] placed_;
        delete[] commons_;
        placed_ = nullptr;
        commons_ = nullptr;
        text_size_ = code_size_ = data_size_ = 0;
        base_[k_text] = base_[k_data] = 0;
    }

    u32 text_size_ = 0, code_size_ = 0, data_size_ = 0;
    u32 base_[2] = {};
    u8* memory_[2] = {};
    Placement* placed_ = nullptr;
    Common* commons_ = nullptr;
};

} // namespace alcove
