// SPDX-License-Identifier: MIT
// Tests of each type of fault on small functions: its sites, and what becomes of them.
#include "tests/host64/image.h"
#include <algorithm>
#include <map>

namespace alcove::faults {

std::vector<Fault> all_of(const std::string& object, const std::string& type) {
    const Planner planner({object});
    std::map<std::pair<u32, std::string>, Fault> found;
    for (u64 seed = 0; seed < 400; ++seed)
        for (Fault& f : planner.plan({seed, 1, {type}})) found.emplace(std::pair(f.offset, f.line), f);
    std::vector<Fault> all;
    for (auto& [key, fault] : found) all.push_back(std::move(fault));
    return all;
}

namespace {

/// "old -> new" of each fault.
std::vector<std::string> changes(const std::string& body, const std::string& type) {
    const Assembled object(function(body));
    std::vector<std::string> all;
    for (const Fault& f : all_of(object.path(), type)) {
        ParsedLine line(f.line);
        EXPECT_EQ(line.wrong, nullptr) << f.line;
        EXPECT_TRUE(Image(object.path()).old_bytes_match(line.fault)) << f.line;
        all.push_back(f.before + " -> " + f.after);
    }
    return all;
}

using Texts = std::vector<std::string>;

Texts sorted(Texts texts) {
    std::sort(texts.begin(), texts.end());
    return texts;
}

usize sites(const std::string& body, const std::string& type) {
    const Assembled object(function(body));
    return Planner({object.path()}).sites(type);
}

TEST(FaultTypes, SourceTakesAnotherRegister) {
    EXPECT_EQ(sorted(changes("mov eax, ebx\nret", "source")),
              sorted({"mov eax, ebx -> mov eax, eax", "mov eax, ebx -> mov eax, ecx",
                      "mov eax, ebx -> mov eax, edx", "mov eax, ebx -> mov eax, esp",
                      "mov eax, ebx -> mov eax, ebp", "mov eax, ebx -> mov eax, esi",
                      "mov eax, ebx -> mov eax, edi"}));
    EXPECT_EQ(changes("and al, 0x10\nret", "source").size(), 8u) << "each bit of the constant";
    EXPECT_EQ(sites("mov eax, OFFSET elsewhere\nret", "source"), 0u) << "a relocated constant is left alone";
    EXPECT_EQ(sites("mov eax, [ebx]\nret", "source"), 0u) << "an address is the pointer fault's";
}

TEST(FaultTypes, DestinationTakesAnotherRegister) {
    const Texts all = changes("mov eax, [ebx]\nmov [ebx], ecx\nret", "destination");
    EXPECT_EQ(all.size(), 7u);
    for (const std::string& text : all) EXPECT_TRUE(text.starts_with("mov eax, [ebx] -> mov e")) << text;
    EXPECT_EQ(changes("pop esi\nret", "destination").size(), 7u) << "a register in the opcode";
}

TEST(FaultTypes, PointerChangesTheAddressAndNothingElse) {
    for (const std::string& text : changes("mov eax, [ebx+8]\nret", "pointer")) {
        EXPECT_TRUE(text.starts_with("mov eax, [ebx+0x8] -> mov eax, [e")) << text;
        EXPECT_NE(text, "mov eax, [ebx+0x8] -> mov eax, [ebx+0x8]");
    }
    EXPECT_EQ(changes("mov eax, [ebx+8]\nret", "pointer").size(), 6u + 8u)
        << "six bases (esp needs a byte), eight bits";
    EXPECT_EQ(changes("mov eax, [ebx]\nret", "pointer").size(), 5u) << "ebp needs a displacement";
    EXPECT_EQ(sites("mov eax, [esp+8]\nmov eax, ebx\nret", "pointer"), 0u);
    EXPECT_EQ(sites("mov ecx, elsewhere\nret", "pointer"), 0u) << "a relocated address is left alone";
    EXPECT_GT(changes("mov eax, [ebx+ecx*4]\nret", "pointer").size(), 12u);
}

TEST(FaultTypes, InterfaceKeepsTheStackInBalance) {
    EXPECT_EQ(changes("push 5\ncall g\npop ecx\nret", "interface"), Texts({"push 0x5 -> push eax; nop"}));
    EXPECT_EQ(changes("push ebx\nmov ecx, [ebx]\npush ecx\ncall g\npop ecx\npop ebx\nret", "interface"),
              Texts({"mov ecx, [ebx] -> 2 nop"}))
        << "the saved ebx is no parameter";
    EXPECT_EQ(changes("mov eax, [esp+4]\nadd eax, 1\nret", "interface"),
              Texts({"mov eax, [esp+0x4] -> 4 nop"}));
    EXPECT_EQ(changes("mov [esp], edx\ncall g\nret", "interface"), Texts({"mov [esp], edx -> 3 nop"}));
}

TEST(FaultTypes, BranchAndLoop) {
    const std::string body = "1: dec ecx\njnz 1b\njz 2f\ninc eax\n2: jmp 1b\ncall g\nret";
    EXPECT_EQ(changes(body, "branch"), Texts({"jnz 0x0 -> 2 nop", "jz 0x6 -> 2 nop", "jmp 0x0 -> 2 nop"}));
    EXPECT_EQ(changes(body, "loop"), Texts({"jnz 0x0 -> jz 0x0"}));
    std::string far = "1: dec ecx\n";
    for (int i = 0; i < 200; ++i) far += "nop\n";
    EXPECT_EQ(changes(far + "jb 1b\nret", "loop"), Texts({"jb 0x0 -> jnb 0x0"}));
}

TEST(FaultTypes, TextFlipsOneBit) {
    const Assembled object(function("mov eax, OFFSET elsewhere\nret"));
    const Image image(object.path());
    const std::vector<Fault> all = all_of(object.path(), "text");
    EXPECT_EQ(all.size(), 48u);
    for (const Fault& f : all) {
        ParsedLine line(f.line);
        ASSERT_EQ(line.wrong, nullptr) << f.line;
        const std::vector<u8> bytes = image.new_bytes(line.fault);
        int bits = 0;
        for (usize k = 0; k < bytes.size(); ++k)
            bits += __builtin_popcount(bytes[k] ^ image.text[f.offset + k]);
        EXPECT_EQ(bits, 1) << f.line;
    }
}

TEST(FaultTypes, NopRemovesAnyInstruction) {
    EXPECT_EQ(changes("mov eax, ebx\ncall g\nret", "nop"),
              Texts({"mov eax, ebx -> 2 nop", "call 0x3 <g> -> 5 nop", "ret -> nop"}));
}

TEST(FaultTypes, Control) {
    const std::string body = "mov eax, 5\nmov ebx, eax\ninc ecx\npop ebx\nret";
    EXPECT_EQ(changes(body, "hang"), Texts({"mov eax, 0x5 -> jmp 0x0; 3 nop", "mov ebx, eax -> jmp 0x5"}));
    EXPECT_EQ(changes(body, "irq-off-loop"),
              Texts({"mov eax, 0x5 -> jmp thunk [call 0x5; jmp 0x5 <__lx_cli at 0x0>]"}));
    EXPECT_EQ(changes(body, "page-table"), Texts({"mov eax, 0x5 -> mov cr3, eax; 2 nop"}));
    EXPECT_EQ(changes(body, "stack-overflow"), Texts({"mov eax, 0x5 -> call 0x0"}));
    EXPECT_EQ(changes(body, "wild-jump"), Texts({"pop ebx -> nop"}));
    EXPECT_EQ(sites("call g\njmp h\nret", "wild-jump"), 2u);
    EXPECT_EQ(changes("ret", "privileged"), Texts({"ret -> hlt", "ret -> cli"}));
    EXPECT_EQ(changes("mov eax, [ebx+8]\nret", "privileged").size(), 7u);
}

TEST(FaultTypes, Resources) {
    const std::string body =
        "call kmalloc\ntest eax, eax\njz 1f\npush eax\ncall kfree\npop ecx\n1: jmp kfree";
    EXPECT_EQ(changes(body, "leak"), Texts({"call 0xb <kfree> -> 5 nop", "jmp 0x11 <kfree> -> ret; 4 nop"}));
    const Texts twice = changes(body, "double-free");
    ASSERT_EQ(twice.size(), 2u);
    EXPECT_TRUE(twice[0].ends_with("add esp, 0x10; jmp 0x1d <kfree at 0x10> <kfree at 0x18>]")) << twice[0];
    EXPECT_NE(twice[1].find("-> jmp thunk"), std::string::npos) << twice[1];
    const Texts early = changes(body, "use-after-free");
    ASSERT_EQ(early.size(), 1u);
    EXPECT_NE(early[0].find("test eax, eax; jz 0x25; push eax; push eax"), std::string::npos) << early[0];
    EXPECT_TRUE(early[0].ends_with("pop ecx; pop eax; ret <kmalloc at 0x10> <kfree at 0x1e>]")) << early[0];
    EXPECT_EQ(changes(body, "null-check"), Texts({"jz 0x10 -> 2 nop"}));
    EXPECT_EQ(sites("call g\ntest eax, eax\njz 1f\n1: ret", "null-check"), 0u);
    EXPECT_EQ(changes("call kmalloc\nmov ebx, eax\ntest ebx, ebx\njnz 1f\nret\n1: ret", "null-check"),
              Texts({"jnz 0xc -> jmp 0xc"}));
}

TEST(FaultTypes, WhatProgrammersDo) {
    EXPECT_EQ(changes("mov [esp+8], ecx\nmov eax, [ecx]\nret", "uninitialised"),
              Texts({"mov [esp+0x8], ecx -> 4 nop"}));
    EXPECT_EQ(sites("mov [esp], ecx\ncall g\nret", "uninitialised"), 0u) << "that is a parameter";
    const Texts direct = changes("call copy_from_user\nret", "user-pointer");
    ASSERT_EQ(direct.size(), 1u);
    EXPECT_NE(direct[0].find("rep movsb"), std::string::npos) << direct[0];
    EXPECT_EQ(changes("add eax, 0x40000000\nret", "bad-dma").size(), 13u);
}

} // namespace
} // namespace alcove::faults
