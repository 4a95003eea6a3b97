// SPDX-License-Identifier: MIT
// The table of debugging commands.
#include "exec/debug.h"
#include "exec/control.h"
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_most = 8;
const DebugCommand* g_commands[k_most];
u32 g_count;

} // namespace

void debug_register(const DebugCommand& command) {
    if (g_count < k_most) g_commands[g_count++] = &command;
}

Result<usize> debug_run(const char* line, char* answer, usize size) {
    const DebugWords words(line);
    if (size) answer[0] = '\0';
    for (u32 i = 0; i < g_count && words.count() > 0; i++)
        if (words[0] == g_commands[i]->name) return g_commands[i]->run(words, answer, size);
    return Error::not_implemented;
}

int debug_control(int argc, char** argv) {
    char line[256] = "", answer[512];
    for (int i = 0; i < argc; i++)
        sniprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", i ? " " : "", argv[i]);
    const auto r = debug_run(line, answer, sizeof answer);
    if (!r) return to_errno(r.error());
    control_send_text("answer", answer, r.value());
    return 0;
}

} // namespace alcove::exec
