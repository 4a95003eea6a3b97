/* SPDX-License-Identifier: MIT
 * What a card with a mixer offers the module pcm, which is its /dev/mixer.
 */
#pragma once
#include <linux/soundcard.h>
#include <linux/spinlock.h>

struct mixer_card {
    const char *id, *name;
    int channels, stereo, sources;  /* bits 1 << SOUND_MIXER_... */
    int several_sources;            /* more than one can be recorded at once */
    /* 0 to 100 per side; card->lock held. */
    void (*set_level)(struct mixer_card *card, int channel, int left, int right);
    void (*set_sources)(struct mixer_card *card, int mask);

    spinlock_t lock;
    unsigned char left[SOUND_MIXER_NRDEVICES], right[SOUND_MIXER_NRDEVICES]; /* the first ones are the card's */
    int recorded;
    int changes;
    int minor;
    struct mixer_card *next;
};

/* Levels and sources are told to the card; /dev/mixer appears. */
extern int mixer_register(struct mixer_card *card);
extern void mixer_unregister(struct mixer_card *card);
