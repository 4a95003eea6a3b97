/* SPDX-License-Identifier: MIT
 * The UDP header (RFC 768).
 */
#pragma once
#include <linux/types.h>
struct udphdr {
    __u16 source, dest, len, check;
};
