/* SPDX-License-Identifier: MIT
 * Fibre Channel as a network (RFC 2625): headers.
 */
#pragma once
#include <linux/types.h>
#define FC_ALEN 6
#define FC_HLEN ((int)(sizeof(struct fch_hdr) + sizeof(struct fcllc)))
#define EXTENDED_SAP 0xAA
#define UI_CMD 0x03
struct fch_hdr { __u8 daddr[FC_ALEN], saddr[FC_ALEN]; };
struct fcllc { __u8 dsap, ssap, llc, protid[3]; __u16 ethertype; };
