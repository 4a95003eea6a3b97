/* SPDX-License-Identifier: MIT
 * Feature bits of the processor.
 */
#pragma once
#define X86_FEATURE_FPU 0
#define X86_FEATURE_TSC 4
#define X86_FEATURE_MSR 5
#define X86_FEATURE_CX8 8
#define X86_FEATURE_MMX 23
#define cpu_has_xmm 0
#define cpu_has_mmx 0
