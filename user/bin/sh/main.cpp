// SPDX-License-Identifier: MIT
// sh: the command interpreter.
#include "alcove/program.h"
#include "line_editor.h"
#include "shell.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

using namespace alcove::shell;
using namespace alcove::user;

namespace {

constexpr Program k_program = {"sh", "[-c LINE | FILE]", "Reads commands and runs them.", "c:",
                               "  -c  runs LINE and ends\n"
                               "FILE: runs its lines; help, inside, tells of the language\n"};
constexpr const char* k_prompt = "alcove> ";

int run_interactive() {
    static Shell shell(true);
    static LineEditor editor(shell.history());
    puts("Alcove: help lists the commands.");
    fflush(stdout);
    for (;;) {
        shell.reap();
        const char* line = editor.read(k_prompt);
        if (!line) return shell.status();
        shell.history().add(line);
        shell.run(line);
    }
}

int run_lines(FILE* file) {
    static Shell shell(false);
    static char line[k_max_line];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        shell.run(line);
        shell.reap();
    }
    return shell.status();
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char* given = nullptr;
    while (options.next()) given = options.value();
    if (given) {
        options.expect_operands(0, 0);
        static Shell shell(false);
        shell.run(given);
        return shell.status();
    }
    options.expect_operands(0, 1);
    if (options.operand_count() == 0) return isatty(STDIN_FILENO) ? run_interactive() : run_lines(stdin);
    FILE* file = fopen(options.operands()[0], "r");
    if (!file) fail_errno("%s", options.operands()[0]);
    return run_lines(file);
}
