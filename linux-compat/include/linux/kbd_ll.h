/* SPDX-License-Identifier: MIT
 * Scan codes on their way to the keyboard's interpreter.
 */
#pragma once
extern struct pt_regs *kbd_pt_regs;
extern void handle_scancode(unsigned char code, int down);
