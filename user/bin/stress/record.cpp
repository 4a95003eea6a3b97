// SPDX-License-Identifier: MIT
// Looks through the JSON lines of a record for what makes the verdict.
#include "record.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::user {
namespace {

constexpr unsigned k_record_bytes = 65536;

bool has(const char* line, const char* key, const char* value) {
    char text[96];
    sniprintf(text, sizeof text, "\"%s\":\"%s\"", key, value);
    return strstr(line, text) != nullptr;
}

unsigned number(const char* line, const char* key) {
    char text[48];
    sniprintf(text, sizeof text, "\"%s\":", key);
    const char* at = strstr(line, text);
    return at ? strtoul(at + strlen(text), nullptr, 10) : 0;
}

void take_line(TrialRow& row, const char* line, const char* domain) {
    if (has(line, "event", "failure") && has(line, "domain", domain)) row.failures++;
    if (has(line, "event", "recovered") && has(line, "domain", domain) && row.recoveries++ == 0)
        row.recovery_us = number(line, "total_us");
    if (has(line, "trial", "damage")) row.damaged++;
    if (has(line, "trial", "fault") && number(line, "activated")) row.activated++;
}

} // namespace

TrialRow judge_record(const char* domain, const alcove_trial_view& view, unsigned stall_ms) {
    static char text[k_record_bytes];
    TrialRow row;
    unsigned length = 0;
    for (int n; length < sizeof text - 1; length += static_cast<unsigned>(n)) {
        n = sys_trial_record(length, text + length, sizeof text - 1 - length);
        if (n <= 0) break;
    }
    text[length] = '\0';
    char* rest = nullptr;
    for (char* line = strtok_r(text, "\n", &rest); line; line = strtok_r(nullptr, "\n", &rest))
        take_line(row, line, domain);
    row.activated += view.provoked;
    TrialFacts facts;
    facts.activated = row.activated;
    facts.failures = row.failures;
    facts.back = view.back;
    facts.wrong_data = view.wrong_bytes != 0;
    facts.errors = view.errors != 0;
    facts.stalled = !view.finished || view.longest_stall_ms > stall_ms;
    row.verdict = trial_verdict(facts);
    return row;
}

} // namespace alcove::user
