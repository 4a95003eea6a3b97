/* SPDX-License-Identifier: MIT
 * The Open Sound System's requests (OSS Programmer's Guide); numbers are Linux's.
 */
#ifndef _SYS_SOUNDCARD_H
#define _SYS_SOUNDCARD_H
#include <sys/ioctl.h>

#define SNDCTL_DSP_RESET _IO('P', 0)
#define SNDCTL_DSP_SYNC _IO('P', 1)
#define SNDCTL_DSP_SPEED _IOWR('P', 2, int)
#define SNDCTL_DSP_SETFMT _IOWR('P', 5, int)
#define SNDCTL_DSP_CHANNELS _IOWR('P', 6, int)
#define SNDCTL_DSP_SETFRAGMENT _IOWR('P', 10, int) /* how many << 16 | power of two */
#define SNDCTL_DSP_GETFMTS _IOR('P', 11, int)
#define AFMT_U8 0x08
#define AFMT_S16_LE 0x10

/* A level: left | right << 8, 0 to 100 each. */
#define SOUND_MIXER_CHANNELS 25
#define SOUND_MIXER_NAMES                                                                                    \
    "vol", "bass", "treble", "synth", "pcm", "speaker", "line", "mic", "cd", "mix", "pcm2", "rec", "igain",  \
        "ogain", "line1", "line2", "line3", "dig1", "dig2", "dig3", "phin", "phout", "video", "radio",      \
        "monitor"
#define SOUND_MIXER_READ(what) _IOR('M', what, int)
#define SOUND_MIXER_WRITE(what) _IOWR('M', what, int)
#define SOUND_MIXER_RECSRC 0xFF
#define SOUND_MIXER_DEVMASK 0xFE
#define SOUND_MIXER_RECMASK 0xFD
#define SOUND_MIXER_STEREODEVS 0xFB

#endif
