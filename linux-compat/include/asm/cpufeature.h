/* SPDX-License-Identifier: MIT
 * Feature bits of the processor.
 */
#pragma once
#define X86_FEATURE_FPU 0
#define X86_FEATURE_TSC 4
#define X86_FEATURE_MSR 5
#define X86_FEATURE_CX8 8
#define X86_FEATURE_APIC 9
#define X86_FEATURE_MTRR 12
#define X86_FEATURE_PGE 13
#define X86_FEATURE_MMX 23
/* What stands for other makers' range registers has its bit in a word of Linux' own. */
enum { X86_FEATURE_K6_MTRR = 3 * 32 + 1, X86_FEATURE_CYRIX_ARR, X86_FEATURE_CENTAUR_MCR };
#define cpu_has_xmm 0
#define cpu_has_mmx 0
