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
/* Why a station was let go (IEEE 802.11, 7.3.1.7), as entries { code, mask, text }. */
#define IEEE_802_11_LINK_STATUS_FAILURE_REASON_STRINGS \
    { \
        { 1, 0xff, "unspecified" }, { 2, 0xff, "authentication expired" }, { 3, 0xff, "other station leaves" }, \
        { 4, 0xff, "idle for too long" }, { 5, 0xff, "access point is full" }, \
        { 6, 0xff, "class 2 frame without authentication" }, { 7, 0xff, "class 3 frame without association" }, \
        { 8, 0xff, "other station leaves the cell" }, { 9, 0xff, "association without authentication" }, \
        { 0, 0, NULL } \
    }
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
