// SPDX-License-Identifier: MIT
// badagent: a recovery agent that misbehaves in each way in turn, for tests (agent=/bin/badagent).
#include "alcove/errors.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"badagent", "", "Answers the executive's questions wrongly.", "", ""};
constexpr unsigned k_too_long_ms = 200; ///< four times the executive's patience

alcove_recovery_decision restart(const alcove_recovery_event& e) {
    return {e.id, ALCOVE_RECOVERY_RESTART, 0, ""};
}

void no_verdict(const alcove_recovery_event& e) {
    const alcove_recovery_decision d = {e.id, 77, 0, ""};
    sys_recovery_decide(&d);
}
void endless_pause(const alcove_recovery_event& e) {
    const alcove_recovery_decision d = {e.id, ALCOVE_RECOVERY_RESTART, ALCOVE_RECOVERY_PAUSE_MAX + 1, ""};
    sys_recovery_decide(&d);
}
void name_without_end(const alcove_recovery_event& e) {
    alcove_recovery_decision d = {e.id, ALCOVE_RECOVERY_INSTEAD, 0, ""};
    memset(d.instead, 'a', sizeof d.instead);
    sys_recovery_decide(&d);
}
void no_answer(const alcove_recovery_event&) {}
void late(const alcove_recovery_event& e) {
    sleep_ms(k_too_long_ms);
    const alcove_recovery_decision d = restart(e);
    sys_recovery_decide(&d);
}
void loop(const alcove_recovery_event&) {
    const unsigned until = now_ms() + k_too_long_ms;
    while (static_cast<int>(until - now_ms()) > 0) {
    }
}
void end(const alcove_recovery_event&) { fail("as planned"); }

using Answer = void (*)(const alcove_recovery_event&);
constexpr Answer k_answers[] = {no_verdict, endless_pause, name_without_end, no_answer, late, loop, end};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    for (unsigned i = 0;; i++) {
        alcove_recovery_event event;
        int r;
        while ((r = posix(sys_recovery_wait(10000, &event))) == 0) {
        }
        if (r < 0) fail_errno("waiting");
        k_answers[i % (sizeof k_answers / sizeof k_answers[0])](event);
    }
}
