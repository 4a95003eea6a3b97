// SPDX-License-Identifier: MIT
// The structures and numbers of ELF32 that Alcove reads (System V ABI, chapters 4 and 5; i386 supplement).
#pragma once
#include "lib/bytes.h"
#include <span>

namespace alcove::elf {

struct FileHeader {
    u8 ident[16];
    u16 type, machine;
    u32 version, entry, program_headers, section_headers, flags;
    u16 header_size, program_header_size, program_header_count;
    u16 section_header_size, section_header_count, section_names;
};
static_assert(sizeof(FileHeader) == 52);

struct SectionHeader {
    u32 name, type, flags, address, offset, size, link, info, alignment, entry_size;
};
static_assert(sizeof(SectionHeader) == 40);

struct Symbol {
    u32 name, value, size;
    u8 info, other;
    u16 section;
    u8 binding() const { return info >> 4; }
    u8 type() const { return info & 15; }
};
static_assert(sizeof(Symbol) == 16);

struct Relocation {
    u32 offset, info;
    u32 symbol() const { return info >> 8; }
    u8 type() const { return static_cast<u8>(info); }
};
static_assert(sizeof(Relocation) == 8);

struct ProgramHeader {
    u32 type, offset, virtual_address, physical_address, file_size, memory_size, flags, alignment;
};
static_assert(sizeof(ProgramHeader) == 32);

constexpr u16 k_type_relocatable = 1, k_type_executable = 2;
constexpr u16 k_machine_386 = 3;
constexpr u32 k_section_progbits = 1, k_section_symbols = 2, k_section_strings = 3, k_section_rela = 4,
              k_section_nobits = 8, k_section_rel = 9, k_section_symbol_indices = 18;
constexpr u32 k_flag_write = 1, k_flag_alloc = 2, k_flag_execute = 4, k_flag_thread_local = 0x400;
constexpr u16 k_index_undefined = 0, k_index_reserved = 0xFF00, k_index_absolute = 0xFFF1,
              k_index_common = 0xFFF2;
constexpr u8 k_bind_local = 0, k_bind_global = 1, k_bind_weak = 2;
constexpr u8 k_symbol_none = 0, k_symbol_object = 1, k_symbol_function = 2, k_symbol_section = 3,
             k_symbol_file = 4;
constexpr u8 k_reloc_none = 0, k_reloc_32 = 1, k_reloc_pc32 = 2, k_reloc_plt32 = 4;
constexpr u32 k_segment_load = 1, k_segment_dynamic = 2, k_segment_interpreter = 3, k_segment_tls = 7;
constexpr u32 k_segment_execute = 1, k_segment_write = 2;

/// Copies a structure out of the file, at any alignment. The caller has checked the range.
template <typename T>
T read_at(std::span<const u8> file, u32 offset) {
    T t;
    __builtin_memcpy(&t, file.data() + offset, sizeof t);
    return t;
}

/// What is wrong with the identification, or nullptr when this is ELF32, little endian, for the 386.
inline const char* check_header(std::span<const u8> file, u16 type) {
    if (file.size() < 4 || load_u32(file.data()) != 0x464C457F) return "not an ELF file";
    if (file.size() < sizeof(FileHeader)) return "truncated in the ELF header";
    if (file.size() > 0x7FFFFFFF) return "too large";
    const auto h = read_at<FileHeader>(file, 0);
    if (h.ident[4] != 1) return "not a 32-bit ELF file";
    if (h.ident[5] != 1 || h.ident[6] != 1 || h.version != 1) return "unknown ELF encoding or version";
    if (h.machine != k_machine_386) return "not for the i386";
    if (h.type != type)
        return type == k_type_relocatable ? "not a relocatable object" : "not a static executable";
    return nullptr;
}

} // namespace alcove::elf
