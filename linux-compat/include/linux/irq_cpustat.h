/* SPDX-License-Identifier: MIT
 * Whether an interrupt is being handled.
 */
#pragma once
#include <asm/hardirq.h>
