/* SPDX-License-Identifier: MIT
 * The Micro Channel, which no machine of Alcove's has.
 */
#pragma once
#define MCA_MAX_SLOT_NR 0x07
#define MCA_NUMADAPTERS (MCA_MAX_SLOT_NR + 3)
#define MCA_MOTHERBOARD 8
#define MCA_INTEGVIDEO 9
#define MCA_INTEGSCSI 10
#define MCA_NOTFOUND (-1)
typedef int (*MCA_ProcFn)(char *buf, int slot, void *dev);
#define mca_find_adapter(id, start) MCA_NOTFOUND
#define mca_find_unused_adapter(id, start) MCA_NOTFOUND
#define mca_read_stored_pos(slot, reg) 0
#define mca_read_pos(slot, reg) 0
#define mca_write_pos(slot, reg, byte) do { } while (0)
#define mca_set_adapter_name(slot, name) do { } while (0)
#define mca_set_adapter_procfn(slot, fn, dev) do { } while (0)
#define mca_mark_as_used(slot) 0
#define mca_mark_as_unused(slot) do { } while (0)
#define mca_is_adapter_used(slot) 0
