/* SPDX-License-Identifier: MIT
 * The ethtool interface: requests that come through SIOCETHTOOL.
 */
#pragma once
#include <linux/types.h>
#include <linux/ethtool_ids.h>
struct ethtool_value {
    u32 cmd, data;
};
struct ethtool_cmd {
    u32 cmd, supported, advertising;
    u16 speed;
    u8 duplex, port, phy_address, transceiver, autoneg;
    u32 maxtxpkt, maxrxpkt, reserved[4];
};
struct ethtool_drvinfo {
    u32 cmd;
    char driver[32], version[32], fw_version[32], bus_info[ETHTOOL_BUSINFO_LEN], reserved1[32], reserved2[16];
    u32 n_stats, testinfo_len, eedump_len, regdump_len;
};
#define SOPASS_MAX 6
struct ethtool_wolinfo {
    u32 cmd, supported, wolopts;
    u8 sopass[SOPASS_MAX];
};
struct ethtool_regs {
    u32 cmd, version, len;
    u8 data[0];
};
struct ethtool_eeprom {
    u32 cmd, magic, offset, len;
    u8 data[0];
};
struct ethtool_coalesce {
    u32 cmd, rx_coalesce_usecs, rx_max_coalesced_frames, rx_coalesce_usecs_irq, rx_max_coalesced_frames_irq;
    u32 tx_coalesce_usecs, tx_max_coalesced_frames, tx_coalesce_usecs_irq, tx_max_coalesced_frames_irq;
    u32 stats_block_coalesce_usecs, use_adaptive_rx_coalesce, use_adaptive_tx_coalesce, pkt_rate_low;
    u32 rx_coalesce_usecs_low, rx_max_coalesced_frames_low, tx_coalesce_usecs_low, tx_max_coalesced_frames_low;
    u32 pkt_rate_high, rx_coalesce_usecs_high, rx_max_coalesced_frames_high, tx_coalesce_usecs_high;
    u32 tx_max_coalesced_frames_high, rate_sample_interval;
};
struct ethtool_ringparam {
    u32 cmd, rx_max_pending, rx_mini_max_pending, rx_jumbo_max_pending, tx_max_pending;
    u32 rx_pending, rx_mini_pending, rx_jumbo_pending, tx_pending;
};
struct ethtool_pauseparam {
    u32 cmd, autoneg, rx_pause, tx_pause;
};
#define ETH_GSTRING_LEN 32
enum ethtool_stringset { ETH_SS_TEST, ETH_SS_STATS };
struct ethtool_gstrings {
    u32 cmd, string_set, len;
    u8 data[0];
};
enum ethtool_test_flags { ETH_TEST_FL_OFFLINE = 1 << 0, ETH_TEST_FL_FAILED = 1 << 1 };
struct ethtool_test {
    u32 cmd, flags, reserved, len;
    u64 data[0];
};
struct ethtool_stats {
    u32 cmd, n_stats;
    u64 data[0];
};
