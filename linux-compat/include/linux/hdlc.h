/* SPDX-License-Identifier: MIT
 * HDLC: protocol numbers (RFC 1490).
 */
#pragma once
#define NLPID_IP 0xCC
#define NLPID_SNAP 0x80
