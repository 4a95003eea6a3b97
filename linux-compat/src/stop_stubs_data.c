/* SPDX-License-Identifier: MIT
 * Variables that are declared but not implemented: a touch fails the domain with the name. All are in this file, for
 * each has a place of its own in the lowest page.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

/* Of files and file systems */
LX_STOP_DATA(ROOT_DEV);
LX_STOP_DATA(abi_defhandler_coff);
LX_STOP_DATA(file_lock_list);
LX_STOP_DATA(generic_ro_fops);
LX_STOP_DATA(nfsd_linkage);
LX_STOP_DATA(page_cache_size);
LX_STOP_DATA(page_hash_bits);
LX_STOP_DATA(page_hash_table);
LX_STOP_DATA(page_symlink_inode_operations);

/* Of protocols */
LX_STOP_DATA(arp_tbl);

/* Of memory that a domain has not */
LX_STOP_DATA(bh_cachep);
LX_STOP_DATA(kmap_prot);
LX_STOP_DATA(kmap_pte);
LX_STOP_DATA(mem_map);
LX_STOP_DATA(names_cachep);

/* Of what else a domain has not */
LX_STOP_DATA(apm_battery_hook);
LX_STOP_DATA(apm_battery_hook_sem);
LX_STOP_DATA(init_task_union);
LX_STOP_DATA(keyboard_tasklet);
LX_STOP_DATA(pidhash);
LX_STOP_DATA(vt_cons);

/* What i386's own inline functions import, which are others here */
LX_STOP_DATA(bh_task_vec);
LX_STOP_DATA(irq_stat);
LX_STOP_DATA(softnet_data);

LX_STOP_DATA(empty_zero_page);
LX_STOP_DATA(kstat);
