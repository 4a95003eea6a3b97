// SPDX-License-Identifier: MIT
// Reads a module's object and decodes its functions.
#include "tools/faults/module_text.h"
#include "tools/common/error.h"
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace alcove::faults {

bool decode(const u8* bytes, u32 length, ZydisDecodedInstruction& i, ZydisDecodedOperand* operands) {
    static const ZydisDecoder decoder = [] {
        ZydisDecoder d;
        ZydisDecoderInit(&d, ZYDIS_MACHINE_MODE_LEGACY_32, ZYDIS_STACK_WIDTH_32);
        return d;
    }();
    return ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, bytes, length, &i, operands));
}

bool Instruction::has_target() const {
    return decoded.raw.imm[0].is_relative && !relocated[decoded.raw.imm[0].offset];
}
u32 Instruction::target() const { return end() + static_cast<u32>(decoded.raw.imm[0].value.s); }

bool Instruction::writes(ZydisRegister r) const {
    return std::any_of(operands, operands + decoded.operand_count, [&](const ZydisDecodedOperand& o) {
        return o.type == ZYDIS_OPERAND_TYPE_REGISTER && (o.actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) &&
               ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LEGACY_32, o.reg.value) == r;
    });
}
bool Instruction::reads(ZydisRegister r) const {
    const auto same = [&](ZydisRegister used) {
        return used != ZYDIS_REGISTER_NONE &&
               ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LEGACY_32, used) == r;
    };
    return std::any_of(operands, operands + decoded.operand_count, [&](const ZydisDecodedOperand& o) {
        if (o.type == ZYDIS_OPERAND_TYPE_MEMORY) return same(o.mem.base) || same(o.mem.index);
        return o.type == ZYDIS_OPERAND_TYPE_REGISTER && (o.actions & ZYDIS_OPERAND_ACTION_MASK_READ) &&
               same(o.reg.value);
    });
}

ModuleText::ModuleText(const std::string& path) : name_(std::filesystem::path(path).stem().string()) {
    std::ifstream in(path, std::ios::binary);
    if (!in) tools::fail_errno(path);
    file_.assign(std::istreambuf_iterator<char>(in), {});
    if (!parse(file_)) tools::fail("{}: {}", path, message());
    text_.resize(text_size());
    std::vector<u8> data(data_size());
    place(0, round_up(text_size(), k_page_size), text_.data(), data.data());
    for (u32 i = 1; i < section_count(); ++i) {
        const elf::SectionHeader s = section(i);
        if (section_name(s) == ".alcove_lines") lines_ = LineTable(contents(s));
        const bool code = (s.flags & (elf::k_flag_alloc | elf::k_flag_execute | elf::k_flag_write)) ==
                          (elf::k_flag_alloc | elf::k_flag_execute);
        if (code && s.type != elf::k_section_nobits && s.size) read_section(i);
    }
    if (functions_.empty()) tools::fail("{}: it has no code with symbols of functions", path);
}

std::vector<ModuleText::Field> ModuleText::fields_of(u32 section_index) const {
    std::vector<Field> fields;
    for (u32 i = 1; i < section_count(); ++i) {
        const elf::SectionHeader s = section(i);
        if (s.type != elf::k_section_rel || s.info != section_index) continue;
        for (u32 k = 0; k < s.size / sizeof(elf::Relocation); ++k) {
            const elf::Relocation r = relocation(s, k);
            if (r.type() == elf::k_reloc_none) continue;
            const elf::Symbol to = symbol(r.symbol());
            std::string name(is_name(to) ? symbol_name(to) : std::string_view{});
            if (to.type() == elf::k_symbol_section) name = section_name(section(to.section));
            fields.push_back({r.offset, std::move(name)});
        }
    }
    std::sort(fields.begin(), fields.end(),
              [](const Field& a, const Field& b) { return a.offset < b.offset; });
    return fields;
}

void ModuleText::read_section(u32 index) {
    struct Range {
        u32 begin, size;
        std::string_view name;
    };
    std::vector<Range> ranges;
    for_each_symbol([&](u32, const elf::Symbol& s) {
        if (s.section == index && s.type() == elf::k_symbol_function && s.size &&
            range_inside(s.value, s.size, section(index).size))
            ranges.push_back({s.value, s.size, symbol_name(s)});
    });
    // Aliases of one function count once; the order of the symbol table decides whose name it gets.
    std::stable_sort(ranges.begin(), ranges.end(),
                     [](const Range& a, const Range& b) { return a.begin < b.begin; });
    const std::vector<Field> fields = fields_of(index);
    const u32 base = address_of_section(index);
    u32 done = 0;
    for (const Range& r : ranges) {
        if (r.begin < done) continue;
        done = r.begin + r.size;
        Function f;
        f.name = r.name;
        f.section = section_name(section(index));
        f.section_offset = base;
        f.offset = base + r.begin;
        read_function(f, r.size, fields);
        functions_.push_back(std::move(f));
    }
}

void ModuleText::read_function(Function& f, u32 size, const std::vector<Field>& fields) {
    for (u32 at = f.offset; at < f.offset + size;) {
        Instruction i;
        if (!decode(&text_[at], f.offset + size - at, i.decoded, i.operands)) break;
        i.offset = at;
        i.length = i.decoded.length;
        std::memcpy(i.bytes, &text_[at], i.length);
        const u32 begin = at - f.section_offset;
        auto field = std::lower_bound(fields.begin(), fields.end(), begin,
                                      [](const Field& a, u32 b) { return a.offset < b; });
        for (; field != fields.end() && field->offset < begin + i.length; ++field) {
            for (u32 k = field->offset - begin; k < field->offset - begin + 4 && k < i.length; ++k)
                i.relocated[k] = true;
            i.symbol = field->symbol;
        }
        at += i.length;
        f.code.push_back(std::move(i));
    }
    mark_leaders(f);
}

void ModuleText::mark_leaders(Function& f) {
    if (!f.code.empty()) f.code[0].leader = true;
    for (const Instruction& i : f.code) {
        if (!i.has_target() || i.is_call()) continue;
        const auto at = std::lower_bound(f.code.begin(), f.code.end(), i.target(),
                                         [](const Instruction& a, u32 b) { return a.offset < b; });
        if (at != f.code.end() && at->offset == i.target()) at->leader = true;
    }
}

std::string ModuleText::source_of(const Function& f, u32 offset) const {
    const LineTable::Line line = lines_.line_at(f.section, offset - f.section_offset);
    return line.file.empty() ? std::string() : fmt::format("{}:{}", line.file, line.line);
}

} // namespace alcove::faults
