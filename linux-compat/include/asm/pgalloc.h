/* SPDX-License-Identifier: MIT
 * Page tables are the executive's.
 */
#pragma once
#include <asm/pgtable.h>
