/* SPDX-License-Identifier: MIT
 * Instances of card drivers.
 */
#pragma once
#include <linux/timer.h>
#include <pcmcia/cs_types.h>
#include <pcmcia/cs.h>
#include <pcmcia/cistpl.h>
typedef struct dev_node_t {
    char dev_name[DEV_NAME_LEN];
    u16 major, minor;
    struct dev_node_t *next;
} dev_node_t;
typedef struct dev_link_t {
    struct dev_link_t *next;
    void *priv;
    dev_node_t *dev;
    unsigned int open, state;
    client_handle_t handle;
    window_handle_t win;
    config_req_t conf;
    irq_req_t irq;
    io_req_t io;
    struct timer_list release;
    wait_queue_head_t pending;
} dev_link_t;
#define DEV_PRESENT 0x01
#define DEV_CONFIG 0x02
#define DEV_STALE_CONFIG 0x04
#define DEV_STALE_LINK 0x08
#define DEV_CONFIG_PENDING 0x10
#define DEV_RELEASE_PENDING 0x20
#define DEV_SUSPEND 0x40
#define DEV_BUSY 0x80
#define DEV_OK(link) (((link)->state & ~DEV_BUSY) == (DEV_CONFIG | DEV_PRESENT))
extern int register_pccard_driver(dev_info_t *dev_info, dev_link_t *(*attach)(void), void (*detach)(dev_link_t *link));
#define register_pcmcia_driver register_pccard_driver
#define unregister_pcmcia_driver unregister_pccard_driver
extern int unregister_pccard_driver(dev_info_t *dev_info);
