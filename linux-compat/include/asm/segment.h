/* SPDX-License-Identifier: MIT
 * The old place of asm/uaccess.h.
 */
#pragma once
