/* SPDX-License-Identifier: MIT
 * Wireless extensions, version 13: settings of wireless cards (iwconfig and iwpriv ask for them).
 */
#pragma once
#include <linux/types.h>
#include <linux/socket.h>
#include <linux/if.h>
#include <linux/ethtool.h>
#define WIRELESS_EXT 13
#define IW_MAX_SPY 8
#define IW_ESSID_MAX_SIZE 32
#define IW_PRIV_SIZE_FIXED 0x0800
#define SIOCGIWNAME 0x8B01
#define SIOCGIWPRIV 0x8B0D
#define SIOCGIWRANGE 0x8B0B
#define IW_MODE_ADHOC 1
#define IW_MODE_INFRA 2
#define SIOCGIWENCODE 0x8B2B
#define SIOCGIWFREQ 0x8B05
#define SIOCGIWMODE 0x8B07
#define SIOCGIWSPY 0x8B11
#define SIOCSIWENCODE 0x8B2A
#define SIOCSIWFREQ 0x8B04
#define SIOCSIWSPY 0x8B10
#define IW_ENCODE_DISABLED 0x8000
#define IW_PRIV_TYPE_BYTE 0x1000
#define IW_PRIV_TYPE_INT 0x4000
#define SIOCGIWSENS 0x8B09
#define SIOCIWFIRSTPRIV 0x8BE0
#define SIOCSIWMODE 0x8B06
#define SIOCSIWSENS 0x8B08
#define IW_MAX_FREQUENCIES 16
#define SIOCGIWAP 0x8B15
#define SIOCGIWESSID 0x8B1B
#define SIOCGIWFRAG 0x8B25
#define SIOCGIWRATE 0x8B21
#define SIOCGIWRTS 0x8B23
#define SIOCSIWESSID 0x8B1A
#define SIOCSIWFRAG 0x8B24
#define SIOCSIWRATE 0x8B20
#define SIOCSIWRTS 0x8B22
#define IW_ENCODE_ENABLED 0x0000
#define IW_ENCODE_INDEX 0x00FF
#define IW_ENCODE_OPEN 0x2000
#define IW_ENCODE_RESTRICTED 0x4000
#define IW_POWER_ALL_R 0x0300
#define IW_POWER_MODE 0x0F00
#define IW_POWER_ON 0x0000
#define IW_POWER_PERIOD 0x1000
#define IW_POWER_TIMEOUT 0x2000
#define IW_POWER_TYPE 0xF000
#define IW_POWER_UNICAST_R 0x0100
#define IW_RETRY_LIFETIME 0x2000
#define IW_RETRY_LIMIT 0x1000
#define IW_RETRY_MAX 0x0002
#define IW_RETRY_MIN 0x0001
#define IW_RETRY_TYPE 0xF000
#define SIOCGIWNICKN 0x8B1D
#define SIOCGIWNWID 0x8B03
#define SIOCGIWPOWER 0x8B2D
#define SIOCGIWRETRY 0x8B29
#define SIOCGIWTXPOW 0x8B27
#define SIOCSIWNICKN 0x8B1C
#define SIOCSIWNWID 0x8B02
#define SIOCSIWPOWER 0x8B2C
#define SIOCSIWRETRY 0x8B28
#define IW_MAX_BITRATES 8
#define IW_TXPOW_DBM 0x0000
#define IW_IS_SET(cmd) (!((cmd) & 1))
#define IW_IS_GET(cmd) ((cmd) & 1)
#define SIOCSIWCOMMIT 0x8B00
#define SIOCSIWRANGE 0x8B0A
#define SIOCSIWPRIV 0x8B0C
#define SIOCSIWAP 0x8B14
#define SIOCGIWAPLIST 0x8B17
#define SIOCSIWTXPOW 0x8B26
#define SIOCIWLASTPRIV 0x8BFF
#define SIOCIWFIRST SIOCSIWCOMMIT
#define SIOCIWLAST SIOCIWLASTPRIV
#define IW_MAX_ENCODING_SIZES 8
#define IW_ENCODING_TOKEN_MAX 32
#define IW_MAX_TXPOWER 8
#define IW_MAX_AP 8
#define IW_MODE_AUTO 0
#define IW_MODE_MASTER 3
#define IW_MODE_REPEAT 4
#define IW_MODE_SECOND 5
#define IW_PRIV_TYPE_MASK 0x7000
#define IW_PRIV_TYPE_NONE 0x0000
#define IW_PRIV_TYPE_CHAR 0x2000
#define IW_PRIV_TYPE_FLOAT 0x5000
#define IW_PRIV_TYPE_ADDR 0x6000
#define IW_PRIV_SIZE_MASK 0x07FF
#define IW_ENCODE_FLAGS 0xF000
#define IW_ENCODE_MODE 0xF000
#define IW_ENCODE_NOKEY 0x0800
#define IW_POWER_MIN 0x0001
#define IW_POWER_MAX 0x0002
#define IW_POWER_RELATIVE 0x0004
#define IW_POWER_MULTICAST_R 0x0200
#define IW_POWER_FORCE_S 0x0400
#define IW_POWER_REPEATER 0x0800
#define IW_TXPOW_MWATT 0x0001
#define IW_RETRY_ON 0x0000
#define IW_RETRY_MODIFIER 0x000F
#define IW_RETRY_RELATIVE 0x0004
struct iw_param {
    __s32 value;
    __u8 fixed, disabled;
    __u16 flags;
};
struct iw_point {
    caddr_t pointer;
    __u16 length, flags;
};
struct iw_freq {
    __u32 m;                        /* mantissa */
    __u16 e;                        /* exponent */
    __u8 i, pad;
};
struct iw_quality {
    __u8 qual, level, noise, updated;
};
struct iw_discarded {
    __u32 nwid, code, fragment, retries, misc;
};
struct iw_missed {
    __u32 beacon;
};
struct iw_statistics {
    __u16 status;
    struct iw_quality qual;
    struct iw_discarded discard;
    struct iw_missed miss;
};
union iwreq_data {
    char name[IFNAMSIZ];
    struct iw_point essid, encoding, data;
    struct iw_param nwid, sens, bitrate, txpower, rts, frag, retry, power;
    struct iw_freq freq;
    __u32 mode;
    struct sockaddr ap_addr;
};
struct iwreq {
    union {
        char ifrn_name[IFNAMSIZ];
    } ifr_ifrn;
    union iwreq_data u;
};
struct iw_range {
    __s32 bitrate[IW_MAX_BITRATES], sensitivity;
    struct iw_freq freq[IW_MAX_FREQUENCIES];
    __u8 num_bitrates, num_frequency;
    __u16 num_channels;
    __u32 max_nwid, min_nwid, throughput;
    struct iw_quality max_qual;
    __s32 min_rts, max_rts, min_frag, max_frag;
    __s32 min_pmp, max_pmp, min_pmt, max_pmt;
    __u16 pmp_flags, pmt_flags, pm_capa;
    __u16 encoding_size[IW_MAX_ENCODING_SIZES];
    __u8 num_encoding_sizes, max_encoding_tokens;
    __u16 txpower_capa;
    __u8 num_txpower;
    __s32 txpower[IW_MAX_TXPOWER];
    __u8 we_version_compiled, we_version_source;
    __u16 retry_capa, retry_flags, r_time_flags;
    __s32 min_retry, max_retry, min_r_time, max_r_time;
    struct iw_quality avg_qual;
};
struct iw_priv_args {
    __u32 cmd;
    __u16 set_args, get_args;
    char name[IFNAMSIZ];
};
