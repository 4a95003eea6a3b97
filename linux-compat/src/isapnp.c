/* SPDX-License-Identifier: MIT
 * ISA plug and play: there is none, and nothing is found.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/isapnp.h>

int isapnp_present(void)
{
    return 0;
}
EXPORT_SYMBOL(isapnp_present);

struct pci_bus *isapnp_find_card(unsigned short vendor, unsigned short device, struct pci_bus *from)
{
    return NULL;
}
EXPORT_SYMBOL(isapnp_find_card);

struct pci_dev *isapnp_find_dev(struct pci_bus *card, unsigned short vendor, unsigned short function, struct pci_dev *from)
{
    return NULL;
}
EXPORT_SYMBOL(isapnp_find_dev);

int isapnp_probe_devs(const struct isapnp_device_id *ids, int (*probe)(struct pci_dev *dev, const struct isapnp_device_id *id))
{
    return 0;
}
EXPORT_SYMBOL(isapnp_probe_devs);

int isapnp_cfg_begin(int card, int device)
{
    return -ENODEV;
}
EXPORT_SYMBOL(isapnp_cfg_begin);

int isapnp_cfg_end(void)
{
    return -ENODEV;
}
EXPORT_SYMBOL(isapnp_cfg_end);

/* These need a device, which nobody was given. */
LX_STOP_STUB(isapnp_activate);
LX_STOP_STUB(isapnp_deactivate);
LX_STOP_STUB(isapnp_resource_change);
