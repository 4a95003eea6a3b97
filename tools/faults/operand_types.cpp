// SPDX-License-Identifier: MIT
// Faults in operands: another source, another destination, another address. The length stays.
#include "tools/faults/change.h"
#include <cstring>

namespace alcove::faults {
namespace {

/// A field of the encoding whose bits may be changed.
struct Field {
    u32 at;   ///< byte of the instruction
    u8 shift; ///< of its lowest bit
    u8 width; ///< bits
};

bool is_general(ZydisRegister r) {
    const ZydisRegisterClass c = ZydisRegisterGetClass(r);
    return c == ZYDIS_REGCLASS_GPR8 || c == ZYDIS_REGCLASS_GPR16 || c == ZYDIS_REGCLASS_GPR32;
}

/// Where the number of that register operand stands; false when it is implied.
bool register_field(const Instruction& i, const ZydisDecodedOperand& o, Field& field) {
    if (o.type != ZYDIS_OPERAND_TYPE_REGISTER || o.visibility != ZYDIS_OPERAND_VISIBILITY_EXPLICIT ||
        !is_general(o.reg.value))
        return false;
    switch (o.encoding) {
    case ZYDIS_OPERAND_ENCODING_MODRM_REG:
        field = {i.decoded.raw.modrm.offset, 3, 3};
        return true;
    case ZYDIS_OPERAND_ENCODING_MODRM_RM:
        field = {i.decoded.raw.modrm.offset, 0, 3};
        return true;
    case ZYDIS_OPERAND_ENCODING_OPCODE:
        field = {i.decoded.raw.prefix_count + (i.decoded.opcode_map == ZYDIS_OPCODE_MAP_0F ? 1u : 0u), 0, 3};
        return true;
    default:
        return false;
    }
}

/// Does the instruction stay one of the same kind and length with these bits of the field changed?
bool fits(const Instruction& i, const Field& f, u8 bits) {
    u8 bytes[ZYDIS_MAX_INSTRUCTION_LENGTH];
    std::memcpy(bytes, i.bytes, i.length);
    bytes[f.at] ^= static_cast<u8>(bits << f.shift);
    ZydisDecodedInstruction d;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
    return decode(bytes, i.length, d, operands) && d.length == i.length && d.mnemonic == i.decoded.mnemonic;
}

/// A field and a change of it that fits.
struct Variant {
    Field field;
    u8 bits;
};

void add_variants(const Instruction& i, const Field& field, std::vector<Variant>& all) {
    if (i.relocated[field.at]) return;
    for (u32 bits = 1; bits < 1u << field.width; ++bits)
        if (fits(i, field, static_cast<u8>(bits))) all.push_back({field, static_cast<u8>(bits)});
}

void add_single_bits(const Instruction& i, u32 at, u32 bits, std::vector<Variant>& all) {
    for (u32 bit = 0; bit < bits; ++bit)
        if (!i.relocated[at + bit / 8]) all.push_back({{at + bit / 8, static_cast<u8>(bit % 8), 1}, 1});
}

/// Changes by the part that they are in: a part is drawn first, so that 32 bits of a constant don't outweigh
/// a register.
using Parts = std::vector<std::vector<Variant>>;

void add_part(Parts& parts, std::vector<Variant> part) {
    if (!part.empty()) parts.push_back(std::move(part));
}

Parts source_parts(const Instruction& i) {
    Parts parts;
    for (u32 k = 0; k < i.decoded.operand_count_visible; ++k) {
        const ZydisDecodedOperand& o = i.operands[k];
        Field field;
        std::vector<Variant> part;
        if (o.actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) continue;
        if (register_field(i, o, field)) add_variants(i, field, part);
        const auto& imm = i.decoded.raw.imm[0];
        if (o.type == ZYDIS_OPERAND_TYPE_IMMEDIATE && imm.size && !imm.is_relative &&
            !i.decoded.raw.imm[1].size)
            add_single_bits(i, imm.offset, imm.size, part);
        add_part(parts, std::move(part));
    }
    return parts;
}

Parts destination_parts(const Instruction& i) {
    Parts parts;
    for (u32 k = 0; k < i.decoded.operand_count_visible; ++k) {
        Field field;
        std::vector<Variant> part;
        if ((i.operands[k].actions & ZYDIS_OPERAND_ACTION_MASK_WRITE) &&
            register_field(i, i.operands[k], field))
            add_variants(i, field, part);
        add_part(parts, std::move(part));
    }
    return parts;
}

const ZydisDecodedOperand* memory_operand(const Instruction& i) {
    for (u32 k = 0; k < i.decoded.operand_count_visible; ++k)
        if (i.operands[k].type == ZYDIS_OPERAND_TYPE_MEMORY &&
            i.operands[k].encoding == ZYDIS_OPERAND_ENCODING_MODRM_RM)
            return &i.operands[k];
    return nullptr;
}

/// Base, index and displacement. What is on the stack is left alone, as Nooks did.
Parts pointer_parts(const Instruction& i) {
    const ZydisDecodedOperand* m = memory_operand(i);
    if (!m || m->mem.base == ZYDIS_REGISTER_ESP) return {};
    Parts parts;
    const auto& raw = i.decoded.raw;
    const bool sib = raw.sib.offset != 0;
    if (m->mem.base != ZYDIS_REGISTER_NONE) {
        std::vector<Variant> part;
        add_variants(i, {sib ? raw.sib.offset : raw.modrm.offset, 0, 3}, part);
        add_part(parts, std::move(part));
    }
    if (m->mem.index != ZYDIS_REGISTER_NONE) {
        std::vector<Variant> part;
        add_variants(i, {raw.sib.offset, 3, 3}, part);
        add_variants(i, {raw.sib.offset, 6, 2}, part);
        add_part(parts, std::move(part));
    }
    std::vector<Variant> part;
    if (raw.disp.size) add_single_bits(i, raw.disp.offset, raw.disp.size, part);
    add_part(parts, std::move(part));
    return parts;
}

template <Parts (*Find)(const Instruction&)>
bool has_parts(const Instruction& i) {
    return !Find(i).empty();
}

template <Parts (*Find)(const Instruction&)>
void change(const Function& f, u32 site, Random& random, Change& change) {
    const Parts parts = Find(f.code[site]);
    const std::vector<Variant>& part = parts[random.below(static_cast<u32>(parts.size()))];
    const Variant& v = part[random.below(static_cast<u32>(part.size()))];
    change.toggle(v.field.at, static_cast<u8>(v.bits << v.field.shift));
}

template <Parts (*Find)(const Instruction&)>
CodeType type(const char* name, const char* what) {
    return {{name, what, FaultType::nooks}, find_each<has_parts<Find>>, change<Find>};
}

} // namespace

const std::vector<CodeType>& operand_types() {
    static const std::vector<CodeType> types = {
        type<source_parts>("source", "another source register, or one bit of a constant operand"),
        type<destination_parts>("destination", "another destination register"),
        type<pointer_parts>("pointer",
                            "another base, index or scale of an address, or one bit of its displacement"),
    };
    return types;
}

} // namespace alcove::faults
