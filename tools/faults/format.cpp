// SPDX-License-Identifier: MIT
// Plans as text: assembler, the lines that the executive takes, a list for people, JSON.
#include "tools/faults/format.h"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace alcove::faults {
namespace {

const ZydisFormatter& formatter() {
    static const ZydisFormatter f = [] {
        ZydisFormatter made;
        ZydisFormatterInit(&made, ZYDIS_FORMATTER_STYLE_INTEL);
        ZydisFormatterSetProperty(&made, ZYDIS_FORMATTER_PROP_HEX_UPPERCASE, ZYAN_FALSE);
        ZydisFormatterSetProperty(&made, ZYDIS_FORMATTER_PROP_ADDR_PADDING_ABSOLUTE, 0);
        ZydisFormatterSetProperty(&made, ZYDIS_FORMATTER_PROP_DISP_PADDING, 0);
        ZydisFormatterSetProperty(&made, ZYDIS_FORMATTER_PROP_IMM_PADDING, 0);
        return made;
    }();
    return f;
}

std::string hex(const std::vector<u8>& bytes) {
    std::string text;
    for (const u8 b : bytes) text += fmt::format("{:02x}", b);
    return text;
}

/// The form of the control channel (lib/fault_line.h).
std::string line_of(const Fault& fault, const Instruction& i, const Change& change) {
    std::string old_bytes, new_bytes;
    for (u32 k = 0; k < i.length; ++k) {
        old_bytes += i.relocated[k] ? ".." : fmt::format("{:02x}", i.bytes[k]);
        new_bytes += change.after[k] ? fmt::format("{:02x}", *change.after[k]) : "..";
    }
    std::string line =
        fmt::format("code {} {} {:x} {} {}", fault.type, fault.module, fault.offset, old_bytes, new_bytes);
    if (!change.flip.empty()) line += " xor=" + hex(change.flip);
    if (!change.thunk.empty()) line += " thunk=" + hex(change.thunk);
    for (const Change::Fix& fix : change.fixes)
        line += fmt::format(" {}+{}={}", fix.in_thunk ? "thunk" : "new", fix.at, fix.target);
    return line;
}

bool keeps_relocation(const Instruction& i, const Change& change) {
    for (u32 k = 0; k < i.length; ++k)
        if (i.relocated[k] && !change.after[k]) return true;
    return false;
}

/// The code that takes the instruction's place: a jump into the thunk is shown with what it leads to.
std::string text_after(const Instruction& i, const Change& change) {
    const std::vector<u8> bytes = change.bytes(i);
    std::string text = assembler_text(bytes, i.offset);
    if (!change.thunk.empty()) {
        text =
            fmt::format("{} thunk [{}", bytes[0] == 0xE9 ? "jmp" : "call", assembler_text(change.thunk, 0));
        for (const Change::Fix& fix : change.fixes)
            if (fix.in_thunk) text += fmt::format(" <{} at {:#x}>", fix.target, fix.at - 1);
        return text + "]";
    }
    return keeps_relocation(i, change) && !i.symbol.empty() ? text + " <" + i.symbol + ">" : text;
}

} // namespace

std::string assembler_text(const std::vector<u8>& bytes, u32 offset) {
    std::string text;
    u32 nops = 0;
    const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
    const auto add_nops = [&] {
        if (nops) add(nops == 1 ? "nop" : fmt::format("{} nop", nops));
        nops = 0;
    };
    for (u32 at = 0; at < bytes.size();) {
        ZydisDecodedInstruction d;
        ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
        const u32 left = static_cast<u32>(bytes.size()) - at;
        if (!decode(&bytes[at], left, d, operands)) {
            add_nops();
            add("(bad) " + hex({bytes.begin() + at, bytes.end()}));
            break;
        }
        if (d.mnemonic == ZYDIS_MNEMONIC_NOP && d.length == 1) {
            ++nops;
        } else {
            add_nops();
            char one[128];
            ZydisFormatterFormatInstruction(&formatter(), &d, operands, d.operand_count_visible, one,
                                            sizeof one, offset + at, nullptr);
            add(one);
        }
        at += d.length;
    }
    add_nops();
    return text;
}

Fault code_fault(const FaultType& type, const ModuleText& module, const Function& f, const Instruction& i,
                 const Change& change) {
    Fault fault;
    fault.type = type.name;
    fault.module = module.name();
    fault.offset = i.offset;
    fault.length = i.length;
    fault.section = f.section;
    fault.function = f.name;
    fault.in_function = i.offset - f.offset;
    fault.source = module.source_of(f, i.offset);
    fault.before = assembler_text({i.bytes, i.bytes + i.length}, i.offset);
    if (!i.symbol.empty()) fault.before += " <" + i.symbol + ">";
    fault.after = text_after(i, change);
    fault.note = change.note;
    fault.line = line_of(fault, i, change);
    return fault;
}

Fault environment_fault(const std::string& type, u32 count) {
    Fault fault;
    fault.type = type;
    fault.code = false;
    fault.count = count;
    fault.line = fmt::format("env {} {}", type, count);
    return fault;
}

std::string plan_as_list(const std::vector<Fault>& plan) {
    std::string text;
    for (usize n = 0; n < plan.size(); ++n) {
        const Fault& f = plan[n];
        if (!f.code) {
            text += fmt::format("{:2}  {:<16} count {}\n", n, f.type, f.count);
            continue;
        }
        text += fmt::format("{:2}  {:<16} {} {:06x} {}+{:#x}", n, f.type, f.module, f.offset, f.function,
                            f.in_function);
        if (!f.source.empty()) text += " (" + f.source + ")";
        text += fmt::format("\n      old  {}\n      new  {}\n", f.before, f.after);
        if (!f.note.empty()) text += "      " + f.note + "\n";
    }
    return text;
}

std::string plan_as_json(const Request& request, const std::vector<Fault>& plan) {
    using Json = nlohmann::ordered_json;
    Json faults = Json::array();
    for (const Fault& f : plan) {
        Json one = {{"type", f.type}, {"line", f.line}};
        if (f.code)
            one.update({{"module", f.module},
                        {"offset", f.offset},
                        {"length", f.length},
                        {"section", f.section},
                        {"function", f.function},
                        {"in_function", f.in_function},
                        {"source", f.source},
                        {"old", f.before},
                        {"new", f.after},
                        {"note", f.note}});
        else
            one["count"] = f.count;
        faults.push_back(std::move(one));
    }
    // A seed has 64 bits, more than a number of JSON may keep.
    return Json({{"seed", std::to_string(request.seed)}, {"faults", std::move(faults)}}).dump();
}

} // namespace alcove::faults
