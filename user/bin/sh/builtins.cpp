// SPDX-License-Identifier: MIT
// help, history, jobs, wait, exit.
#include "builtins.h"
#include "shell.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::shell {

namespace {

int help(Shell&, int, char**) {
    puts("Built-in commands:");
    for (const Builtin& b : k_builtins) iprintf("  %-8s  %s\n", b.name, b.what);
    puts("Programs (each explains itself with --help):");
    DIR* directory = opendir("/bin");
    if (!directory) return 1;
    int column = 0;
    while (const dirent* entry = readdir(directory)) {
        if (column + strlen(entry->d_name) > 76) column = iprintf("\n") - 1;
        column += iprintf("%s%s", column ? " " : "  ", entry->d_name);
    }
    closedir(directory);
    puts("\nBetween commands: ; & && || |    Words: 'quotes' \"quotes\" \\ $?    Files: < IN > OUT >> OUT\n"
         "Keys: arrows, Home, End, Tab completes, Ctrl-A E K U W L, Ctrl-R searches, Ctrl-C gives up");
    return 0;
}

int show_history(Shell& shell, int, char**) {
    shell.history().print();
    return 0;
}

int jobs(Shell& shell, int, char**) {
    shell.print_jobs();
    return 0;
}

int wait_for_jobs(Shell& shell, int, char**) { return shell.wait_for_jobs(); }

int leave(Shell& shell, int argc, char** argv) {
    fflush(stdout);
    exit(argc > 1 ? atoi(argv[1]) : shell.status());
}

constexpr Builtin k_table[] = {
    {"help", "this text", help},
    {"history", "the lines typed so far", show_history},
    {"jobs", "programs in the background", jobs},
    {"wait", "waits until those have ended", wait_for_jobs},
    {"exit", "ends the shell [with a status]", leave},
};

} // namespace

constinit const std::span<const Builtin> k_builtins = k_table;

} // namespace alcove::shell
