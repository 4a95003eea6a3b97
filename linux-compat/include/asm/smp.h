/* SPDX-License-Identifier: MIT
 * One processor.
 */
#pragma once
#define smp_processor_id() 0
#define hard_smp_processor_id() 0
