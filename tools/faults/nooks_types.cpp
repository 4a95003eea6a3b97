// SPDX-License-Identifier: MIT
// The other types of Nooks: interface, branch, loop, text, nop.
#include "tools/faults/change.h"
#include <algorithm>

namespace alcove::faults {
namespace {

constexpr u32 k_reach = 12; ///< instructions that are looked at before a call or from a function's begin

bool is_push_of_argument(const Instruction& i) {
    if (!i.is(ZYDIS_MNEMONIC_PUSH)) return false;
    const ZydisOperandType t = i.operands[0].type;
    return t == ZYDIS_OPERAND_TYPE_IMMEDIATE || t == ZYDIS_OPERAND_TYPE_MEMORY;
}

/// `mov [esp+N], x`: in code that does not push its arguments.
bool is_store_to_stack(const Instruction& i) {
    const ZydisDecodedOperand& to = i.operands[0];
    return i.is(ZYDIS_MNEMONIC_MOV) && to.type == ZYDIS_OPERAND_TYPE_MEMORY &&
           to.mem.base == ZYDIS_REGISTER_ESP && to.mem.index == ZYDIS_REGISTER_NONE;
}

bool is_load_of_argument(const Instruction& i) {
    const ZydisDecodedOperand& from = i.operands[1];
    if (!i.is(ZYDIS_MNEMONIC_MOV) || i.operands[0].type != ZYDIS_OPERAND_TYPE_REGISTER ||
        from.type != ZYDIS_OPERAND_TYPE_MEMORY || from.mem.index != ZYDIS_REGISTER_NONE)
        return false;
    return (from.mem.base == ZYDIS_REGISTER_ESP && from.mem.disp.value > 0) ||
           (from.mem.base == ZYDIS_REGISTER_EBP && from.mem.disp.value >= 8);
}

/// The last instruction before `push` in its block that sets the pushed register, if it does no more than
/// that.
bool setter_of(const Function& f, u32 push, u32& setter) {
    const ZydisRegister r = f.code[push].operands[0].reg.value;
    for (u32 i = push; i > 0 && push - i < k_reach; --i) {
        if (f.code[i].leader || f.code[i - 1].ends_block()) return false;
        const Instruction& before = f.code[i - 1];
        if (!before.writes(r)) continue;
        setter = i - 1;
        return before.is(ZYDIS_MNEMONIC_MOV) || before.is(ZYDIS_MNEMONIC_LEA) ||
               before.is(ZYDIS_MNEMONIC_MOVZX) || before.is(ZYDIS_MNEMONIC_MOVSX) ||
               before.is(ZYDIS_MNEMONIC_XOR) || before.is(ZYDIS_MNEMONIC_ADD) ||
               before.is(ZYDIS_MNEMONIC_SUB) || before.is(ZYDIS_MNEMONIC_AND) || before.is(ZYDIS_MNEMONIC_OR);
    }
    return false;
}

/// Saves of registers at a function's begin look like pushed arguments.
bool is_save(const Function& f, u32 push) {
    const ZydisRegister r = f.code[push].operands[0].reg.value;
    if (r != ZYDIS_REGISTER_EBX && r != ZYDIS_REGISTER_ESI && r != ZYDIS_REGISTER_EDI &&
        r != ZYDIS_REGISTER_EBP)
        return false;
    for (u32 i = 0; i < push; ++i)
        if (f.code[i].writes(r) ||
            (f.code[i].is(ZYDIS_MNEMONIC_PUSH) && f.code[i].operands[0].reg.value == r))
            return false;
    return true;
}

/// Arguments of the call at `call`: what sets them in the same block.
void find_arguments(const Function& f, u32 call, std::vector<u32>& sites) {
    bool pushed = false;
    for (u32 i = call; i > 0 && call - i < k_reach; --i) {
        if (f.code[i].leader || f.code[i - 1].ends_block()) return;
        const Instruction& at = f.code[i - 1];
        u32 setter = 0;
        if (is_push_of_argument(at))
            sites.push_back(i - 1);
        else if (at.is(ZYDIS_MNEMONIC_PUSH) && at.operands[0].type == ZYDIS_OPERAND_TYPE_REGISTER &&
                 !is_save(f, i - 1) && setter_of(f, i - 1, setter))
            sites.push_back(setter);
        else if (is_store_to_stack(at) && !pushed)
            sites.push_back(i - 1);
        pushed |= at.is(ZYDIS_MNEMONIC_PUSH);
    }
}

void find_interface(const Function& f, std::vector<u32>& sites) {
    std::vector<u32> all;
    for (u32 i = 0; i < f.code.size() && i < k_reach && (i == 0 || !f.code[i].leader); ++i) {
        if (f.code[i].ends_block()) break;
        if (is_load_of_argument(f.code[i])) all.push_back(i);
    }
    for (u32 i = 0; i < f.code.size(); ++i)
        if (f.code[i].is_call()) find_arguments(f, i, all);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    sites.insert(sites.end(), all.begin(), all.end());
}

void change_interface(const Function& f, u32 site, Random&, Change& change) {
    if (is_push_of_argument(f.code[site]))
        change.replace({0x50}); // push eax, whatever it holds
    else
        change.replace_by_nops();
}

bool is_branch(const Instruction& i) {
    return (i.is_conditional() || i.is_jump()) && i.decoded.raw.imm[0].is_relative;
}

/// Jcc rel8 and rel32: the opcode's lowest bit inverts the condition (SDM vol. 2, appendix B.1.4.7).
bool is_jcc(const Instruction& i) {
    const u8 opcode = i.decoded.opcode;
    return i.is_conditional() && ((i.decoded.opcode_map == ZYDIS_OPCODE_MAP_DEFAULT && opcode >> 4 == 7) ||
                                  (i.decoded.opcode_map == ZYDIS_OPCODE_MAP_0F && opcode >> 4 == 8));
}

void find_back_edges(const Function& f, std::vector<u32>& sites) {
    for (u32 i = 0; i < f.code.size(); ++i)
        if (is_jcc(f.code[i]) && f.code[i].has_target() && f.code[i].target() <= f.code[i].offset &&
            f.code[i].target() >= f.offset)
            sites.push_back(i);
}

void invert(const Function& f, u32 site, Random&, Change& change) {
    const Instruction& i = f.code[site];
    change.toggle(i.decoded.raw.imm[0].offset - 1u, 1);
}

bool any(const Instruction&) { return true; }
bool does_something(const Instruction& i) { return !i.is(ZYDIS_MNEMONIC_NOP); }

void flip_bit(const Function& f, u32 site, Random& random, Change& change) {
    const u32 bit = random.below(f.code[site].length * 8);
    change.flip.assign(f.code[site].length, 0);
    change.flip[bit / 8] = static_cast<u8>(1u << bit % 8);
    if (f.code[site].relocated[bit / 8]) change.note = "in a relocated address";
    // What is flipped stays as it is otherwise.
    for (auto& byte : change.after) byte.reset();
}

} // namespace

const std::vector<CodeType>& nooks_types() {
    static const std::vector<CodeType> types = {
        {{"interface", "what sets a parameter is removed, before a call or at a function's begin",
          FaultType::nooks},
         find_interface,
         change_interface},
        {{"branch", "a branch is removed", FaultType::nooks}, find_each<is_branch>, leave_out},
        {{"loop", "the condition of a loop is inverted", FaultType::nooks}, find_back_edges, invert},
        {{"text", "one bit is flipped", FaultType::nooks}, find_each<any>, flip_bit},
        {{"nop", "an instruction is removed", FaultType::nooks}, find_each<does_something>, leave_out},
    };
    return types;
}

} // namespace alcove::faults
