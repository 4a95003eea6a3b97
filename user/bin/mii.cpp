// SPDX-License-Identifier: MIT
// mii: shows and sets the registers of a network card's PHY.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <stdio.h>
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"mii", "[-p PHY] NAME [REGISTER [VALUE]]",
                               "Shows or sets the registers of an interface's PHY.", "p:",
                               "  -p  address of the PHY (default: the one that the driver uses)\n"
                               "What was set is set again when the driver was restarted.\n"};

// Linux's numbers, which drivers understand.
constexpr unsigned k_get_phy = 0x8947, k_get = 0x8948, k_set = 0x8949;

/// As Linux lays it out behind the interface's name.
struct Mii {
    unsigned short phy, reg, in, out;
};

Mii ask(const char* name, unsigned command, Mii mii) {
    alcove_interface_ioctl request = {};
    request.command = command;
    memcpy(request.argument, &mii, sizeof mii);
    if (posix(sys_interface_ioctl(name, &request, sizeof request)) < 0) fail_errno("%s", name);
    memcpy(&mii, request.argument, sizeof mii);
    return mii;
}

unsigned short number(const char* text, unsigned most) {
    unsigned n;
    if (!parse_number(text, n) || n > most) fail("%s: not a number from 0 to %u", text, most);
    return static_cast<unsigned short>(n);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    Mii mii = {};
    bool has_phy = false;
    while (options.next()) {
        mii.phy = number(options.value(), 31);
        has_phy = true;
    }
    options.expect_operands(1, 3);
    char** words = options.operands();
    if (!has_phy) mii.phy = ask(words[0], k_get_phy, mii).phy;
    const int count = options.operand_count();
    const unsigned first = count > 1 ? number(words[1], 31) : 0, last = count > 1 ? first : 6;
    if (count == 3) {
        mii.reg = static_cast<unsigned short>(first);
        mii.in = number(words[2], 0xFFFF);
        (void)ask(words[0], k_set, mii);
        return 0;
    }
    for (unsigned r = first; r <= last; r++) {
        mii.reg = static_cast<unsigned short>(r);
        iprintf("%2u  %04x\n", r, ask(words[0], k_get, mii).out);
    }
    return 0;
}
