/* SPDX-License-Identifier: MIT
 * Encoding of ioctl numbers.
 */
#pragma once
#include <asm/ioctl.h>
