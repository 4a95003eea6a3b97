/* SPDX-License-Identifier: MIT
 * For drivers that were to compile with earlier kernels, too: what 2.4 calls otherwise or has elsewhere.
 */
#pragma once
#include <linux/types.h>
#include <linux/pci.h>
#include <asm/uaccess.h>
