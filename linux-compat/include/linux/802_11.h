/* SPDX-License-Identifier: MIT
 * Frame headers as the Aironet 4500 lays them out: 802.11, and 802.3 with what precedes it.
 */
#pragma once
#include <linux/types.h>
struct ieee_802_11_header {
    u16 frame_control, duration;
    u8 mac1[6], mac2[6], mac3[6];
    u16 SeqCtl;
    u8 mac4[6];
    u16 gapLen;
    u8 gap[8];
};
struct ieee_802_3_header {
    u16 status, payload_length;
    u8 dst_mac[6], src_mac[6];
};
#define P80211_OUI_LEN 3
struct ieee_802_11_snap_header {
    u8 dsap, ssap, ctrl, oui[P80211_OUI_LEN];
} __attribute__((packed));
struct ieee_802_11_802_2_header {
    u8 dsap, ssap, ctrl;
} __attribute__((packed));
struct ieee_802_11_802_1H_header {
    u8 dsap, ssap, ctrl, oui[P80211_OUI_LEN];
    u16 unknown1, unknown2;
} __attribute__((packed));
