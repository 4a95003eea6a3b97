/* SPDX-License-Identifier: MIT
 * How programs map files.
 */
#pragma once
#include <asm/mman.h>
