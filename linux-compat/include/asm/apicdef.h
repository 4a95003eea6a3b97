/* SPDX-License-Identifier: MIT
 * The local APIC (Intel SDM volume 3, chapter 8), which the executive keeps.
 */
#pragma once
#define APIC_DEFAULT_PHYS_BASE 0xfee00000
#define APIC_INTEGRATED(x) (((x) & 0xf0) != 0)
#define APIC_SPIV_APIC_ENABLED (1 << 8)
#define GET_APIC_MAXLVT(x) ((x) >> 16 & 0xff)
#define GET_APIC_VERSION(x) ((x) & 0xff)
#define APIC_LVTPC 0x340
#define APIC_LVR 0x30
#define APIC_LVTERR 0x370
#define APIC_SPIV 0xf0
