/* SPDX-License-Identifier: MIT
 * What a card that plays from a ring in memory, or records to one, offers the module pcm, which is its /dev/dsp.
 */
#pragma once
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/fs.h>
#include <asm/io.h>
#include <asm/semaphore.h>

#define PCM_RING 65536              /* bytes of a ring in memory, which may be used in part */
#define PCM_LEAST_RATE 4000
#define PCM_MOST_RATE 48000

enum pcm_direction { PCM_PLAY, PCM_RECORD, PCM_DIRECTIONS };

struct pcm_card;

/* The card's part is ring and bus; the rest is set before operations->setup, and kept by the module. */
struct pcm_stream {
    char *ring;
    dma_addr_t bus;

    struct pcm_card *card;
    enum pcm_direction direction;
    int rate, channels, bits;       /* 8 bits are unsigned, 16 signed and little-endian */
    unsigned int fragment, bytes;   /* an interrupt each `fragment`; `bytes` of the ring are used */

    /* under card->lock */
    int set_up, running, held;      /* held: the program will say when (SNDCTL_DSP_SETTRIGGER) */
    unsigned int at, hardware;      /* places in the ring: the program's next byte, the card's */
    int filled;                     /* bytes between them: to play, or to be read */
    unsigned int total, blocks;     /* played or recorded since the file was opened */
    unsigned int gaps;              /* how often the card had nothing to play, or no room */
    wait_queue_head_t wait;

    unsigned int wanted_fragment, wanted_count; /* by SNDCTL_DSP_SETFRAGMENT; 0: by rate */
};

/* Called with card->lock held and interrupts off, but for `rate`. */
struct pcm_operations {
    int (*rate)(struct pcm_stream *s, int wanted); /* the nearest that the card has */
    void (*setup)(struct pcm_stream *s);           /* rate, channels, bits, ring: takes effect with start */
    void (*start)(struct pcm_stream *s);           /* from the ring's begin */
    void (*stop)(struct pcm_stream *s);
    unsigned int (*position)(struct pcm_stream *s); /* the card's place in the ring */
};

struct pcm_card {
    const char *name;
    struct module *owner;
    struct pcm_operations *operations;
    int most_channels, bits_16;     /* what it can */
    int one_rate;                   /* both directions share a rate */
    int half_duplex;                /* one direction at a time */

    spinlock_t lock;
    struct pcm_stream streams[PCM_DIRECTIONS];
    struct semaphore opening;
    int open;                       /* bit per direction */
    int minor;
    struct pcm_card *next;
};

/* Rings are there; /dev/dsp appears. */
extern int pcm_register(struct pcm_card *card);
extern void pcm_unregister(struct pcm_card *card);
/* A fragment is done. Interrupt context. */
extern void pcm_interrupt(struct pcm_stream *s);
static inline unsigned int pcm_frame(const struct pcm_stream *s)
{
    return s->channels * s->bits / 8;
}
