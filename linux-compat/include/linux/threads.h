/* SPDX-License-Identifier: MIT
 * Bounds of tasks and processors.
 */
#pragma once
#define NR_CPUS 32
#define PID_MAX 0x8000
