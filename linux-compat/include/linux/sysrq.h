/* SPDX-License-Identifier: MIT
 * Keys for emergencies, which the executive keeps to itself.
 */
#pragma once
struct pt_regs;
struct kbd_struct;
struct tty_struct;
struct sysrq_key_op {
    void (*handler)(int key, struct pt_regs *regs, struct kbd_struct *kbd, struct tty_struct *tty);
    char *help_msg, *action_msg;
};
extern void handle_sysrq(int key, struct pt_regs *regs, struct kbd_struct *kbd, struct tty_struct *tty);
static inline void __handle_sysrq_nolock(int key, struct pt_regs *regs, struct kbd_struct *kbd, struct tty_struct *tty) { }
static inline int register_sysrq_key(int key, struct sysrq_key_op *op) { return -1; }
static inline int unregister_sysrq_key(int key, struct sysrq_key_op *op) { return -1; }
