// SPDX-License-Identifier: MIT
// Walks line programs and call frame information with libdw, section by section.
#include "tools/linetable/dwarf.h"
#include "tools/common/error.h"
#include <dwarf.h>
#include <elfutils/libdwfl.h>
#include <gelf.h>
#include <memory>
#include <optional>

namespace alcove::linetable {
namespace {

constexpr int k_esp = 4, k_ebp = 5; // System V ABI, i386 supplement: DWARF register numbers

class Object {
  public:
    explicit Object(const std::string& path) : dwfl_(dwfl_begin(&k_callbacks), dwfl_end) {
        if (!dwfl_) fail(path);
        dwfl_report_begin(dwfl_.get());
        module_ = dwfl_report_offline(dwfl_.get(), path.c_str(), path.c_str(), -1);
        if (!module_) fail(path);
        dwfl_report_end(dwfl_.get(), nullptr, nullptr);
        elf_ = dwfl_module_getelf(module_, &elf_bias_);
        if (!elf_) fail(path);
        find_sections();
        read_lines();
        read_frames();
    }
    std::vector<Section> take() {
        std::vector<Section> found;
        for (Placed& p : sections_) {
            tidy(p.section.lines,
                 [](const LineRow& a, const LineRow& b) { return a.file == b.file && a.line == b.line; });
            tidy(p.section.frames, [](const FrameRow& a, const FrameRow& b) { return a.frame == b.frame; });
            if (!p.section.lines.empty() || !p.section.frames.empty()) found.push_back(std::move(p.section));
        }
        return found;
    }

  private:
    struct Placed {
        Section section;
        Dwarf_Addr address; ///< that libdwfl gave it
    };

    [[noreturn]] static void fail(const std::string& path) { tools::fail("{}: {}", path, dwfl_errmsg(-1)); }

    void find_sections() {
        std::size_t names = 0;
        elf_getshdrstrndx(elf_, &names);
        for (Elf_Scn* scn = nullptr; (scn = elf_nextscn(elf_, scn));) {
            GElf_Shdr h;
            if (!gelf_getshdr(scn, &h) || !(h.sh_flags & SHF_EXECINSTR) || h.sh_size == 0) continue;
            const char* name = elf_strptr(elf_, names, h.sh_name);
            sections_.push_back({{name ? name : "", static_cast<u32>(h.sh_size), {}, {}}, h.sh_addr});
        }
    }
    /// The section that holds an address (as sections of the file have them), or nullptr.
    Placed* at(Dwarf_Addr address) {
        for (Placed& p : sections_)
            if (address >= p.address && address - p.address < p.section.size) return &p;
        return nullptr;
    }

    // --- lines ---
    void read_lines() {
        Dwarf_Addr bias = 0;
        for (Dwarf_Die* cu = nullptr; (cu = dwfl_module_nextcu(module_, cu, &bias));) {
            Dwarf_Lines* lines = nullptr;
            std::size_t count = 0;
            if (dwarf_getsrclines(cu, &lines, &count) != 0) continue;
            const std::string folder = compilation_folder(cu);
            for (std::size_t i = 0; i < count; ++i) add_line(dwarf_onesrcline(lines, i), bias, folder);
        }
    }
    static std::string compilation_folder(Dwarf_Die* cu) {
        Dwarf_Attribute attribute;
        const char* folder = dwarf_formstring(dwarf_attr(cu, DW_AT_comp_dir, &attribute));
        return folder ? std::string(folder) + "/" : "";
    }
    void add_line(Dwarf_Line* line, Dwarf_Addr bias, const std::string& folder) {
        Dwarf_Addr address = 0;
        int number = 0;
        bool end = false;
        if (dwarf_lineaddr(line, &address) != 0 || dwarf_lineno(line, &number) != 0) return;
        dwarf_lineendsequence(line, &end);
        Placed* p = at(address + bias - elf_bias_);
        if (!p) return; // the end of a sequence at a section's end
        const char* source = dwarf_linesrc(line, nullptr, nullptr);
        std::string file = source ? source : "";
        if (!folder.empty() && file.starts_with(folder)) file.erase(0, folder.size());
        if (file.starts_with("./")) file.erase(0, 2);
        const u32 offset = static_cast<u32>(address + bias - elf_bias_ - p->address);
        // Sequences follow each other; an end counts only where no other begins.
        if (end)
            p->section.lines.insert(p->section.lines.begin(), {offset, "", 0});
        else if (number > 0)
            p->section.lines.push_back({offset, file, static_cast<u32>(number)});
    }

    // --- frames ---
    void read_frames() {
        Dwarf_Addr bias = 0;
        Dwarf_CFI* cfi = dwfl_module_dwarf_cfi(module_, &bias);
        if (!cfi) return;
        for (Placed& p : sections_) {
            bool known = false;
            for (u32 offset = 0; offset < p.section.size;) {
                const Dwarf_Addr address = p.address + offset + elf_bias_ - bias;
                Dwarf_Frame* frame = nullptr;
                Dwarf_Addr end = address + 1;
                LineTable::Frame rule;
                if (dwarf_cfi_addrframe(cfi, address, &frame) == 0) {
                    const std::unique_ptr<Dwarf_Frame, decltype(&free)> owner(frame, free);
                    Dwarf_Addr begin = 0;
                    dwarf_frame_info(frame, &begin, &end, nullptr);
                    if (end <= address) end = address + 1;
                    rule = rule_of(frame);
                }
                if (known || rule.base != LineTable::Frame::unknown)
                    p.section.frames.push_back({offset, rule});
                known = rule.base != LineTable::Frame::unknown;
                offset += static_cast<u32>(std::min<Dwarf_Addr>(end - address, p.section.size));
            }
        }
    }

    static std::optional<std::pair<int, Dwarf_Sword>> base_and_offset(const Dwarf_Op& op) {
        if (op.atom == DW_OP_bregx)
            return std::pair(static_cast<int>(op.number), static_cast<Dwarf_Sword>(op.number2));
        if (op.atom >= DW_OP_breg0 && op.atom <= DW_OP_breg31)
            return std::pair(op.atom - DW_OP_breg0, static_cast<Dwarf_Sword>(op.number));
        return std::nullopt;
    }

    /// What cannot be said in a row is unknown: a backtrace ends there.
    static LineTable::Frame rule_of(Dwarf_Frame* frame) {
        using Frame = LineTable::Frame;
        Dwarf_Op* ops = nullptr;
        std::size_t count = 0;
        if (dwarf_frame_cfa(frame, &ops, &count) != 0 || count != 1) return {};
        const auto top = base_and_offset(ops[0]);
        if (!top || (top->first != k_esp && top->first != k_ebp)) return {};
        if (top->second < 0 || top->second % 4 != 0) return {};
        Frame rule{top->first == k_esp ? Frame::esp : Frame::ebp, static_cast<u32>(top->second), 0};
        Dwarf_Op memory[3];
        if (dwarf_frame_register(frame, k_ebp, memory, &ops, &count) != 0 || !ops || count == 0) return rule;
        if (ops[0].atom != DW_OP_call_frame_cfa) return rule;
        Dwarf_Sword below = 0;
        if (count > 1 && ops[1].atom == DW_OP_plus_uconst) below = -static_cast<Dwarf_Sword>(ops[1].number);
        if (below > 0 && below % 4 == 0) rule.saved_ebp = static_cast<u32>(below / 4);
        return rule;
    }

    static inline const Dwfl_Callbacks k_callbacks = {nullptr, dwfl_standard_find_debuginfo,
                                                      dwfl_offline_section_address, nullptr};
    std::unique_ptr<Dwfl, decltype(&dwfl_end)> dwfl_;
    Dwfl_Module* module_ = nullptr;
    Elf* elf_ = nullptr;
    GElf_Addr elf_bias_ = 0;
    std::vector<Placed> sections_;
};

} // namespace

std::vector<Section> read_object(const std::string& path) { return Object(path).take(); }

} // namespace alcove::linetable
