// SPDX-License-Identifier: MIT
// Sound for programs: formats, WAV files, and a device set up for one.
#pragma once

namespace alcove::user {

struct SoundFormat {
    unsigned rate = 8000;
    unsigned channels = 1;
    unsigned bits = 8; ///< 8: unsigned, 16: signed, little-endian
    unsigned frame() const { return channels * bits / 8; }
};

constexpr unsigned k_wav_header = 44;

/// Reads a WAV file's header (RIFF, PCM) from its start; the file then stands at its samples, of which `bytes`
/// follow. Returns what is wrong, or nullptr.
const char* wav_read_header(int fd, SoundFormat& format, unsigned& bytes);
/// Writes a header of k_wav_header bytes. False with errno.
bool wav_write_header(int fd, const SoundFormat& format, unsigned bytes);

/// Opens a sound device and sets the format; ends the program where the device does not take it.
/// `how`: O_RDONLY or O_WRONLY.
int sound_open(const char* device, int how, const SoundFormat& format);

} // namespace alcove::user
