// SPDX-License-Identifier: MIT
// What programmers do: leaks, double frees, use after free, checks and initialisations left out, bad
// pointers.
#include "tools/faults/change.h"
#include <algorithm>
#include <set>

namespace alcove::faults {
namespace {

/// Functions of 2.4.18 that give something back.
const std::set<std::string>& freeing() {
    static const std::set<std::string> names = {
        "kfree",
        "vfree",
        "free_pages",
        "__free_pages",
        "kmem_cache_free",
        "kfree_skb",
        "iounmap",
        "__kfree_skb",
        "pci_free_consistent",
        "pci_pool_free",
        "free_irq",
        "free_dma",
        "__release_region",
        "pci_release_regions",
        "release_resource",
        "brelse",
        "__brelse",
        "iput",
        "dput",
        "unregister_chrdev",
    };
    return names;
}

/// Functions that return a pointer or NULL, and what frees one right away ("": not with one argument).
struct Allocation {
    const char *name, *free;
};
constexpr Allocation k_allocations[] = {
    {"kmalloc", "kfree"},        {"vmalloc", "vfree"},       {"dev_alloc_skb", "kfree_skb"},
    {"alloc_skb", "kfree_skb"},  {"skb_clone", "kfree_skb"}, {"skb_copy", "kfree_skb"},
    {"alloc_etherdev", "kfree"}, {"init_etherdev", ""},      {"pci_alloc_consistent", ""},
    {"pci_pool_alloc", ""},      {"__get_free_pages", ""},   {"get_zeroed_page", ""},
    {"kmem_cache_alloc", ""},    {"__ioremap", "iounmap"},   {"ioremap", "iounmap"},
    {"__request_region", ""},    {"bread", "__brelse"},      {"getblk", "__brelse"},
};
const Allocation* allocation(const Instruction& i) {
    if (!i.is_call() || !i.has_distance_32()) return nullptr;
    const auto at = std::find_if(std::begin(k_allocations), std::end(k_allocations),
                                 [&](const Allocation& a) { return i.symbol == a.name; });
    return at == std::end(k_allocations) ? nullptr : at;
}

/// A call, or a jump at a function's end that stands for one.
bool frees(const Instruction& i) {
    return i.has_distance_32() && (i.is_call() || i.is_jump()) && freeing().contains(i.symbol);
}

void leak(const Function& f, u32 site, Random&, Change& change) {
    if (f.code[site].is_call())
        change.replace_by_nops();
    else
        change.replace({0xC3}); // ret
}

/// Pushes the four words above the return address again, as arguments of another call.
const std::vector<u8> k_push_arguments = {0xFF, 0x74, 0x24, 0x10, 0xFF, 0x74, 0x24, 0x10,
                                          0xFF, 0x74, 0x24, 0x10, 0xFF, 0x74, 0x24, 0x10};

std::vector<u8> arguments_then(std::initializer_list<u8> code) {
    std::vector<u8> all = k_push_arguments;
    all.insert(all.end(), code);
    return all;
}

void free_twice(const Function& f, u32 site, Random&, Change& change) {
    // call FREE; add esp, 16; jmp FREE
    change.lead_to_thunk(arguments_then({0xE8, 0, 0, 0, 0, 0x83, 0xC4, 0x10, 0xE9, 0, 0, 0, 0}));
    change.thunk_calls(17, f.code[site].symbol);
    change.thunk_calls(25, f.code[site].symbol);
}

bool can_free_at_once(const Instruction& i) {
    const Allocation* a = allocation(i);
    return a && a->free[0];
}

void free_at_once(const Function& f, u32 site, Random&, Change& change) {
    const Allocation* a = allocation(f.code[site]);
    // call ALLOC; add esp, 16; test eax, eax; jz end; push eax; push eax; call FREE; pop ecx; pop eax; end:
    // ret
    change.lead_to_thunk(arguments_then({0xE8, 0,    0,    0,    0, 0x83, 0xC4, 0x10, 0x85, 0xC0, 0x74,
                                         0x09, 0x50, 0x50, 0xE8, 0, 0,    0,    0,    0x59, 0x58, 0xC3}));
    change.thunk_calls(17, a->name);
    change.thunk_calls(31, a->free);
    change.note = "freed as soon as it is allocated";
}

// ---------------------------------------------------------------- checks left out

bool is_jz(const Instruction& i) { return i.is(ZYDIS_MNEMONIC_JZ) && i.has_target(); }
bool is_jnz(const Instruction& i) { return i.is(ZYDIS_MNEMONIC_JNZ) && i.has_target(); }

bool compares_with_null(const Instruction& i, const std::set<ZydisRegister>& holders) {
    const ZydisDecodedOperand &a = i.operands[0], &b = i.operands[1];
    if (a.type != ZYDIS_OPERAND_TYPE_REGISTER || !holders.contains(a.reg.value)) return false;
    return (i.is(ZYDIS_MNEMONIC_TEST) && b.type == ZYDIS_OPERAND_TYPE_REGISTER &&
            b.reg.value == a.reg.value) ||
           (i.is(ZYDIS_MNEMONIC_CMP) && b.type == ZYDIS_OPERAND_TYPE_IMMEDIATE && b.imm.value.u == 0);
}

/// The branch that looks at the result of the call at `call`, or false.
bool check_behind(const Function& f, u32 call, u32& branch) {
    std::set<ZydisRegister> holders = {ZYDIS_REGISTER_EAX};
    bool compared = false;
    for (u32 i = call + 1; i < f.code.size() && i < call + 12; ++i) {
        const Instruction& at = f.code[i];
        if (compared && (is_jz(at) || is_jnz(at))) {
            branch = i;
            return true;
        }
        if (at.leader || at.ends_block()) return false;
        compared |= compares_with_null(at, holders);
        const bool moves = at.is(ZYDIS_MNEMONIC_MOV) && at.operands[0].type == ZYDIS_OPERAND_TYPE_REGISTER;
        if (moves && at.operands[1].type == ZYDIS_OPERAND_TYPE_REGISTER &&
            holders.contains(at.operands[1].reg.value)) {
            holders.insert(at.operands[0].reg.value);
            continue;
        }
        std::erase_if(holders, [&](ZydisRegister r) { return at.writes(r); });
    }
    return false;
}

void find_checks(const Function& f, std::vector<u32>& sites) {
    for (u32 i = 0; i < f.code.size(); ++i)
        if (u32 branch = 0; allocation(f.code[i]) && check_behind(f, i, branch)) sites.push_back(branch);
}

void remove_check(const Function& f, u32 site, Random&, Change& change) {
    const Instruction& i = f.code[site];
    change.note = "NULL is taken for a pointer";
    if (is_jz(i)) return change.replace_by_nops();
    // jnz always jumps now: jmp rel8, or nop and jmp rel32.
    if (i.length == 2) return change.set(0, 0xEB);
    change.set(0, 0x90);
    change.set(1, 0xE9);
}

// ---------------------------------------------------------------- initialisation, user pointers, DMA

/// Only where ebp is a frame pointer it is a base of locals.
bool has_frame_pointer(const Function& f) {
    return std::any_of(f.code.begin(), f.code.begin() + std::min<usize>(4, f.code.size()),
                       [](const Instruction& i) {
                           return i.is(ZYDIS_MNEMONIC_MOV) && i.operands[0].reg.value == ZYDIS_REGISTER_EBP &&
                                  i.operands[1].reg.value == ZYDIS_REGISTER_ESP;
                       });
}

/// A store that a call in the same block takes for an argument is none of a local.
bool is_argument(const Function& f, u32 store) {
    for (u32 i = store + 1; i < f.code.size() && !f.code[i].leader; ++i) {
        if (f.code[i].is(ZYDIS_MNEMONIC_PUSH)) return false;
        if (f.code[i].ends_block()) return f.code[i].is_call();
    }
    return false;
}

void find_initialisations(const Function& f, std::vector<u32>& sites) {
    const bool frame = has_frame_pointer(f);
    for (u32 i = 0; i < f.code.size(); ++i) {
        const Instruction& at = f.code[i];
        const ZydisDecodedOperand& to = at.operands[0];
        if (!at.is(ZYDIS_MNEMONIC_MOV) || to.type != ZYDIS_OPERAND_TYPE_MEMORY ||
            to.mem.index != ZYDIS_REGISTER_NONE)
            continue;
        const bool local = to.mem.base == ZYDIS_REGISTER_ESP ||
                           (frame && to.mem.base == ZYDIS_REGISTER_EBP && to.mem.disp.value < 0);
        if (local && !(to.mem.base == ZYDIS_REGISTER_ESP && is_argument(f, i))) sites.push_back(i);
    }
}

bool copies_user_memory(const Instruction& i) {
    return i.is_call() && i.has_distance_32() && (i.symbol == "copy_from_user" || i.symbol == "copy_to_user");
}

void use_pointer_directly(const Function&, u32, Random&, Change& change) {
    // push esi; push edi; mov edi, [esp+12]; mov esi, [esp+16]; mov ecx, [esp+20]; rep movsb; pop edi; pop
    // esi; xor eax, eax; ret
    change.lead_to_thunk({0x56, 0x57, 0x8B, 0x7C, 0x24, 0x0C, 0x8B, 0x74, 0x24, 0x10, 0x8B,
                          0x4C, 0x24, 0x14, 0xF3, 0xA4, 0x5F, 0x5E, 0x31, 0xC0, 0xC3});
    change.note = "a program's pointer is used as it is";
}

/// virt_to_bus subtracts PAGE_OFFSET: a constant of -PAGE_OFFSET that is added.
constexpr u32 k_to_bus = 0x40000000;
bool makes_bus_address(const Instruction& i) {
    const auto& imm = i.decoded.raw.imm[0];
    const auto& lea = i.decoded.raw.disp;
    if (i.is(ZYDIS_MNEMONIC_ADD) && imm.size == 32)
        return static_cast<u32>(imm.value.u) == k_to_bus && !i.relocated[imm.offset];
    return i.is(ZYDIS_MNEMONIC_LEA) && lea.size == 32 && static_cast<u32>(lea.value) == k_to_bus &&
           !i.relocated[lea.offset];
}

void damage_bus_address(const Function& f, u32 site, Random& random, Change& change) {
    const Instruction& i = f.code[site];
    const u32 at = i.is(ZYDIS_MNEMONIC_ADD) ? i.decoded.raw.imm[0].offset : i.decoded.raw.disp.offset;
    const u32 bit = 12 + random.below(13); // of a page within the lowest 32 MiB
    change.toggle(at + bit / 8, static_cast<u8>(1u << bit % 8));
    change.note = "the device gets a wrong address for DMA";
}

} // namespace

const std::vector<CodeType>& resource_types() {
    static const std::vector<CodeType> types = {
        {{"leak", "a call that gives something back is removed", FaultType::beyond}, find_each<frees>, leak},
        {{"double-free", "a call that gives something back is made twice", FaultType::beyond},
         find_each<frees>,
         free_twice},
        {{"use-after-free", "what was allocated is freed at once", FaultType::beyond},
         find_each<can_free_at_once>,
         free_at_once},
        {{"null-check", "the result of an allocation is not checked", FaultType::beyond},
         find_checks,
         remove_check},
        {{"uninitialised", "a local variable on the stack is not set", FaultType::beyond},
         find_initialisations,
         leave_out},
        {{"user-pointer", "a program's pointer is used without copy_from_user or copy_to_user",
          FaultType::beyond},
         find_each<copies_user_memory>,
         use_pointer_directly},
        {{"bad-dma", "an address for the device is wrong by one bit", FaultType::beyond},
         find_each<makes_bus_address>,
         damage_bus_address},
    };
    return types;
}

} // namespace alcove::faults
