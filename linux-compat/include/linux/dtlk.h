/* SPDX-License-Identifier: MIT
 * RC Systems' DoubleTalk PC, which speaks what it is sent.
 */
#pragma once
#include <linux/sched.h>
#define DTLK_MINOR 0
#define DTLK_IO_EXTENT 2
/* Stops speaking and empties the card's buffer: control-X. */
#define DTLK_CLEAR ('X' & 0x1f)
/* Loops of waiting for the card: a hundredth of a second */
#define DTLK_MAX_RETRIES (loops_per_jiffy / (10000 / HZ))
/* Requests of programs, by the ranges of Documentation/ioctl-number.txt */
#define DTLK_INTERROGATE (0xa3 << 8 | 0x90)
#define DTLK_STATUS (0xa3 << 8 | 0x91)
/* Bits of the card's status */
enum lx_dtlk_status {
    TTS_SYNC_2 = 1 << 1, TTS_ALMOST_EMPTY = 1 << 2, TTS_ALMOST_FULL = 1 << 3, TTS_WRITABLE = 1 << 4,
    TTS_SPEAKING2 = 1 << 5, TTS_SPEAKING = 1 << 6, TTS_READABLE = 1 << 7
};
/* What the card says of itself */
struct dtlk_settings {
    unsigned short serial_number;
    unsigned char rom_version[24], mode, punc_level, formant_freq, pitch, speed, volume, tone, expression, ext_dict_loaded,
        ext_dict_status, free_ram, articulation, reverb, eob, has_indexing;
};
