// SPDX-License-Identifier: MIT
// The code of a module, decoded function by function, with what the relocations say of it.
#pragma once
#include "lib/elf_module.h"
#include "lib/line_table.h"
#include <Zydis/Zydis.h>
#include <string>
#include <string_view>
#include <vector>

namespace alcove::faults {

struct Instruction {
    u32 offset = 0; ///< from the begin of the module's loaded text
    u32 length = 0;
    u8 bytes[ZYDIS_MAX_INSTRUCTION_LENGTH] = {}; ///< as in the object: relocated fields hold their addends
    bool relocated[ZYDIS_MAX_INSTRUCTION_LENGTH] = {};
    std::string symbol;  ///< that its relocation refers to, if it has one and the symbol a name
    bool leader = false; ///< some jump leads here, or a function begins
    ZydisDecodedInstruction decoded = {};
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT] = {};

    u32 end() const { return offset + length; }
    bool is(ZydisMnemonic m) const { return decoded.mnemonic == m; }
    bool is_call() const { return decoded.meta.category == ZYDIS_CATEGORY_CALL; }
    bool is_conditional() const { return decoded.meta.category == ZYDIS_CATEGORY_COND_BR; }
    bool is_jump() const { return decoded.meta.category == ZYDIS_CATEGORY_UNCOND_BR; }
    bool ends_block() const {
        return is_conditional() || is_jump() || is_call() || decoded.meta.category == ZYDIS_CATEGORY_RET;
    }
    /// Of a relative call or jump whose distance is not relocated.
    bool has_target() const;
    u32 target() const;
    /// call or jmp rel32.
    bool has_distance_32() const { return decoded.raw.imm[0].is_relative && decoded.raw.imm[0].size == 32; }
    bool writes(ZydisRegister r) const; ///< any part of that 32-bit register, explicitly or not
    bool reads(ZydisRegister r) const;
};

struct Function {
    std::string name;
    std::string section;
    u32 offset = 0;                ///< as Instruction's
    u32 section_offset = 0;        ///< of the section's begin
    std::vector<Instruction> code; ///< as far as it can be decoded
};

/// Decodes for a 32-bit processor; false when the bytes are no instruction.
bool decode(const u8* bytes, u32 length, ZydisDecodedInstruction& i, ZydisDecodedOperand* operands);

class ModuleText : private ElfModule {
  public:
    /// Throws tools::Error with one line.
    explicit ModuleText(const std::string& path);
    const std::string& name() const { return name_; }
    const std::vector<Function>& functions() const { return functions_; }
    /// "file.c:12", or empty.
    std::string source_of(const Function& f, u32 offset) const;

  private:
    struct Field {
        u32 offset;
        std::string symbol;
    };
    std::vector<Field> fields_of(u32 section_index) const;
    void read_section(u32 index);
    void read_function(Function& f, u32 size, const std::vector<Field>& fields);
    static void mark_leaders(Function& f);
    std::string name_;
    std::vector<u8> file_, text_;
    std::vector<Function> functions_;
    LineTable lines_;
};

} // namespace alcove::faults
