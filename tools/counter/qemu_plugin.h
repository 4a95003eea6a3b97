// SPDX-License-Identifier: MIT
// What the counter uses of QEMU's interface for TCG plugins, version 1 (QEMU's manual, "TCG Plugins"): Debian
// packages no header for it.
#pragma once
#include <cstddef>
#include <cstdint>

extern "C" {

struct qemu_plugin_tb;   // a block of guest code that is being translated
struct qemu_plugin_insn; // an instruction of it
struct qemu_info_t;

using qemu_plugin_id_t = std::uint64_t;
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id,
                                           void (*translated)(qemu_plugin_id_t, qemu_plugin_tb*));
std::size_t qemu_plugin_tb_n_insns(const qemu_plugin_tb* block);
qemu_plugin_insn* qemu_plugin_tb_get_insn(const qemu_plugin_tb* block, std::size_t index);
std::uint64_t qemu_plugin_insn_vaddr(const qemu_plugin_insn* instruction);
/// Before each execution: *counter += value, without a call.
void qemu_plugin_register_vcpu_insn_exec_inline(qemu_plugin_insn* instruction, qemu_plugin_op op,
                                                void* counter, std::uint64_t value);
/// Before each execution: executed(processor, data).
void qemu_plugin_register_vcpu_insn_exec_cb(qemu_plugin_insn* instruction,
                                            void (*executed)(unsigned processor, void* data),
                                            qemu_plugin_cb_flags flags, void* data);

} // extern "C"
