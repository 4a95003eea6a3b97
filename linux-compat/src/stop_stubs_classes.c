/* SPDX-License-Identifier: MIT
 * Stop stubs of device classes and protocols that are not there: drivers compile against them and load, and the
 * first call names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/termios.h>
#include <net/arp.h>

/* Serial ports. */
LX_STOP_STUB(register_serial);
LX_STOP_STUB(unregister_serial);

/* PC Cards. */
LX_STOP_STUB(CardServices);
LX_STOP_STUB(register_pccard_driver);
LX_STOP_STUB(unregister_pccard_driver);
LX_STOP_STUB(pcmcia_get_first_tuple);
LX_STOP_STUB(pcmcia_get_next_tuple);
LX_STOP_STUB(pcmcia_get_tuple_data);
LX_STOP_STUB(pcmcia_parse_tuple);
LX_STOP_STUB(pcmcia_validate_cis);
LX_STOP_STUB(pcmcia_register_client);
LX_STOP_STUB(pcmcia_deregister_client);
LX_STOP_STUB(pcmcia_request_configuration);
LX_STOP_STUB(pcmcia_release_configuration);
LX_STOP_STUB(pcmcia_request_irq);
LX_STOP_STUB(pcmcia_release_irq);
LX_STOP_STUB(pcmcia_request_window);
LX_STOP_STUB(pcmcia_release_window);
LX_STOP_STUB(pcmcia_map_mem_page);
LX_STOP_STUB(pcmcia_report_error);

/* Parallel ports. */
LX_STOP_STUB(parport_register_driver);
LX_STOP_STUB(parport_unregister_driver);
LX_STOP_STUB(parport_enumerate);
LX_STOP_STUB(parport_register_device);
LX_STOP_STUB(parport_unregister_device);
LX_STOP_STUB(parport_claim);
LX_STOP_STUB(parport_claim_or_block);
LX_STOP_STUB(parport_release);

/* Infrared. */
LX_STOP_STUB(irda_device_setup);
LX_STOP_STUB(irda_device_set_media_busy);
LX_STOP_STUB(irda_device_txqueue_empty);
LX_STOP_STUB(irda_device_register_dongle);
LX_STOP_STUB(irda_device_unregister_dongle);
LX_STOP_STUB(irda_device_dongle_init);
LX_STOP_STUB(irda_device_dongle_cleanup);
LX_STOP_STUB(irda_task_execute);
LX_STOP_STUB(irda_task_next_state);
LX_STOP_STUB(irda_task_delete);
LX_STOP_STUB(irda_init_max_qos_capabilies);
LX_STOP_STUB(irda_qos_bits_to_value);
LX_STOP_STUB(irlap_open);
LX_STOP_STUB(irlap_close);
LX_STOP_STUB(async_wrap_skb);
LX_STOP_STUB(async_unwrap_char);
LX_STOP_STUB(hashbin_new);
LX_STOP_STUB(hashbin_delete);
LX_STOP_STUB(hashbin_insert);
LX_STOP_STUB(hashbin_remove);
LX_STOP_STUB(setup_dma);

/* Other link layers and protocols. A driver puts these where the executive's ARP would find them, which never
 * looks. */
struct neigh_ops arp_broken_ops;
EXPORT_SYMBOL(arp_broken_ops);
LX_STOP_STUB(fddi_setup);
LX_STOP_STUB(ltalk_setup);
LX_STOP_STUB(aarp_send_ddp);
LX_STOP_STUB(atalk_find_dev_addr);
LX_STOP_STUB(atrtr_get_dev);
LX_STOP_STUB(sk_run_filter);
LX_STOP_STUB(sk_chk_filter);
LX_STOP_STUB(skb_copy_datagram_iovec);
LX_STOP_STUB(memcpy_fromiovec);
LX_STOP_STUB(memcpy_toiovec);
LX_STOP_STUB(dev_mc_add);
LX_STOP_STUB(seq_open);
LX_STOP_STUB(seq_read);
LX_STOP_STUB(seq_lseek);
LX_STOP_STUB(seq_release);
LX_STOP_STUB(seq_printf);
