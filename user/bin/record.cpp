// SPDX-License-Identifier: MIT
// record: records to a WAV file.
#include "alcove/program.h"
#include "alcove/sound.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"record", "[-d DEVICE] [-r RATE] [-b BITS] [-c CHANNELS] [-t MS] FILE",
                               "Records to a WAV file.", "d:r:b:c:t:",
                               "  -d  the device (default: /dev/dsp)\n"
                               "  -r  frames a second (default: 8000)\n"
                               "  -b  8 or 16 bits (default: 8)\n"
                               "  -c  1 or 2 channels (default: 1)\n"
                               "  -t  for how long (default: 1000 ms)\n"};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char* device = "/dev/dsp";
    SoundFormat format;
    unsigned ms = 1000;
    while (const char option = options.next()) {
        if (option == 'd') device = options.value();
        if (option == 'r') format.rate = options.number(4000, 48000);
        if (option == 'b') format.bits = options.number(8, 16);
        if (option == 'c') format.channels = options.number(1, 2);
        if (option == 't') ms = options.number(1, 60000);
    }
    options.expect_operands(1, 1);
    if (format.bits != 8 && format.bits != 16) fail("%u bits: 8 or 16 are needed", format.bits);
    const char* path = options.operands()[0];
    const int sound = sound_open(device, O_RDONLY, format);
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC);
    if (file < 0) fail_errno("%s", path);
    const unsigned bytes =
        static_cast<unsigned>(static_cast<unsigned long long>(format.rate) * ms / 1000) * format.frame();
    if (!wav_write_header(file, format, bytes)) fail_errno("%s", path);
    static char piece[4096];
    for (unsigned done = 0; done < bytes;) {
        const unsigned wanted = bytes - done < sizeof piece ? bytes - done : sizeof piece;
        const int n = read(sound, piece, wanted);
        if (n <= 0) fail_errno("%s", device);
        if (write(file, piece, static_cast<unsigned>(n)) != n) fail_errno("%s", path);
        done += static_cast<unsigned>(n);
    }
    iprintf("%s: %u bytes, %u Hz, %u bits, %s\n", path, bytes, format.rate, format.bits,
            format.channels == 2 ? "stereo" : "mono");
    return 0;
}
