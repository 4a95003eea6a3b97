/* SPDX-License-Identifier: MIT
 * Slots of short mappings, of which there are none.
 */
#pragma once
enum km_type { KM_BOUNCE_READ, KM_SKB_SUNRPC_DATA, KM_SKB_DATA_SOFTIRQ, KM_USER0, KM_USER1, KM_BH_IRQ, KM_TYPE_NR };
