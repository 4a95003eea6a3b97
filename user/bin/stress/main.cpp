// SPDX-License-Identifier: MIT
// stress: injects faults into an extension while it works, and says what became of them (docs/trials.md).
#include "alcove/errors.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include "plan.h"
#include "record.h"
#include "workload.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

using namespace alcove;
using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "stress",
    "[-b KIB] [-c] [-i IF] [-p COUNT] [-r] [-s BYTES] [-t] [-w MS] [-D DISK] [-H HOST] [-P PORT] DOMAIN "
    "[PLAN...]",
    "Injects faults into an extension while it works.", "b:ci:p:rs:tw:D:H:P:",
    "  -b  KiB of the stream, or of what is written to a disk and read back (default 48)\n"
    "  -c  leave the interface's settings alone\n"
    "  -i  the extension's interface (default eth0)\n"
    "  -p  pings (default 12)\n"
    "  -r  fail once before, so that the emulator knows the code of a recovery (nooks mode only)\n"
    "  -s  bytes of a ping (default 1000)\n"
    "  -t  take the plan from the host that runs this machine, for one trial\n"
    "  -w  milliseconds without progress that an application bears (default 4000; a disk: 20000)\n"
    "  -D  the extension drives a disk, with this node (/dev/hda): WHAT IS ON IT IS OVERWRITTEN\n"
    "  -H  far end of the wire (default 10.9.0.2)\n"
    "  -P  its TCP port, which must lead back to port 7777 of this machine (default 7777)\n"
    "PLAN holds a fault a line; a line `trial SEED` begins the next trial. Without one, the work alone is "
    "done.\n"};

constexpr unsigned k_disk_patience_ms = 20000; ///< a drive that sleeps takes that long
constexpr unsigned k_plan_bytes = 256 * 1024;
char g_plan[k_plan_bytes];

struct Settings {
    WorkloadSettings workload;
    bool hosted = false, recover = false;
    const char* domain = nullptr;
};

Settings parse(Options& options) {
    Settings s;
    const char* host = "10.9.0.2";
    bool patience_given = false;
    while (const char letter = options.next()) {
        if (letter == 'b') s.workload.kib = options.number(1, 65536);
        if (letter == 'c') s.workload.configure = false;
        if (letter == 'i') s.workload.interface = options.value();
        if (letter == 'p') s.workload.pings = options.number(0, 65535);
        if (letter == 'r') s.recover = true;
        if (letter == 's') s.workload.ping_bytes = options.number(4, 1400);
        if (letter == 't') s.hosted = true;
        if (letter == 'w') s.workload.stall_ms = options.number(100, 600000);
        if (letter == 'w') patience_given = true;
        if (letter == 'D') s.workload.disk = options.value();
        if (letter == 'P') s.workload.port = options.number(1, 65535);
        if (letter == 'H') host = options.value();
    }
    options.expect_operands(1, s.hosted ? 1 : k_any);
    s.domain = options.operands()[0];
    if (s.workload.disk && !patience_given) s.workload.stall_ms = k_disk_patience_ms;
    if (!inet_aton(host, &s.workload.host)) fail("%s: no address", host);
    return s;
}

/// Until packets and threads are gone that are on their way out. Packets that a driver keeps come back when
/// it is found out, which takes a second (health.transmit); then they are no leak.
void settle(const char* interface) {
    constexpr unsigned k_step_ms = 60, k_most_ms = 1500, k_kept = 48;
    static alcove_interface info;
    for (unsigned waited = 0; waited < k_most_ms; waited += k_step_ms) {
        sleep_ms(k_step_ms);
        unsigned in_flight = 0;
        for (unsigned i = 0; sys_interface_info(i, 0, &info) >= 0; i++)
            if (strcmp(info.name, interface) == 0) in_flight = info.tx_in_flight;
        if (in_flight <= k_kept) return;
    }
}

void recover_once(const Settings& s) {
    constexpr unsigned k_row_ms = 300; ///< a generation that lives so long ends a row of failures
    (void)sys_extension_provoke(s.domain, "null-write", 0);
    alcove_trial_view view = {};
    run_workload(s.workload, view);
    if (!view.finished || !view.back) fail("%s: it does not come back from a failure", s.domain);
    sleep_ms(k_row_ms);
}

/// Brings everything into the state that trials come back to: caches filled, addresses resolved.
void warm_up(const Settings& s) {
    for (int i = 0; i < 2; i++) {
        alcove_trial_view view = {};
        run_workload(s.workload, view);
        if (i == 0) continue; // the driver may still be starting
        if (!view.finished || !view.back || view.wrong_bytes)
            fail("%s: the work does not succeed without faults (%u errors)", s.domain, view.errors);
    }
    if (s.recover) recover_once(s);
    settle(s.workload.interface);
}

void begin(const Settings& s) {
    const int r = sys_trial_begin(s.domain);
    if (r < 0) fail("no trial: %s", error_text(-r));
}

/// From the plan to the end of the record.
int run_plan(const Settings& s, char* plan, alcove_trial_view& view) {
    view = {};
    view.provoked = apply_plan(s.domain, plan, view.refused);
    run_workload(s.workload, view);
    settle(s.workload.interface);
    return sys_trial_end(&view);
}

/// A trial without a plan, so that its end has run once, too: the emulator has translated it by then.
void rehearse(const Settings& s) {
    begin(s);
    alcove_trial_view view = {};
    if (sys_trial_end(&view) != 0) fail("%s: the executive is damaged before any fault", s.domain);
}

/// The host takes a snapshot in trial_plan, and never lets it go past trial_end.
int hosted(const Settings& s) {
    warm_up(s);
    rehearse(s);
    begin(s);
    const int n = sys_trial_plan(g_plan, sizeof g_plan - 1);
    if (n < 0) fail("no plan from the host: %s", error_text(-n));
    g_plan[n] = '\0';
    alcove_trial_view view;
    return run_plan(s, g_plan, view);
}

void read_plans(int count, char** files) {
    unsigned length = 0;
    for (int i = 0; i < count; i++) {
        const int fd = open(files[i], O_RDONLY);
        if (fd < 0) fail_errno("%s", files[i]);
        for (int n; (n = read(fd, g_plan + length, sizeof g_plan - 2 - length)) != 0;
             length += static_cast<unsigned>(n))
            if (n < 0) fail_errno("%s", files[i]);
        close(fd);
        if (length >= sizeof g_plan - 2)
            fail("%s: the plans are longer than %u bytes", files[i], k_plan_bytes);
        g_plan[length++] = '\n';
    }
    g_plan[length] = '\0';
}

/// A fresh extension, whatever became of the last one.
bool reload(const Settings& s) {
    char message[256] = "";
    (void)sys_extension_unload(s.domain);
    const int r = sys_extension_load(s.domain, ALCOVE_MODE_DEFAULT, "", message, sizeof message);
    if (r < 0) complain("%s: %s", s.domain, message[0] ? message : error_text(-r));
    alcove_trial_view view = {};
    if (r >= 0) run_workload(s.workload, view);
    return view.finished && view.back;
}

struct Totals {
    unsigned trials = 0, of[k_verdicts] = {}, damaged = 0;
};

void print_row(const char* seed, const TrialRow& row, const alcove_trial_view& view) {
    iprintf(
        "%-10s %3u  %-19s %3u failures, %3u recovered, first in %6u us; %u wrong, %u errors, stall %u ms%s\n",
        seed, row.activated, verdict_name(row.verdict), row.failures, row.recoveries, row.recovery_us,
        view.wrong_bytes, view.errors, view.longest_stall_ms,
        row.damaged ? "; THE EXECUTIVE IS DAMAGED" : "");
    fflush(stdout);
}

void print_totals(const Totals& t) {
    iprintf("%u trials:", t.trials);
    for (unsigned v = 0; v < k_verdicts; v++)
        if (t.of[v]) iprintf(" %s %u", verdict_name(static_cast<Verdict>(v)), t.of[v]);
    iprintf("; executive damaged in %u\n", t.damaged);
}

/// One trial after the other, for as long as the extension can be brought back.
int run_files(const Settings& s) {
    Totals totals;
    char* at = g_plan;
    while (at && *at) {
        char seed[16] = "-";
        siscanf(at, "trial %15s", seed);
        if (strncmp(at, "trial ", 6) == 0) {
            char* end = strchr(at, '\n');
            at = end ? end + 1 : nullptr;
            if (!at) break;
        }
        char* next = strncmp(at, "trial ", 6) == 0 ? at : strstr(at, "\ntrial ");
        if (next && next != at) *next++ = '\0';
        char nothing[1] = "";
        begin(s);
        alcove_trial_view view;
        run_plan(s, next == at ? nothing : at, view);
        const TrialRow row = judge_record(s.domain, view, s.workload.stall_ms);
        print_row(seed, row, view);
        totals.trials++;
        totals.of[static_cast<unsigned>(row.verdict)]++;
        totals.damaged += row.damaged != 0;
        if (!reload(s) && !reload(s)) fail("%s does not come back", s.domain);
        at = next;
    }
    print_totals(totals);
    return totals.damaged ? 1 : 0;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const Settings settings = parse(options);
    if (settings.hosted) return hosted(settings);
    if (options.operand_count() > 1) read_plans(options.operand_count() - 1, options.operands() + 1);
    warm_up(settings);
    if (options.operand_count() > 1) return run_files(settings);
    iprintf("%s works\n", settings.domain);
    return 0;
}
