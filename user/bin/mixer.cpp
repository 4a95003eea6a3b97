// SPDX-License-Identifier: MIT
// mixer: shows and sets a sound card's levels and what it records.
#include "alcove/program.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/soundcard.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"mixer", "[-f FILE] [-r CHANNEL] [CHANNEL LEVEL[:RIGHT]]...",
                               "Shows or sets the levels of a sound card, 0 to 100.", "f:r:",
                               "  -f  the device (default: /dev/mixer)\n"
                               "  -r  record this channel\n"
                               "What was set is set again when the driver was restarted.\n"};

constexpr const char* k_names[SOUND_MIXER_CHANNELS] = {SOUND_MIXER_NAMES};

int channel_named(const char* name) {
    for (int i = 0; i < SOUND_MIXER_CHANNELS; i++)
        if (strcmp(k_names[i], name) == 0) return i;
    fail("%s: no channel", name);
}

int get(int fd, int what) {
    int value = 0;
    if (ioctl(fd, SOUND_MIXER_READ(what), &value) < 0) fail_errno("reading the mixer");
    return value;
}

void set(int fd, int what, int value, const char* name) {
    if (ioctl(fd, SOUND_MIXER_WRITE(what), &value) < 0) fail_errno("%s", name);
}

void set_level(int fd, const char* name, const char* text) {
    char* end;
    const unsigned long left = strtoul(text, &end, 10);
    const unsigned long right = *end == ':' ? strtoul(end + 1, &end, 10) : left;
    if (*end || end == text || left > 100 || right > 100) fail("%s: not a level from 0 to 100", text);
    set(fd, channel_named(name), static_cast<int>(left | right << 8), name);
}

void show(int fd) {
    const int channels = get(fd, SOUND_MIXER_DEVMASK), stereo = get(fd, SOUND_MIXER_STEREODEVS);
    const int sources = get(fd, SOUND_MIXER_RECMASK), recorded = get(fd, SOUND_MIXER_RECSRC);
    for (int i = 0; i < SOUND_MIXER_CHANNELS; i++) {
        if (!(channels >> i & 1)) continue;
        const int level = get(fd, i);
        iprintf("%-8s %3d", k_names[i], level & 0xFF);
        if (stereo >> i & 1) iprintf(":%d", level >> 8 & 0xFF);
        iprintf("%s\n", recorded >> i & 1 ? "  recorded" : sources >> i & 1 ? "  can be recorded" : "");
    }
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char *file = "/dev/mixer", *source = nullptr;
    while (const char option = options.next()) (option == 'f' ? file : source) = options.value();
    if (options.operand_count() % 2) fail_usage(k_program);
    const int fd = open(file, O_RDWR);
    if (fd < 0) fail_errno("%s", file);
    if (source) set(fd, SOUND_MIXER_RECSRC, 1 << channel_named(source), source);
    for (int i = 0; i < options.operand_count(); i += 2)
        set_level(fd, options.operands()[i], options.operands()[i + 1]);
    if (!source && !options.operand_count()) show(fd);
    return 0;
}
