/* SPDX-License-Identifier: MIT
 * Stop stubs of memory that a domain has not: each names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

LX_STOP_STUB(change_page_attr);
LX_STOP_STUB(do_brk);
LX_STOP_STUB(do_mmap_pgoff);
LX_STOP_STUB(do_munmap);
LX_STOP_STUB(kmap_high);
LX_STOP_STUB(kunmap_high);
LX_STOP_STUB(truncate_inode_pages);
LX_STOP_STUB(vmtruncate);
LX_STOP_STUB(nr_free_pages);
LX_STOP_STUB(page_is_ram);
