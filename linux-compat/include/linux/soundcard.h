/* SPDX-License-Identifier: MIT
 * The Open Sound System's interface to programs (4Front's OSS Programmer's Guide 1.1): audio, mixers, sequencer.
 * Structures and numbers are shared with programs.
 */
#pragma once
#include <linux/ioctl.h>
#include <linux/types.h>

#define SOUND_VERSION 0x030802
#define OPEN_SOUND_SYSTEM
#define _SIO _IO
#define _SIOR _IOR
#define _SIOW _IOW
#define _SIOWR _IOWR
#define _SIOC_DIR _IOC_DIR
#define _SIOC_NONE _IOC_NONE
#define _SIOC_READ _IOC_READ
#define _SIOC_SIZE _IOC_SIZE
#define _SIOC_WRITE _IOC_WRITE

/* --- audio --- */

/* Formats of samples, a bit each */
enum lx_afmt {
    LX_MU_LAW = 1 << 0, LX_A_LAW = 1 << 1, LX_ADPCM = 1 << 2, LX_UNSIGNED_8 = 1 << 3, LX_LITTLE_16 = 1 << 4,
    LX_BIG_16 = 1 << 5, LX_SIGNED_8 = 1 << 6, LX_UNSIGNED_LITTLE_16 = 1 << 7, LX_UNSIGNED_BIG_16 = 1 << 8,
    LX_MPEG_AUDIO = 1 << 9, LX_DOLBY = 1 << 10,
};
#define AFMT_AC3 LX_DOLBY
#define AFMT_A_LAW LX_A_LAW
#define AFMT_IMA_ADPCM LX_ADPCM
#define AFMT_MPEG LX_MPEG_AUDIO
#define AFMT_MU_LAW LX_MU_LAW
#define AFMT_QUERY 0
#define AFMT_S16_BE LX_BIG_16
#define AFMT_S16_LE LX_LITTLE_16
#define AFMT_S16_NE AFMT_S16_LE
#define AFMT_S8 LX_SIGNED_8
#define AFMT_U16_BE LX_UNSIGNED_BIG_16
#define AFMT_U16_LE LX_UNSIGNED_LITTLE_16
#define AFMT_U8 LX_UNSIGNED_8

/* Capabilities; the low byte is a revision */
#define DSP_CAP_REVISION 0xff
#define LX_DSP_CAP(n) (1 << (8 + (n)))
#define DSP_CAP_BATCH LX_DSP_CAP(2)
#define DSP_CAP_BIND LX_DSP_CAP(7)
#define DSP_CAP_COPROC LX_DSP_CAP(3)
#define DSP_CAP_DUPLEX LX_DSP_CAP(0)
#define DSP_CAP_MMAP LX_DSP_CAP(5)
#define DSP_CAP_MULTI LX_DSP_CAP(6)
#define DSP_CAP_REALTIME LX_DSP_CAP(1)
#define DSP_CAP_TRIGGER LX_DSP_CAP(4)
#define DSP_BIND_CENTER_LFE (1 << 2)
#define DSP_BIND_FRONT (1 << 0)
#define DSP_BIND_HANDSET (1 << 3)
#define DSP_BIND_I2S (1 << 9)
#define DSP_BIND_MIC (1 << 4)
#define DSP_BIND_MODEM1 (1 << 5)
#define DSP_BIND_MODEM2 (1 << 6)
#define DSP_BIND_QUERY 0
#define DSP_BIND_SPDIF (1 << 8)
#define DSP_BIND_SURR (1 << 1)
#define PCM_ENABLE_INPUT 1
#define PCM_ENABLE_OUTPUT 2

typedef struct audio_buf_info { int fragments, fragstotal, fragsize, bytes; } audio_buf_info;
typedef struct count_info { int bytes, blocks, ptr; } count_info;
typedef struct buffmem_desc { unsigned *buffer; int size; } buffmem_desc;

/* Type 'P', by number: commands alone, then those with an int that goes in, out, or both ways */
#define SNDCTL_DSP_RESET _SIO('P', 0)
#define SNDCTL_DSP_SYNC _SIO('P', 1)
#define SNDCTL_DSP_POST _SIO('P', 8)
#define SNDCTL_DSP_NONBLOCK _SIO('P', 14)
#define SNDCTL_DSP_SETSYNCRO _SIO('P', 21)
#define SNDCTL_DSP_SETDUPLEX _SIO('P', 22)
#define LX_DSP_BOTH(number) _SIOWR('P', (number), int)
#define SNDCTL_DSP_SPEED LX_DSP_BOTH(2)
#define SNDCTL_DSP_STEREO LX_DSP_BOTH(3)
#define SNDCTL_DSP_GETBLKSIZE LX_DSP_BOTH(4)
#define SNDCTL_DSP_SETFMT LX_DSP_BOTH(5)
#define SNDCTL_DSP_SAMPLESIZE SNDCTL_DSP_SETFMT
#define SNDCTL_DSP_CHANNELS LX_DSP_BOTH(6)
#define SOUND_PCM_WRITE_FILTER LX_DSP_BOTH(7)
#define SNDCTL_DSP_SUBDIVIDE LX_DSP_BOTH(9)
#define SNDCTL_DSP_SETFRAGMENT LX_DSP_BOTH(10)
#define SNDCTL_DSP_GETCHANNELMASK LX_DSP_BOTH(64)
#define SNDCTL_DSP_BIND_CHANNEL LX_DSP_BOTH(65)
#define LX_DSP_OUT(number) _SIOR('P', (number), int)
#define SOUND_PCM_READ_RATE LX_DSP_OUT(2)
#define SOUND_PCM_READ_BITS LX_DSP_OUT(5)
#define SOUND_PCM_READ_CHANNELS LX_DSP_OUT(6)
#define SOUND_PCM_READ_FILTER LX_DSP_OUT(7)
#define SNDCTL_DSP_GETFMTS LX_DSP_OUT(11)
#define SNDCTL_DSP_GETCAPS LX_DSP_OUT(15)
#define SNDCTL_DSP_GETTRIGGER LX_DSP_OUT(16)
#define SNDCTL_DSP_GETODELAY LX_DSP_OUT(23)
#define SNDCTL_DSP_GETSPDIF LX_DSP_OUT(67)
#define SNDCTL_DSP_PROFILE _SIOW('P', 23, int)
#define SNDCTL_DSP_SETSPDIF _SIOW('P', 66, int)
#define SNDCTL_DSP_SETTRIGGER _SIOW('P', 16, int)
/* and those with more than a word */
#define SNDCTL_DSP_GETOSPACE _SIOR('P', 12, audio_buf_info)
#define SNDCTL_DSP_GETISPACE _SIOR('P', 13, audio_buf_info)
#define SNDCTL_DSP_GETIPTR _SIOR('P', 17, count_info)
#define SNDCTL_DSP_GETOPTR _SIOR('P', 18, count_info)
#define SNDCTL_DSP_MAPINBUF _SIOR('P', 19, buffmem_desc)
#define SNDCTL_DSP_MAPOUTBUF _SIOR('P', 20, buffmem_desc)
/* by their older names */
#define SOUND_PCM_GETBLKSIZE SNDCTL_DSP_GETBLKSIZE
#define SOUND_PCM_POST SNDCTL_DSP_POST
#define SOUND_PCM_RESET SNDCTL_DSP_RESET
#define SOUND_PCM_SETFMT SNDCTL_DSP_SETFMT
#define SOUND_PCM_SETFRAGMENT SNDCTL_DSP_SETFRAGMENT
#define SOUND_PCM_SUBDIVIDE SNDCTL_DSP_SUBDIVIDE
#define SOUND_PCM_SYNC SNDCTL_DSP_SYNC
#define SOUND_PCM_WRITE_BITS SNDCTL_DSP_SETFMT
#define SOUND_PCM_WRITE_CHANNELS SNDCTL_DSP_CHANNELS
#define SOUND_PCM_WRITE_RATE SNDCTL_DSP_SPEED

#include <linux/lx_mixer.h>
#include <linux/lx_sequencer.h>
/* What SNDCTL_DSP_PROFILE asks for: usual fragments, longer ones, shorter ones */
#define APF_CPUINTENS 2
#define APF_NETWORK 1
#define APF_NORMAL 0
