// SPDX-License-Identifier: MIT
// insmod: loads an extension.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <errno.h>
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "insmod", "[-m native|nooks] NAME [PARAMETER=VALUE...]", "Loads an extension.", "m:",
    "NAME is a bundle below /lib/modules, or the path of a module object.\n"
    "  -m  nooks: isolated in a domain of its own; native: with all rights of the executive\n"
    "      (default: mode= of the command line, else nooks)\n"};

unsigned mode_of(const char* name) {
    if (strcmp(name, "native") == 0) return ALCOVE_MODE_NATIVE;
    if (strcmp(name, "nooks") == 0) return ALCOVE_MODE_NOOKS;
    fail("%s: the modes are native and nooks", name);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    unsigned mode = ALCOVE_MODE_DEFAULT;
    while (options.next()) mode = mode_of(options.value());
    options.expect_operands(1, k_any);

    char parameters[ALCOVE_TEXT_MAX] = "";
    for (int i = 1; i < options.operand_count(); i++) {
        const char* p = options.operands()[i];
        if (!strchr(p, '=')) fail("%s: parameters have the form NAME=VALUE", p);
        if (i > 1) strlcat(parameters, " ", sizeof parameters);
        if (strlcat(parameters, p, sizeof parameters) >= sizeof parameters) fail("too many parameters");
    }
    const char* name = options.operands()[0];
    static char message[512];
    if (posix(sys_extension_load(name, mode, parameters, message, sizeof message)) >= 0) return 0;
    message[sizeof message - 1] = '\0';
    if (*message) fail("%s: %s (%s)", name, message, error_text(errno));
    fail_errno("%s", name);
}
