// SPDX-License-Identifier: MIT
// Assembles small modules, loads them as the executive does, and applies lines of a plan to them.
#pragma once
#include "lib/elf_module.h"
#include "lib/fault_line.h"
#include "tools/common/child.h"
#include "tools/common/temp_dir.h"
#include "tools/faults/faults.h"
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace alcove::faults {

/// The words of a line, and what FaultLine makes of them.
struct ParsedLine {
    explicit ParsedLine(const std::string& line) : text(line) {
        const CommandWords<16> split(text);
        for (u32 i = 0; i < split.count(); ++i) words.push_back(split[i]);
        wrong = fault.parse(words);
    }
    ParsedLine(const ParsedLine&) = delete;
    ParsedLine& operator=(const ParsedLine&) = delete;
    std::string text;
    std::vector<std::string_view> words;
    FaultLine fault;
    const char* wrong = nullptr;
};

/// A module object made of assembler text (GNU as, Intel syntax).
class Assembled {
  public:
    explicit Assembled(const std::string& code) {
        std::ofstream(dir_.file("small.s")) << ".intel_syntax noprefix\n.text\n" << code;
        tools::run_program({"as", "--32", "-o", path(), dir_.file("small.s")});
    }
    std::string path() const { return dir_.file("small.o"); }

  private:
    tools::TempDir dir_;
};

/// One function of that body.
inline std::string function(const std::string& body) {
    return ".globl f\n.type f, @function\nf:\n" + body + "\n.size f, . - f\n";
}

/// A module's text as it is loaded, every undefined symbol at an address of its own.
class Image : private ElfModule {
  public:
    static constexpr u32 k_base = 0xC0400000;
    explicit Image(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        file_.assign(std::istreambuf_iterator<char>(in), {});
        EXPECT_TRUE(parse(file_).ok()) << message();
        text.resize(text_size());
        data_.resize(data_size());
        place(k_base, k_base + round_up(text_size() + 1, k_page_size), text.data(), data_.data());
        u32 next = 0xC0800000;
        EXPECT_TRUE(relocate([&](std::string_view) { return Result<u32>(next += 0x1357); }).ok());
        code_bytes = code_size();
    }
    /// What the injector compares.
    bool old_bytes_match(const FaultLine& f) const {
        if (!range_inside(f.offset, f.length, code_bytes)) return false;
        for (u32 k = 0; k < f.length; ++k)
            if (f.before[k].known && f.before[k].value != text[f.offset + k]) return false;
        return true;
    }
    std::vector<u8> new_bytes(const FaultLine& f) const {
        std::vector<u8> bytes;
        for (u32 k = 0; k < f.length; ++k)
            bytes.push_back(
                static_cast<u8>((f.after[k].known ? f.after[k].value : text[f.offset + k]) ^ f.flip[k]));
        return bytes;
    }
    std::vector<u8> text;
    u32 code_bytes = 0;

  private:
    std::vector<u8> file_, data_;
};

/// All different faults of a type, found by many seeds, in the order of their sites.
std::vector<Fault> all_of(const std::string& object, const std::string& type);

} // namespace alcove::faults
