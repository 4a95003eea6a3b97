// SPDX-License-Identifier: MIT
// A plugin of QEMU that counts executions of each guest instruction between two places in the guest's code:
//   -plugin build/tools/counter.so,from=ADDRESS,to=ADDRESS,out=FILE
// Reaching `from` sets all counters to zero, reaching `to` writes those that are not zero to FILE, one
// "address count" to a line (both hexadecimal). Exact: a repeated string instruction counts once per
// repetition, as under -icount.
#include "tools/counter/qemu_plugin.h"
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

using Address = std::uint64_t;

std::unordered_map<Address, std::uint64_t>
    g_counters; // translated code points at the values; they never move
Address g_from, g_to;
std::string g_out;

void window_begins(unsigned, void*) {
    for (auto& [address, count] : g_counters) count = 0;
}

void window_ends(unsigned, void*) {
    std::FILE* file = std::fopen(g_out.c_str(), "w");
    if (!file) return; // whoever waits for the file says that it is missing
    for (const auto& [address, count] : g_counters)
        if (count) std::fprintf(file, "%" PRIx64 " %" PRIx64 "\n", address, count);
    std::fclose(file);
}

void translated(qemu_plugin_id_t, qemu_plugin_tb* block) {
    const std::size_t n = qemu_plugin_tb_n_insns(block);
    for (std::size_t i = 0; i < n; ++i) {
        qemu_plugin_insn* const instruction = qemu_plugin_tb_get_insn(block, i);
        const Address address = qemu_plugin_insn_vaddr(instruction);
        if (address == g_from)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, window_begins, QEMU_PLUGIN_CB_NO_REGS,
                                                   nullptr);
        if (address == g_to)
            qemu_plugin_register_vcpu_insn_exec_cb(instruction, window_ends, QEMU_PLUGIN_CB_NO_REGS, nullptr);
        qemu_plugin_register_vcpu_insn_exec_inline(instruction, QEMU_PLUGIN_INLINE_ADD_U64,
                                                   &g_counters[address], 1);
    }
}

bool take_argument(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view name = text.substr(0, equals);
    const std::string value(text.substr(equals + 1));
    if (name == "from")
        g_from = std::strtoull(value.c_str(), nullptr, 0);
    else if (name == "to")
        g_to = std::strtoull(value.c_str(), nullptr, 0);
    else if (name == "out")
        g_out = value;
    else
        return false;
    return true;
}

} // namespace

extern "C" {

[[gnu::visibility("default")]] extern const int qemu_plugin_version;
const int qemu_plugin_version = 1;

/// QEMU calls it once; anything but 0 ends QEMU.
[[gnu::visibility("default")]] int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t*, int argc,
                                                       char** argv) {
    for (int i = 0; i < argc; ++i)
        if (!take_argument(argv[i])) {
            std::fprintf(stderr, "counter: bad argument '%s'\n", argv[i]);
            return 1;
        }
    if (!g_from || !g_to || g_out.empty()) {
        std::fprintf(stderr, "counter: from=, to= and out= are needed\n");
        return 1;
    }
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    return 0;
}

} // extern "C"
