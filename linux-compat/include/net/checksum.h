/* SPDX-License-Identifier: MIT
 * Internet checksums.
 */
#pragma once
#include <asm/checksum.h>
