/* SPDX-License-Identifier: MIT
 * Basic types of PC Card services.
 */
#pragma once
#include <linux/types.h>
typedef struct client_t *client_handle_t;
typedef struct region_t *memory_handle_t;
typedef struct window_t *window_handle_t;
typedef u8 cisdata_t;
typedef unsigned int event_t;
typedef u16 ioaddr_t, socket_t;
typedef unsigned short page_t;
#define DEV_NAME_LEN 32
typedef char dev_info_t[DEV_NAME_LEN];
typedef int (*event_callback_fn)(event_t event, int priority, void *args);
