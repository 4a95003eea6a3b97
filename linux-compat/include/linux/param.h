/* SPDX-License-Identifier: MIT
 * The tick rate.
 */
#pragma once
#include <linux/config.h>
#include <asm/param.h>
