/* SPDX-License-Identifier: MIT
 * FDDI frames (ANSI X3.139).
 */
#pragma once
#include <linux/types.h>
#include <linux/netdevice.h>
#include <linux/kdev_t.h>
#define FDDI_K_ALEN 6
#define FDDI_K_8022_HLEN 16
#define FDDI_K_SNAP_HLEN 21
#define FDDI_K_8022_ZLEN 16
#define FDDI_K_SNAP_ZLEN 21
#define FDDI_K_8022_DLEN 4475
#define FDDI_K_SNAP_DLEN 4470
#define FDDI_K_LLC_ZLEN 13
#define FDDI_K_LLC_LEN 4491
#define FDDI_FC_K_ASYNC_LLC_DEF 0x54
#define FDDI_FC_K_CLASS_MASK 0x80
#define FDDI_FC_K_FORMAT_MASK 0x30
struct fddi_8022_1_hdr {
    __u8 dsap, ssap, ctrl;
} __attribute__((packed));
struct fddi_snap_hdr {
    __u8 dsap, ssap, ctrl, oui[3];
    __u16 ethertype;
} __attribute__((packed));
struct fddihdr {
    __u8 fc, daddr[FDDI_K_ALEN], saddr[FDDI_K_ALEN];
    union {
        struct fddi_8022_1_hdr llc_8022_1;
        struct fddi_snap_hdr llc_snap;
    } hdr;
} __attribute__((packed));
struct fddi_statistics {
    /* of any device */
    __u32 rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped, tx_dropped, multicast,
        transmit_collision, rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors,
        rx_missed_errors, tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors,
        tx_window_errors;
    /* station, MAC, path and port, as in the SMT MIB (ANSI X3.229) */
    __u8 smt_station_id[8], smt_user_data[32], mac_upstream_nbr[6], mac_downstream_nbr[6], mac_old_upstream_nbr[6];
    __u8 mac_old_downstream_nbr[6], mac_smt_address[6], port_requested_paths[3 * 2];
    __u32 path_configuration[8];
    __u32 smt_available_paths, smt_bypass_present, smt_cf_state, smt_config_capabilities, smt_config_policy,
        smt_connection_policy, smt_ecm_state, smt_hi_version_id, smt_lo_version_id, smt_mac_cts, smt_master_cts,
        smt_mib_version_id, smt_non_master_cts, smt_op_version_id, smt_peer_wrap_flag,
        smt_remote_disconnect_flag, smt_stat_rpt_policy, smt_station_status, smt_t_notify, smt_time_stamp,
        smt_trace_max_expiration, smt_transition_time_stamp;
    __u32 mac_available_paths, mac_copied_cts, mac_current_path, mac_da_flag, mac_downstream_port_type,
        mac_dup_address_test, mac_error_cts, mac_frame_cts, mac_frame_error_flag, mac_frame_error_ratio,
        mac_frame_error_threshold, mac_frame_status_functions, mac_hardware_present, mac_lost_cts,
        mac_ma_unitdata_available, mac_ma_unitdata_enable, mac_requested_paths, mac_rmt_state, mac_t_max,
        mac_t_max_capability, mac_t_neg, mac_t_req, mac_transmit_cts, mac_tvx_capability, mac_tvx_value,
        mac_una_da_flag;
    __u32 path_max_t_req, path_t_max_lower_bound, path_tvx_lower_bound;
    __u32 port_available_paths[2], port_bs_flag[2], port_connect_state[2], port_connection_capabilities[2],
        port_connection_policies[2], port_current_path[2], port_hardware_present[2], port_lct_fail_cts[2],
        port_lem_cts[2], port_lem_reject_cts[2], port_ler_alarm[2], port_ler_cutoff[2], port_ler_estimate[2],
        port_ler_flag[2], port_mac_indicated[2], port_mac_placement[2], port_my_type[2], port_neighbor_type[2],
        port_pc_withhold[2], port_pcm_state[2], port_pmd_class[2];
};
