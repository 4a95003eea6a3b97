// SPDX-License-Identifier: MIT
// The workload's steps, one after the other.
#include "workload.h"
#include "alcove/process.h"
#include "disk.h"
#include "exec/abi/stubs.h"
#include "flood.h"
#include "transfer.h"
#include <initializer_list>
#include <string.h>

namespace alcove::user {
namespace {

constexpr unsigned k_answer_ms = 600; ///< for the last pings
constexpr unsigned k_link_ms = 3000;  ///< for the carrier to come back

void set(const char* interface, alcove_interface_settings settings, alcove_trial_view& view) {
    if (sys_interface_configure(interface, &settings) < 0) view.errors++;
}

void ask_statistics(alcove_trial_view& view) {
    static alcove_interface info;
    for (unsigned i = 0; i < 4; i++)
        if (sys_interface_info(i, 1, &info) < 0 && i == 0) view.errors++;
}

/// The calls that a driver gets beside packets.
void change_settings(const char* interface, alcove_trial_view& view) {
    alcove_interface_settings s = {};
    for (const unsigned bit : {unsigned{ALCOVE_SET_DOWN}, unsigned{ALCOVE_SET_UP}}) {
        s.set = bit;
        set(interface, s, view);
    }
    s.set = ALCOVE_SET_PROMISCUOUS;
    for (const bool on : {true, false}) {
        s.promiscuous = on;
        set(interface, s, view);
    }
    constexpr unsigned char k_group[6] = {0x01, 0, 0x5E, 0, 0, 0x42};
    memcpy(s.multicast, k_group, sizeof k_group);
    for (const unsigned bit : {ALCOVE_SET_MULTICAST_ADD, ALCOVE_SET_MULTICAST_DROP}) {
        s.set = bit;
        set(interface, s, view);
    }
    ask_statistics(view);
}

void run_disk_workload(const WorkloadSettings& s, alcove_trial_view& view) {
    view.finished = run_disk(s.disk, s.kib, s.stall_ms, s.configure, view);
    view.back = disk_serves(s.disk, s.stall_ms);
}

} // namespace

void run_workload(const WorkloadSettings& settings, alcove_trial_view& view) {
    if (settings.disk) return run_disk_workload(settings, view);
    if (settings.configure) {
        change_settings(settings.interface, view);
        (void)serves(settings.host, k_link_ms);
    }
    Progress progress(view, settings.stall_ms);
    Flood flood(settings.host, settings.pings, settings.ping_bytes, view, progress);
    const bool complete = run_transfer(
        settings.host, settings.port, settings.kib * 1024, settings.seed, view, progress,
        [](void* f) { static_cast<Flood*>(f)->step(); }, &flood);
    flood.finish(k_answer_ms);
    progress.stalled();
    view.finished = complete;
    if (settings.configure) ask_statistics(view);
    view.back = serves(settings.host, settings.stall_ms);
}

} // namespace alcove::user
