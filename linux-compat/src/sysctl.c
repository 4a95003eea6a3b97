/* SPDX-License-Identifier: MIT
 * Tables of kernel variables: kept, but not shown.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/sysctl.h>

struct ctl_table_header *register_sysctl_table(ctl_table *table, int insert_at_head)
{
    struct ctl_table_header *header = kmalloc(sizeof(*header), GFP_KERNEL);

    (void)insert_at_head;
    if (!header)
        return NULL;
    header->ctl_table = table;
    INIT_LIST_HEAD(&header->ctl_entry);
    return header;
}
EXPORT_SYMBOL(register_sysctl_table);

void unregister_sysctl_table(struct ctl_table_header *header)
{
    kfree(header);
}
EXPORT_SYMBOL(unregister_sysctl_table);
