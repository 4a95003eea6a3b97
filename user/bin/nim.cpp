// SPDX-License-Identifier: MIT
// nim: shows the isolation manager's domains and breaks them on purpose.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "nim", "[COMMAND [ARGUMENT...]]", "Shows protection domains, and breaks or restarts their extensions.",
    "",
    "  domains               (or no command) domains: mode, generation, state, memory\n"
    "  objects DOMAIN        executive objects that it holds\n"
    "  quotas DOMAIN         what it may hold and what it holds\n"
    "  crossings [DOMAIN]    services and upcalls, counted\n"
    "  failures [DOMAIN]     the last failure: what, where, callers, objects held\n"
    "  recovery [DOMAIN]     the last recovery, step by step, with times\n"
    "  restart DOMAIN        restarts it as after a failure\n"
    "  trace [on [switches] [KIB]|off|clear]\n"
    "                        records crossings, interrupts, faults and recovery\n"
    "  core DOMAIN           writes its core below /tmp, and names that of its last failure\n"
    "  core on|off DOMAIN    its failures leave cores, or not\n"
    "  inject DOMAIN LINE    injects a fault: a line that build/tools/plan made, or env KIND [COUNT]\n"
    "  faults                faults injected, and which of them were activated\n"
    "  fail                  lists the ways to fail\n"
    "  fail DOMAIN KIND [ARGUMENT]\n"
    "                        breaks its driver in that way\n"};

struct Kind {
    const char* name;
    const char* what;
};

/// As nim/abi/types.h lists them; the executive checks the name, this is for the reader.
constexpr Kind k_kinds[] = {
    {"null-write", "stores through a null pointer"},
    {"wild-write", "fills 4 KiB of the executive's memory (ARGUMENT: address)"},
    {"wild-jump", "jumps out of its text (ARGUMENT: address)"},
    {"divide", "divides by zero"},
    {"stack-overflow", "recurses without end"},
    {"bad-stack", "loads a wrong stack pointer (ARGUMENT: address)"},
    {"loop", "loops for ever"},
    {"loop-cli", "loops for ever with virtual interrupts off"},
    {"privileged", "executes a privileged instruction (ARGUMENT: 0 cli, 1 hlt, 2 mov cr3, 3 lidt, 4 wrmsr,\n"
                   "                  5 mov dr7, 6 clts, 7 invlpg, 8 lgdt, 9 ltr, 10 mov cr0, 11 sti)"},
    {"port", "reads a port that it does not own (ARGUMENT: port)"},
    {"leak", "allocates memory until none is left"},
    {"double-free", "frees the same memory twice"},
    {"bad-argument", "calls a service with a handle that it does not own"},
    {"bug", "runs into BUG()"},
    {"write-at", "stores one word (ARGUMENT: address)"},
    {"dma", "sends its device to other memory for its buffers (ARGUMENT: bus address)"},
};

int list_kinds() {
    for (const Kind& kind : k_kinds) iprintf("%-16s  %s\n", kind.name, kind.what);
    return 0;
}

/// ENOENT and EINVAL mean something particular here.
[[noreturn]] void fail_on(const char* domain, const char* what) {
    if (errno == ENOENT) fail("%s: no such domain (nim lists them)", domain);
    if (errno == EINVAL) fail("%s: no such way to fail (nim fail lists them)", what);
    fail_errno("%s", domain);
}

int fail_domain(int count, char** words) {
    if (count == 0) return list_kinds();
    unsigned argument = 0;
    if (count < 2 || count > 3) fail_usage(k_program);
    if (count == 3 && !parse_number(words[2], argument)) fail("%s: not a number", words[2]);
    if (posix(sys_extension_provoke(words[0], words[1], argument)) < 0) fail_on(words[0], words[1]);
    return 0;
}

int inject(int count, char** words) {
    if (count < 2) fail_usage(k_program);
    char line[ALCOVE_TEXT_MAX] = "", message[256] = "";
    for (int i = 1; i < count; i++) {
        const size_t used = strlen(line);
        sniprintf(line + used, sizeof line - used, "%s%s", i > 1 ? " " : "", words[i]);
    }
    if (posix(sys_extension_inject(words[0], line, message, sizeof message)) < 0) {
        if (message[0]) fail("%s", message);
        fail_on(words[0], "inject");
    }
    return 0;
}

int restart_domain(int count, char** words) {
    if (count != 1) fail_usage(k_program);
    if (posix(sys_extension_restart(words[0])) < 0) fail_on(words[0], "restart");
    return 0;
}

[[noreturn]] void fail_on_core(const char* domain) {
    if (errno == ENOENT) fail("%s: no such domain (nim lists them)", domain);
    if (errno == ENXIO)
        fail("%s: it is down, and no core of its failure was kept (nim core on %s keeps the next)", domain,
             domain);
    if (errno == EBUSY) fail("%s: it is being started, stopped or recovered", domain);
    if (errno == ENOSPC) fail("%s: no room below /tmp for its core (rm /tmp/... makes some)", domain);
    fail_errno("%s: no core", domain);
}

/// `trace` and `core` are the executive's own commands: their words go there as they are.
int debug(const char* name, int count, char** words) {
    char line[256], answer[512];
    sniprintf(line, sizeof line, "%s", name);
    for (int i = 0; i < count; i++)
        sniprintf(line + strlen(line), sizeof line - strlen(line), " %s", words[i]);
    const int n = posix(sys_debug(line, answer, sizeof answer));
    if (n < 0 && errno == EINVAL) fail_usage(k_program);
    if (n < 0 && count && strcmp(name, "core") == 0) fail_on_core(words[count - 1]);
    if (n < 0) fail_errno("%s", line);
    fwrite(answer, 1, static_cast<size_t>(n), stdout);
    return 0;
}

struct Report {
    const char* name;
    int least, most; ///< operands
};

constexpr Report k_reports[] = {{"domains", 0, 0},   {"objects", 1, 1},  {"quotas", 1, 1},
                                {"crossings", 0, 1}, {"failures", 0, 1}, {"recovery", 0, 1},
                                {"modules", 0, 0},   {"faults", 0, 0}};

int report(const char* name, int count, char** words) {
    for (const Report& r : k_reports) {
        if (strcmp(r.name, name) != 0) continue;
        if (count < r.least || count > r.most) fail_usage(k_program);
        char what[128];
        sniprintf(what, sizeof what, "%s%s%s", name, count ? " " : "", count ? words[0] : "");
        if (!print_report(what)) fail_errno("%s", what);
        return 0;
    }
    complain("%s: unknown command", name);
    fail_usage(k_program);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    if (options.operand_count() == 0) return report("domains", 0, nullptr);
    const char* command = options.operands()[0];
    const int count = options.operand_count() - 1;
    char** words = options.operands() + 1;
    if (strcmp(command, "fail") == 0) return fail_domain(count, words);
    if (strcmp(command, "inject") == 0) return inject(count, words);
    if (strcmp(command, "restart") == 0) return restart_domain(count, words);
    if (strcmp(command, "trace") == 0 || strcmp(command, "core") == 0) return debug(command, count, words);
    return report(command, count, words);
}
