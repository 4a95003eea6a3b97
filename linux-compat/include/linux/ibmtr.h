/* SPDX-License-Identifier: MIT
 * IBM's 16/4 Token Ring adapters (IBM Token-Ring Network PC Adapter Technical Reference): the attachment control
 * area, and the blocks by which adapter and program talk in shared memory.
 */
#pragma once
#include <linux/ip.h>
#include <linux/netdevice.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#define IBMTR_MAX_ADAPTERS 4
#define NOTOK 0
enum { TR_ISA = 1, TR_MCA, TR_ISAPNP };
#define TR_RETRY_INTERVAL (30 * HZ)
#define TR_RST_TIME (HZ / 20)
#define TR_BUSY_INTERVAL (HZ / 5)

/* Port: any write resets, another one ends it; interrupts are enabled by one of its number behind this. */
enum { ADAPTRESET = 1, ADAPTRESETREL };
#define GLOBAL_INT_ENABLE 0x02F0

/* What the adapter says of itself, a nibble in every other byte. */
#define AIP 0x1F00
#define CHANNEL_ID (AIP + 0x30)
#define AIPADAPTYPE (AIP + 0xA0)
#define AIPDATARATE (AIPADAPTYPE + 2)
#define AIPEARLYTOKEN (AIPADAPTYPE + 4)
#define AIPAVAILSHRAM (AIPADAPTYPE + 6)
#define AIPSHRAMPAGE (AIPADAPTYPE + 8)
#define AIP4MBDHB (AIPADAPTYPE + 10)
#define AIP16MBDHB (AIPADAPTYPE + 12)
#define AIPFID (AIPADAPTYPE + 26)

/* The attachment control area, and the ways to write its registers. */
#define ACA_OFFSET 0x1E00
enum { ACA_RW, ACA_RESET = 1 << 5, ACA_SET = 1 << 6 };
enum { RRR_EVEN, RRR_ODD, WRBR_EVEN, WRBR_ODD, WWOR_EVEN, WWOR_ODD, WWCR_EVEN, WWCR_ODD, ISRP_EVEN, ISRP_ODD, ISRA_EVEN,
       ISRA_ODD };
#define SRPR_EVEN 0x18
#define SRPR_ENABLE_PAGING 0xC0
#define SET_PAGE(page) writeb((page), ti->mmio + ACA_OFFSET + ACA_RW + SRPR_EVEN)
/* Interrupts to the program: even byte, odd byte. */
#define INT_ENABLE (1 << 6)
#define TCR_INT (1 << 4)
#define ERR_INT (1 << 3)
#define ACCESS_INT (1 << 2)
#define ADAP_CHK_INT (1 << 6)
#define SRB_RESP_INT (1 << 5)
#define ASB_FREE_INT (1 << 4)
#define ARB_CMD_INT (1 << 3)
#define SSB_RESP_INT (1 << 2)
/* To the adapter. */
#define CMD_IN_SRB (1 << 5)
#define RESP_IN_ASB (1 << 4)
#define ARB_FREE (1 << 1)
#define SSB_FREE (1 << 0)

/* Commands of the system request block. */
enum {
    DIR_INTERRUPT, DIR_MOD_OPEN_PARAMS, DIR_OPEN_ADAPTER = 3, DIR_CLOSE_ADAPTER, DIR_SET_GRP_ADDR = 6,
    DIR_SET_FUNC_ADDR, DIR_READ_LOG, XMIT_DIR_FRAME = 10, XMIT_UI_FRAME = 13, XMIT_XID_CMD, XMIT_TEST_CMD = 17,
    DLC_OPEN_SAP = 21, DLC_CLOSE_SAP
};
/* Of the adapter request block. */
enum { REC_DATA = 0x81, XMIT_DATA_REQ, DLC_STATUS, RING_STAT_CHANGE };
/* Bits of DIR.OPEN.ADAPTER, DLC.OPEN.SAP and RING.STATUS.CHANGE. */
#define OPEN_PASS_BCON_MAC (1 << 8)
enum { NUM_DHB = 2, DLC_MAX_SAP = 2, DLC_MAX_STA = 1, MAX_I_FIELD = 136 };
#define SAP_OPEN_STATION_CNT (1 << 0)
#define SAP_OPEN_IND_SAP (1 << 2)
#define SAP_OPEN_PRIORITY (1 << 5)
#define LOG_OVERFLOW (1 << 7)
#define REMOVE_RECV (1 << 8)
#define AUTO_REMOVAL (1 << 10)
#define LOBE_FAULT (1 << 11)
#define DATA_LOST (1 << 5)

/* Numbers in these blocks have their high byte first. */
struct srb_init_response {
    unsigned char command, init_status, init_status_2, reserved[3];
    __u16 bring_up_code, encoded_address, level_address, adapter_address, parms_address, mac_address;
};
struct dir_open_adapter {
    unsigned char command, reserved[7];
    __u16 open_options;
    unsigned char node_address[6], group_address[4], funct_address[4];
    __u16 num_rcv_buf, rcv_buf_len, dhb_length;
    unsigned char num_dhb, reserved_2, dlc_max_sap, dlc_max_sta, dlc_max_gsap, dlc_max_gmem, dlc_ticks[6];
    unsigned char product_id[18];
};
struct dlc_open_sap {
    unsigned char command, reserved, ret_code, reserved_2;
    __u16 station_id;
    unsigned char timers[3], maxout, maxin, maxout_incr, max_retry_count, gsap_max_mem;
    __u16 max_i_field;
    unsigned char sap_value, sap_options, sta_count, sap_gsap;
};
struct srb_set_funct_addr {
    unsigned char command, reserved, ret_code, reserved_2[3], funct_address[4];
};
struct srb_xmit {
    unsigned char command, cmd_corr, ret_code, reserved;
    __u16 station_id;
};
struct arb_rec_req {
    unsigned char command, reserved[3];
    __u16 station_id, rec_buf_addr;
    unsigned char lan_hdr_len, dlc_hdr_len;
    __u16 frame_len;
    unsigned char msg_type;
};
struct asb_rec {
    unsigned char command, reserved, ret_code, reserved_2;
    __u16 station_id, rec_buf_addr;
};
struct rec_buf {
    unsigned char reserved[2];
    __u16 next;
    unsigned char reserved_2, fs;
    __u16 buf_len;
    unsigned char data[0];
};

/* What a driver keeps of an adapter. */
typedef enum { CLOSED, OPEN } open_state;
enum { FIRST_INT = 1, NOT_FIRST };
struct tok_info {
    void *mmio;
    __u32 sram_virt, init_srb, srb, ssb, arb, asb;
    __u8 init_srb_page, srb_page, ssb_page, arb_page, asb_page;
    unsigned char irq, sram_base, adapter_type, page_mask, mapped_ram_size, shared_ram_paging, avail_shared_ram;
    unsigned char data_rate, ring_speed, auto_speedsave, token_release, turbo, do_tok_int, readlog_pending, hw_address[32];
    unsigned short global_int_enable, adapter_int_enable, exsap_station_id, maxmtu4, maxmtu16;
    unsigned short dhb_size4mb, dhb_size16mb, rbuf_len4, rbuf_len16, rbuf_cnt4, rbuf_cnt16;
    open_state open_status, sap_status;
    enum { MANUAL, AUTOMATIC } open_mode;
    enum { FAIL, RESTART, REOPEN } open_action;
    enum { NO, YES } open_failure;
    struct sk_buff *current_skb;
    struct net_device_stats tr_stats;
    struct timer_list tr_timer;
    wait_queue_head_t wait_for_reset;
    spinlock_t lock;
};
