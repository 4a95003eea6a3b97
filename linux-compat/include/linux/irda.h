/* SPDX-License-Identifier: MIT
 * Infrared: ioctls of interfaces and what comes with them.
 */
#pragma once
#include <linux/types.h>
#include <linux/sockios.h>
#include <linux/if.h>
#define LSAP_ANY 0xff
#define SIOCGRECEIVING (SIOCDEVPRIVATE + 5)
#define SIOCSBANDWIDTH (SIOCDEVPRIVATE + 2)
#define SIOCSMEDIABUSY (SIOCDEVPRIVATE + 3)
#define IAS_INTEGER 1
#define IAS_MISSING 0
#define IAS_OCT_SEQ 2
#define CS_ASCII 0x00
#define IAS_STRING 3
#define SIOCSDTRRTS (SIOCDEVPRIVATE + 8)
#define HINT_EXTENSION 0x80
#define IAS_MAX_ATTRIBNAME 60
#define IAS_MAX_CLASSNAME 60
#define IAS_MAX_OCTET_STRING 1024
#define IAS_MAX_STRING 256
#define SIOCSDONGLE (SIOCDEVPRIVATE + 0)
#define SIOCSMODE (SIOCDEVPRIVATE + 6)
#define SIOCGDONGLE (SIOCDEVPRIVATE + 1)
#define SIOCGMEDIABUSY (SIOCDEVPRIVATE + 4)
#define SIOCGMODE (SIOCDEVPRIVATE + 7)
typedef enum {
    IRDA_TEKRAM_DONGLE, IRDA_ESI_DONGLE, IRDA_ACTISYS_DONGLE, IRDA_ACTISYS_PLUS_DONGLE, IRDA_GIRBIL_DONGLE,
    IRDA_LITELINK_DONGLE, IRDA_AIRPORT_DONGLE, IRDA_OLD_BELKIN_DONGLE
} IRDA_DONGLE;
struct if_irda_qos {
    unsigned long baudrate;
    unsigned short data_size, window_size, min_turn_time, max_turn_time;
    unsigned char add_bofs, link_disc;
};
struct if_irda_line {
    __u8 dtr, rts;
};
struct if_irda_req {
    union {
        char ifrn_name[IFNAMSIZ];
    } ifr_ifrn;
    union {
        struct if_irda_line ifru_line;
        struct if_irda_qos ifru_qos;
        unsigned short ifru_flags;
        unsigned int ifru_receiving, ifru_mode, ifru_dongle;
    } ifr_ifru;
};
#define ifr_baudrate ifr_ifru.ifru_qos.baudrate
#define ifr_receiving ifr_ifru.ifru_receiving
#define ifr_dongle ifr_ifru.ifru_dongle
#define ifr_mode ifr_ifru.ifru_mode
#define ifr_dtr ifr_ifru.ifru_line.dtr
#define ifr_rts ifr_ifru.ifru_line.rts
