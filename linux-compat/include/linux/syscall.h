/* SPDX-License-Identifier: MIT
 * System calls, called from within.
 */
#pragma once
extern long sys_close(unsigned int fd);
