/* SPDX-License-Identifier: MIT
 * The tape drive at a QIC-02 controller.
 */
#pragma once
extern int qic02_tape_init(void);
