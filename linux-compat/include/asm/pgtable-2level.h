/* SPDX-License-Identifier: MIT
 * Page tables of two levels.
 */
#pragma once
#include <asm/pgtable.h>
