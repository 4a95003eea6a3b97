/* SPDX-License-Identifier: MIT
 * Internet checksums.
 */
#pragma once
#include <linux/in.h>
#include <asm/checksum.h>
