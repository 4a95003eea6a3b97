// SPDX-License-Identifier: MIT
// From the entry point to main and out again.
#include <stdlib.h>

extern "C" {

int main(int argc, char** argv);

extern void (*__init_array_start[])();
extern void (*__init_array_end[])();

/// newlib's getenv looks here; Alcove has no environment.
static char* g_no_environment[] = {nullptr};
char** environ = g_no_environment;
/// What newlib's exit calls last.
void _fini() {}
/// Identity of this program for destructors of static objects.
void* __dso_handle = nullptr;

[[noreturn]] void alcove_start(int argc, char** argv) {
    for (auto f = __init_array_start; f != __init_array_end; f++) (*f)();
    exit(main(argc, argv));
}

} // extern "C"
