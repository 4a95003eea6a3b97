/* SPDX-License-Identifier: MIT
 * Tuples of the card information structure (PC Card standard, metaformat).
 */
#pragma once
#include <pcmcia/cs_types.h>
#define CISTPL_NULL 0x00
#define CISTPL_DEVICE 0x01
#define CISTPL_LONGLINK_MFC 0x06
#define CISTPL_VERS_1 0x15
#define CISTPL_ALTSTR 0x16
#define CISTPL_DEVICE_A 0x17
#define CISTPL_CONFIG 0x1a
#define CISTPL_CFTABLE_ENTRY 0x1b
#define CISTPL_MANFID 0x20
#define CISTPL_FUNCID 0x21
#define CISTPL_FUNCE 0x22
#define CISTPL_END 0xff
#define CISTPL_FUNCID_MULTI 0x00
#define CISTPL_FUNCID_MEMORY 0x01
#define CISTPL_FUNCID_SERIAL 0x02
#define CISTPL_FUNCID_PARALLEL 0x03
#define CISTPL_FUNCID_NETWORK 0x06
#define CISTPL_FUNCE_LAN_TECH 0x01
#define CISTPL_FUNCE_LAN_SPEED 0x02
#define CISTPL_FUNCE_LAN_MEDIA 0x03
#define CISTPL_FUNCE_LAN_NODE_ID 0x04
#define CISTPL_FUNCE_LAN_CONNECTOR 0x05

typedef struct tuple_t {
    unsigned int Attributes;
    cisdata_t DesiredTuple;
    unsigned int Flags;
    unsigned int LinkOffset, CISOffset;
    cisdata_t TupleCode, TupleLink, TupleOffset, TupleDataMax, TupleDataLen, *TupleData;
} tuple_t;
#define TUPLE_RETURN_LINK 0x01
#define TUPLE_RETURN_COMMON 0x02

#define CISTPL_VERS_1_MAX_PROD_STRINGS 4
typedef struct cistpl_vers_1_t {
    u8 major, minor, ns, ofs[CISTPL_VERS_1_MAX_PROD_STRINGS];
    char str[254];
} cistpl_vers_1_t;
typedef struct cistpl_manfid_t {
    u16 manf, card;
} cistpl_manfid_t;
typedef struct cistpl_funcid_t {
    u8 func, sysinit;
} cistpl_funcid_t;
typedef struct cistpl_funce_t {
    u8 type, data[0];
} cistpl_funce_t;
typedef struct cistpl_lan_tech_t {
    u8 tech;
} cistpl_lan_tech_t;
typedef struct cistpl_lan_node_id_t {
    u8 nb, id[16];
} cistpl_lan_node_id_t;
typedef struct cistpl_config_t {
    u8 last_idx;
    u32 base, rmask[4];
    u8 subtuples;
} cistpl_config_t;

#define CISTPL_POWER_VNOM 0
#define CISTPL_POWER_VMIN 1
#define CISTPL_POWER_VMAX 2
typedef struct cistpl_power_t {
    u8 present, flags;
    u32 param[7];
} cistpl_power_t;
typedef struct cistpl_timing_t {
    u32 wait, waitscale, ready, rdyscale, reserved, rsvscale;
} cistpl_timing_t;
#define CISTPL_IO_LINES_MASK 0x1f
#define CISTPL_IO_8BIT 0x20
#define CISTPL_IO_16BIT 0x40
#define CISTPL_IO_RANGE 0x80
#define CISTPL_IO_MAX_WIN 16
typedef struct cistpl_io_t {
    u8 flags, nwin;
    struct {
        u32 base, len;
    } win[CISTPL_IO_MAX_WIN];
} cistpl_io_t;
typedef struct cistpl_irq_t {
    u32 IRQInfo1, IRQInfo2;
} cistpl_irq_t;
#define CISTPL_MEM_MAX_WIN 8
typedef struct cistpl_mem_t {
    u8 flags, nwin;
    struct {
        u32 len, card_addr, host_addr;
    } win[CISTPL_MEM_MAX_WIN];
} cistpl_mem_t;
#define CISTPL_CFTABLE_DEFAULT 0x0001
#define CISTPL_CFTABLE_BVDS 0x0002
#define CISTPL_CFTABLE_WP 0x0004
#define CISTPL_CFTABLE_RDYBSY 0x0008
#define CISTPL_CFTABLE_MWAIT 0x0010
#define CISTPL_CFTABLE_AUDIO 0x0800
#define CISTPL_CFTABLE_READONLY 0x1000
#define CISTPL_CFTABLE_PWRDOWN 0x2000
typedef struct cistpl_cftable_entry_t {
    u8 index;
    u16 flags;
    u8 interface;
    cistpl_power_t vcc, vpp1, vpp2;
    cistpl_timing_t timing;
    cistpl_io_t io;
    cistpl_irq_t irq;
    cistpl_mem_t mem;
    u8 subtuples;
} cistpl_cftable_entry_t;
typedef union cisparse_t {
    cistpl_vers_1_t version_1;
    cistpl_manfid_t manfid;
    cistpl_funcid_t funcid;
    cistpl_funce_t funce;
    cistpl_config_t config;
    cistpl_cftable_entry_t cftable_entry;
} cisparse_t;
typedef struct cisinfo_t {
    unsigned int Chains;
} cisinfo_t;

extern int pcmcia_get_first_tuple(client_handle_t handle, tuple_t *tuple);
extern int pcmcia_get_next_tuple(client_handle_t handle, tuple_t *tuple);
extern int pcmcia_get_tuple_data(client_handle_t handle, tuple_t *tuple);
extern int pcmcia_parse_tuple(client_handle_t handle, tuple_t *tuple, cisparse_t *parse);
extern int pcmcia_validate_cis(client_handle_t handle, cisinfo_t *info);
