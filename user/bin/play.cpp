// SPDX-License-Identifier: MIT
// play: plays a WAV file.
#include "alcove/program.h"
#include "alcove/sound.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/soundcard.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"play", "[-d DEVICE] FILE...",
                               "Plays WAV files (PCM, 8 or 16 bits, mono or stereo).",
                               "d:", "  -d  the device (default: /dev/dsp)\n"};

void play(const char* path, const char* device) {
    const int file = open(path, O_RDONLY);
    if (file < 0) fail_errno("%s", path);
    SoundFormat format;
    unsigned bytes = 0;
    if (const char* wrong = wav_read_header(file, format, bytes)) fail("%s: %s", path, wrong);
    const int sound = sound_open(device, O_WRONLY, format);
    static char piece[16384];
    unsigned played = 0;
    while (played < bytes) {
        const unsigned wanted = bytes - played < sizeof piece ? bytes - played : sizeof piece;
        const int n = read(file, piece, wanted);
        if (n <= 0) break; // shorter than it says
        for (int done = 0; done < n;) {
            const int w = write(sound, piece + done, static_cast<unsigned>(n - done));
            if (w <= 0) fail_errno("%s", device);
            done += w;
        }
        played += static_cast<unsigned>(n);
    }
    if (ioctl(sound, SNDCTL_DSP_SYNC, nullptr) < 0) fail_errno("%s", device);
    iprintf("%s: %u bytes, %u Hz, %u bits, %s\n", path, played, format.rate, format.bits,
            format.channels == 2 ? "stereo" : "mono");
    close(sound);
    close(file);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char* device = "/dev/dsp";
    while (options.next()) device = options.value();
    options.expect_operands(1, k_any);
    for (int i = 0; i < options.operand_count(); i++) play(options.operands()[i], device);
    return 0;
}
