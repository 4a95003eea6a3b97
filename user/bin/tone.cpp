// SPDX-License-Identifier: MIT
// tone: plays a tone.
#include "alcove/program.h"
#include "alcove/sound.h"
#include <fcntl.h>
#include <sys/soundcard.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"tone", "[-d DEVICE] [-r RATE] [-f HERTZ] [-t MS]", "Plays a tone.",
                               "d:r:f:t:",
                               "  -d  the device (default: /dev/dsp)\n"
                               "  -r  frames a second (default: 22050)\n"
                               "  -f  the tone's frequency (default: 440)\n"
                               "  -t  for how long (default: 1000 ms)\n"};
constexpr int k_loud = 12000;

/// A triangle, for there is no sine without floating point. `phase`: 16 bits are one period.
int triangle(unsigned phase) {
    const int at = static_cast<int>(phase & 0xFFFF);
    const int height = at < 0x8000 ? at - 0x4000 : 0xC000 - at; // -0x4000 to 0x4000
    return height * k_loud / 0x4000;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char* device = "/dev/dsp";
    unsigned rate = 22050, hertz = 440, ms = 1000;
    while (const char option = options.next()) {
        if (option == 'd') device = options.value();
        if (option == 'r') rate = options.number(4000, 48000);
        if (option == 'f') hertz = options.number(1, 24000);
        if (option == 't') ms = options.number(1, 600000);
    }
    options.expect_operands(0, 0);
    if (hertz * 2 > rate) fail("%u Hz needs a rate of %u at least", hertz, hertz * 2);
    const int sound = sound_open(device, O_WRONLY, {rate, 1, 16});
    static short piece[2048];
    const unsigned frames = static_cast<unsigned>(static_cast<unsigned long long>(rate) * ms / 1000);
    const unsigned step = static_cast<unsigned>((static_cast<unsigned long long>(hertz) << 32) / rate);
    unsigned phase = 0;
    for (unsigned done = 0; done < frames;) {
        const unsigned n = frames - done < 2048 ? frames - done : 2048;
        for (unsigned i = 0; i < n; i++, phase += step) piece[i] = static_cast<short>(triangle(phase >> 16));
        if (write(sound, piece, n * sizeof *piece) != static_cast<int>(n * sizeof *piece))
            fail_errno("%s", device);
        done += n;
    }
    if (ioctl(sound, SNDCTL_DSP_SYNC, nullptr) < 0) fail_errno("%s", device);
    return 0;
}
