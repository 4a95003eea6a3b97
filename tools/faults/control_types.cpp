// SPDX-License-Identifier: MIT
// Faults in where it goes on: hangs, privileged instructions, endless recursion, wild jumps.
#include "tools/faults/change.h"

namespace alcove::faults {
namespace {

template <u32 Bytes>
bool at_least(const Instruction& i) {
    return i.length >= Bytes;
}

void hang(const Function&, u32, Random&, Change& change) { change.replace({0xEB, 0xFE}); } // jmp $

/// The personality's cli() is the processor's in native mode and clears the virtual flag in nooks mode.
void hang_with_interrupts_off(const Function&, u32, Random&, Change& change) {
    change.replace({0xE9, 0, 0, 0, 0});
    change.lead_to_thunk({0xE8, 0, 0, 0, 0, 0xEB, 0xFE}); // call __lx_cli; jmp $
    change.thunk_calls(1, "__lx_cli");
}

void privileged(const Function& f, u32 site, Random& random, Change& change) {
    static const std::vector<u8> all[] = {
        {0xFA},             // cli
        {0xF4},             // hlt
        {0x0F, 0x06},       // clts
        {0x0F, 0x30},       // wrmsr
        {0x0F, 0x22, 0xC0}, // mov cr0, eax
    };
    u32 n = 0;
    while (n < std::size(all) && all[n].size() <= f.code[site].length) ++n; // they are in order of length
    change.replace_by_nops();
    const std::vector<u8>& code = all[random.below(n)];
    for (u32 k = 0; k < code.size(); ++k) change.set(k, code[k]);
}

void reload_page_table(const Function&, u32, Random&, Change& change) {
    change.replace({0x0F, 0x22, 0xD8}); // mov cr3, eax
}

void recurse(const Function&, u32, Random&, Change& change) {
    change.replace({0xE8, 0xFB, 0xFF, 0xFF, 0xFF}); // call $
}

/// `pop` right before `ret`: without it, ret takes a saved register for its address.
bool is_last_pop(const Function& f, u32 i) {
    return i + 1 < f.code.size() && f.code[i].is(ZYDIS_MNEMONIC_POP) &&
           f.code[i + 1].decoded.meta.category == ZYDIS_CATEGORY_RET;
}

void find_jumps(const Function& f, std::vector<u32>& sites) {
    for (u32 i = 0; i < f.code.size(); ++i)
        if (f.code[i].has_distance_32() || is_last_pop(f, i)) sites.push_back(i);
}

void damage_jump(const Function& f, u32 site, Random& random, Change& change) {
    if (is_last_pop(f, site)) {
        change.replace_by_nops();
        change.note = "ret takes a saved register for its address";
        return;
    }
    const u32 at = f.code[site].decoded.raw.imm[0].offset;
    const u64 anywhere = random.next();
    for (u32 k = 0; k < 4; ++k) change.set(at + k, static_cast<u8>(anywhere >> 8 * k));
}

} // namespace

const std::vector<CodeType>& control_types() {
    static const std::vector<CodeType> types = {
        {{"hang", "an endless loop", FaultType::beyond}, find_each<at_least<2>>, hang},
        {{"irq-off-loop", "an endless loop after cli()", FaultType::beyond},
         find_each<at_least<5>>,
         hang_with_interrupts_off},
        {{"privileged", "a privileged instruction: cli, hlt, clts, wrmsr, mov cr0", FaultType::beyond},
         find_each<at_least<1>>,
         privileged},
        {{"page-table", "the page directory is reloaded: mov cr3, eax", FaultType::beyond},
         find_each<at_least<3>>,
         reload_page_table},
        {{"stack-overflow", "a recursion without end", FaultType::beyond}, find_each<at_least<5>>, recurse},
        {{"wild-jump", "a jump or call leads anywhere, or a return is taken from a saved register",
          FaultType::beyond},
         find_jumps,
         damage_jump},
    };
    return types;
}

} // namespace alcove::faults
