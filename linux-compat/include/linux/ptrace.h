/* SPDX-License-Identifier: MIT
 * The registers of an interrupted context.
 */
#pragma once
#include <asm/ptrace.h>
