// SPDX-License-Identifier: MIT
// WAV files and the format of a sound device.
#include "alcove/sound.h"
#include "alcove/program.h"
#include <fcntl.h>
#include <string.h>
#include <sys/soundcard.h>
#include <unistd.h>

namespace alcove::user {

namespace {

/// Microsoft, "Multimedia Programming Interface and Data Specifications 1.0": chunks of a name and a size.
struct Chunk {
    char name[4];
    unsigned bytes;
};
struct Format {
    unsigned short tag, channels;
    unsigned rate, bytes_per_second;
    unsigned short frame, bits;
};
constexpr unsigned short k_pcm = 1;
constexpr unsigned k_most_chunks = 64;

bool get(int fd, void* to, unsigned bytes) {
    for (unsigned done = 0; done < bytes;) {
        const int n = read(fd, static_cast<char*>(to) + done, bytes - done);
        if (n <= 0) return false;
        done += static_cast<unsigned>(n);
    }
    return true;
}

bool is(const Chunk& chunk, const char* name) { return memcmp(chunk.name, name, 4) == 0; }

const char* take_format(const Format& f, SoundFormat& format) {
    if (f.tag != k_pcm) return "not PCM";
    if (f.channels < 1 || f.channels > 2 || (f.bits != 8 && f.bits != 16))
        return "neither mono nor stereo, or not of 8 or 16 bits";
    format = {f.rate, f.channels, f.bits};
    return nullptr;
}

void set(int fd, const char* device, unsigned long request, int wanted, const char* what, int tolerance = 0) {
    int value = wanted;
    if (ioctl(fd, request, &value) < 0) fail_errno("%s: %s %d", device, what, wanted);
    if (value < wanted - tolerance || value > wanted + tolerance)
        fail("%s: %s %d is not to be had, only %d", device, what, wanted, value);
}

} // namespace

const char* wav_read_header(int fd, SoundFormat& format, unsigned& bytes) {
    Chunk chunk;
    char kind[4];
    if (!get(fd, &chunk, sizeof chunk) || !is(chunk, "RIFF") || !get(fd, kind, 4) ||
        memcmp(kind, "WAVE", 4) != 0)
        return "not a WAV file";
    bool known = false;
    for (unsigned i = 0; i < k_most_chunks && get(fd, &chunk, sizeof chunk); i++) {
        if (is(chunk, "data")) {
            bytes = chunk.bytes;
            return known ? nullptr : "its format is not said";
        }
        unsigned rest = chunk.bytes + (chunk.bytes & 1);
        if (is(chunk, "fmt ")) {
            Format f;
            if (chunk.bytes < sizeof f || !get(fd, &f, sizeof f)) return "damaged";
            if (const char* wrong = take_format(f, format)) return wrong;
            known = true;
            rest -= sizeof f;
        }
        for (char skipped[64]; rest;) {
            const unsigned n = rest < sizeof skipped ? rest : sizeof skipped;
            if (!get(fd, skipped, n)) return "damaged";
            rest -= n;
        }
    }
    return "it has no samples";
}

bool wav_write_header(int fd, const SoundFormat& format, unsigned bytes) {
    struct {
        Chunk riff;
        char kind[4];
        Chunk format_chunk;
        Format format;
        Chunk data;
    } header = {{{'R', 'I', 'F', 'F'}, bytes + k_wav_header - unsigned{sizeof(Chunk)}},
                {'W', 'A', 'V', 'E'},
                {{'f', 'm', 't', ' '}, sizeof(Format)},
                {k_pcm, static_cast<unsigned short>(format.channels), format.rate,
                 format.rate * format.frame(), static_cast<unsigned short>(format.frame()),
                 static_cast<unsigned short>(format.bits)},
                {{'d', 'a', 't', 'a'}, bytes}};
    static_assert(sizeof header == k_wav_header);
    return write(fd, &header, sizeof header) == static_cast<int>(sizeof header);
}

int sound_open(const char* device, int how, const SoundFormat& format) {
    const int fd = open(device, how);
    if (fd < 0) fail_errno("%s", device);
    set(fd, device, SNDCTL_DSP_SETFMT, format.bits == 16 ? AFMT_S16_LE : AFMT_U8, "sample format");
    set(fd, device, SNDCTL_DSP_CHANNELS, static_cast<int>(format.channels), "number of channels");
    set(fd, device, SNDCTL_DSP_SPEED, static_cast<int>(format.rate), "rate",
        static_cast<int>(format.rate / 20));
    return fd;
}

} // namespace alcove::user
