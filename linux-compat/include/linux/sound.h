/* SPDX-License-Identifier: MIT
 * Sound devices' minor numbers below major 14, given out by the module soundcore: type in the low four bits.
 */
#pragma once
#include <linux/fs.h>

/* Types; mixers, sequencers and MIDI ports have theirs, and the three of PCM devices share units. */
enum lx_sound_types {
    LX_SOUND_CTL,
    LX_SOUND_SEQ,
    LX_SOUND_MIDIN,
    LX_SOUND_DSP,
    LX_SOUND_AUDIO,
    LX_SOUND_DSP16,
    LX_SOUND_STATUS,
    LX_SOUND_AWFM,
    LX_SOUND_SEQ2,
    LX_SOUND_SNDPROC,
    LX_SOUND_DMMIDI = LX_SOUND_SNDPROC,
};
#define SND_DEV_AUDIO LX_SOUND_AUDIO
#define SND_DEV_AWFM LX_SOUND_AWFM
#define SND_DEV_CTL LX_SOUND_CTL
#define SND_DEV_DMMIDI LX_SOUND_DMMIDI
#define SND_DEV_DSP LX_SOUND_DSP
#define SND_DEV_DSP16 LX_SOUND_DSP16
#define SND_DEV_MIDIN LX_SOUND_MIDIN
#define SND_DEV_SEQ LX_SOUND_SEQ
#define SND_DEV_SEQ2 LX_SOUND_SEQ2
#define SND_DEV_SNDPROC LX_SOUND_SNDPROC
#define SND_DEV_STATUS LX_SOUND_STATUS

/* Each gives the minor number or a negative error; dev or unit -1: any that is free. */
extern int register_sound_special(struct file_operations *fops, int unit);
extern int register_sound_dsp(struct file_operations *fops, int dev);
extern int register_sound_mixer(struct file_operations *fops, int dev);
extern int register_sound_midi(struct file_operations *fops, int dev);
extern int register_sound_synth(struct file_operations *fops, int dev);
extern void unregister_sound_special(int unit);
extern void unregister_sound_dsp(int unit);
extern void unregister_sound_mixer(int unit);
extern void unregister_sound_midi(int unit);
extern void unregister_sound_synth(int unit);
