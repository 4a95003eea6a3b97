/* SPDX-License-Identifier: MIT
 * Addresses of Metricom's radios.
 */
#pragma once
#include <linux/types.h>
typedef struct { __u8 c[6]; } MetricomAddress;
