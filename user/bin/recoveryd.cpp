// SPDX-License-Identifier: MIT
// recoveryd: the recovery agent, which decides what follows when an extension fails.
#include "alcove/errors.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include "lib/recovery_policy.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

using namespace alcove;
using namespace alcove::user;

namespace {

constexpr Program k_program = {"recoveryd", "[-f FILE | --check FILE]",
                               "Decides what follows when an extension fails, as its policy file says.", "f:",
                               "  -f FILE       the policy file (default: /etc/recovery.conf)\n"
                               "  --check FILE  only looks whether FILE is right\n"
                               "The file is read again whenever it changes.\n"};

constexpr const char* k_default_file = "/etc/recovery.conf";
constexpr unsigned k_look_ms = 1000; ///< how often to look whether the file has changed
constexpr const char* k_verdicts[] = {"default", "restart", "give-up", "instead"};

/// A policy with the text that it points into.
struct PolicyFile {
    char text[16384];
    RecoveryPolicy policy;

    /// False with a complaint when it can't be read or is wrong.
    bool load(const char* path) {
        const int fd = open(path, O_RDONLY);
        const int n = fd < 0 ? -1 : read(fd, text, sizeof text);
        if (n < 0) complain_errno("%s", path);
        if (fd >= 0) close(fd);
        if (n < 0) return false;
        if (n == static_cast<int>(sizeof text)) {
            complain("%s: longer than %u bytes", path, static_cast<unsigned>(sizeof text - 1));
            return false;
        }
        if (policy.parse({text, static_cast<size_t>(n)})) return true;
        complain("%s: %s", path, policy.message());
        return false;
    }
};

PolicyFile g_files[2];
int g_current; ///< which of them is in force

/// Which version of the file was looked at last.
struct Version {
    bool exists = false;
    unsigned changes = 0, size = 0;
    bool operator==(const Version&) const = default;
};

Version version_of(const char* path) {
    alcove_stat s;
    if (sys_stat(path, &s) < 0) return {};
    return {true, s.changes, s.size};
}

/// A file that is wrong changes nothing: the policy read before stays in force.
bool load(const char* path, bool exists) {
    PolicyFile& next = g_files[1 - g_current];
    if (!exists) {
        (void)next.policy.parse({});
    } else if (!next.load(path)) {
        complain("the policy that was in force stays so");
        return false;
    }
    g_current = 1 - g_current;
    return true;
}

void reload_if_changed(const char* path, Version& seen) {
    const Version now = version_of(path);
    if (now == seen) return;
    seen = now;
    if (!load(path, now.exists)) return;
    iprintf("recoveryd: %s %s\n", path, now.exists ? "was read again" : "is gone");
    fflush(stdout);
}

/// False when no rule speaks of the extension.
bool decide(const alcove_recovery_event& event, RecoveryRule& rule, alcove_recovery_decision& decision) {
    using Verdict = RecoveryAnswer::Verdict;
    decision = {event.id, ALCOVE_RECOVERY_DEFAULT, 0, ""};
    if (!g_files[g_current].policy.rule_for(event.domain, rule)) return false;
    const RecoveryAnswer answer =
        recovery_decide(rule, {event.requested != 0, event.in_a_row, event.recent_ms, event.recent_count});
    decision.verdict = answer.verdict == Verdict::restart   ? ALCOVE_RECOVERY_RESTART
                       : answer.verdict == Verdict::give_up ? ALCOVE_RECOVERY_GIVE_UP
                                                            : ALCOVE_RECOVERY_INSTEAD;
    decision.pause_ms = answer.pause_ms;
    memcpy(decision.instead, answer.instead.data(), answer.instead.size());
    return true;
}

/// The rule's program, with the failure in words behind its own arguments.
void run_program(const RecoveryRule& rule, const alcove_recovery_event& event, unsigned verdict) {
    constexpr int k_most_words = 16;
    char words[256];
    const char* argv[k_most_words + 4];
    int count = 0;
    memcpy(words, rule.run.data(), rule.run.size());
    words[rule.run.size()] = '\0';
    for (char* w = strtok(words, " \t"); w && count < k_most_words; w = strtok(nullptr, " \t"))
        argv[count++] = w;
    argv[count++] = event.domain;
    argv[count++] = event.kind;
    argv[count++] = k_verdicts[verdict];
    argv[count] = nullptr;
    if (spawn(argv[0], argv, {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}, ALCOVE_JOB_NEW) < 0)
        complain_errno("%s", argv[0]);
}

void answer(const alcove_recovery_event& event) {
    RecoveryRule rule;
    alcove_recovery_decision decision;
    const bool ruled = decide(event, rule, decision);
    if (sys_recovery_decide(&decision) < 0) return; // too late: the executive has decided
    if (ruled && !rule.run.empty()) run_program(rule, event, decision.verdict);
}

void reap_programs() {
    int status;
    while (wait_for(-1, status, true) > 0) {
    }
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    if (argc == 3 && strcmp(argv[1], "--check") == 0) return g_files[0].load(argv[2]) ? 0 : 1;
    const char* path = k_default_file;
    while (options.next()) path = options.value();
    options.expect_operands(0, 0);

    Version seen = version_of(path);
    (void)load(path, seen.exists);
    for (;;) {
        alcove_recovery_event event;
        const int r = posix(sys_recovery_wait(k_look_ms, &event));
        if (r < 0 && errno == EBUSY) fail("another program is the recovery agent");
        if (r < 0) fail_errno("waiting");
        reload_if_changed(path, seen);
        if (r > 0) answer(event);
        reap_programs();
    }
}
