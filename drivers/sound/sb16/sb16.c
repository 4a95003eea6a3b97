/* SPDX-License-Identifier: MIT
 * Sound Blaster 16 on ISA: plays and records by DMA of the PC's 8237, one direction at a time.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/delay.h>
#include <linux/mm.h>
#include <asm/dma.h>
#include <asm/io.h>
#include "../pcm/pcm.h"
#include "../pcm/mixer.h"
#include "registers.h"

static int io = 0x220, irq = 5, dma = 1, dma16 = 5;
MODULE_PARM(io, "i");
MODULE_PARM(irq, "i");
MODULE_PARM(dma, "i");
MODULE_PARM(dma16, "i");
MODULE_PARM_DESC(io, "first port");
MODULE_PARM_DESC(irq, "interrupt line: 5, 7, 9 or 10");
MODULE_PARM_DESC(dma, "channel for 8 bits: 0, 1 or 3");
MODULE_PARM_DESC(dma16, "channel for 16 bits: 5, 6 or 7");
MODULE_DESCRIPTION("Sound Blaster 16");
MODULE_LICENSE("Dual MIT/GPL");

static struct pcm_card card;
static struct mixer_card mixer;
#define RING_ORDER 4                /* 64 KiB, aligned to that: no channel crosses a page of its own */

/* --- DSP and mixer --- */

static int dsp_put(unsigned char value)
{
    int tries;

    for (tries = 0; tries < 1000; tries++) {
        if (!(inb(io + SB_WRITE) & SB_BIT_7)) {
            outb(value, io + SB_WRITE);
            return 0;
        }
        udelay(1);
    }
    printk(KERN_ERR "sb16: the DSP does not take %02x\n", value);
    return -EIO;
}

static int dsp_get(void)
{
    int tries;

    for (tries = 0; tries < 1000; tries++) {
        if (inb(io + SB_READ_STATUS) & SB_BIT_7)
            return inb(io + SB_READ);
        udelay(1);
    }
    return -EIO;
}

static int dsp_reset(void)
{
    outb(1, io + SB_RESET);
    udelay(3);
    outb(0, io + SB_RESET);
    udelay(100);
    return dsp_get() == SB_ANSWER_TO_RESET ? 0 : -ENODEV;
}

static unsigned char mixer_get(unsigned char where)
{
    outb(where, io + SB_MIXER_INDEX);
    return inb(io + SB_MIXER_DATA);
}

static void mixer_put(unsigned char where, unsigned char value)
{
    outb(where, io + SB_MIXER_INDEX);
    outb(value, io + SB_MIXER_DATA);
}

/* --- the ring --- */

static int channel_of(const struct pcm_stream *s)
{
    return s->bits == 16 ? dma16 : dma;
}

static int sb_rate(struct pcm_stream *s, int wanted)
{
    return max(SB_LEAST_RATE, min(SB_MOST_RATE, wanted));
}

static void sb_setup(struct pcm_stream *s)
{
    dsp_put(s->direction == PCM_PLAY ? SB_RATE_OUT : SB_RATE_IN);
    dsp_put(s->rate >> 8);
    dsp_put(s->rate & 0xFF);
}

static void sb_start(struct pcm_stream *s)
{
    unsigned int samples = s->fragment / (s->bits / 8) - 1;
    int channel = channel_of(s);
    unsigned long flags;

    flags = claim_dma_lock();
    disable_dma(channel);
    clear_dma_ff(channel);
    set_dma_mode(channel, (s->direction == PCM_PLAY ? DMA_MODE_WRITE : DMA_MODE_READ) | DMA_AUTOINIT);
    set_dma_addr(channel, s->bus);
    set_dma_count(channel, s->bytes);
    enable_dma(channel);
    release_dma_lock(flags);
    dsp_put((s->bits == 16 ? SB_START_16 : SB_START_8) | SB_START_AUTO | SB_START_FIFO |
            (s->direction == PCM_PLAY ? 0 : SB_START_IN));
    dsp_put((s->bits == 16 ? SB_MODE_SIGNED : 0) | (s->channels == 2 ? SB_MODE_STEREO : 0));
    dsp_put(samples & 0xFF);
    dsp_put(samples >> 8);
}

static void sb_stop(struct pcm_stream *s)
{
    unsigned long flags;

    dsp_put(s->bits == 16 ? SB_PAUSE_16 : SB_PAUSE_8);
    flags = claim_dma_lock();
    disable_dma(channel_of(s));
    release_dma_lock(flags);
}

static unsigned int sb_position(struct pcm_stream *s)
{
    unsigned long flags = claim_dma_lock();
    int channel = channel_of(s), left;

    clear_dma_ff(channel);
    left = get_dma_residue(channel);
    release_dma_lock(flags);
    return s->bytes - left;
}

static struct pcm_operations sb_operations = { sb_rate, sb_setup, sb_start, sb_stop, sb_position };

static void sb_interrupt(int line, void *device, struct pt_regs *regs)
{
    unsigned char cause;
    int i;

    spin_lock(&card.lock);
    cause = mixer_get(SB_CAUSE);
    if (cause & SB_CAUSE_8)
        inb(io + SB_READ_STATUS);
    if (cause & SB_CAUSE_16)
        inb(io + SB_TAKE_BACK_16);
    spin_unlock(&card.lock);
    if (!(cause & (SB_CAUSE_8 | SB_CAUSE_16)))
        return;
    for (i = 0; i < PCM_DIRECTIONS; i++)
        if (card.streams[i].running)
            pcm_interrupt(&card.streams[i]);
}

/* --- levels --- */

static const struct level {
    int channel;
    unsigned char where, bits, stereo;
    unsigned char out, left, right; /* switches: to the output, to be recorded at each side */
} levels[] = {
    { SOUND_MIXER_VOLUME, SB_MASTER, 5, 1, 0, 0, 0 },
    { SOUND_MIXER_PCM, SB_VOICE, 5, 1, 0, 0, 0 },
    { SOUND_MIXER_SYNTH, SB_MIDI, 5, 1, 0, 0x40, 0x20 },
    { SOUND_MIXER_CD, SB_CD, 5, 1, 0x06, 0x04, 0x02 },
    { SOUND_MIXER_LINE, SB_LINE, 5, 1, 0x18, 0x10, 0x08 },
    { SOUND_MIXER_MIC, SB_MICROPHONE, 5, 0, 0x01, 0x01, 0x01 },
    { SOUND_MIXER_TREBLE, SB_TREBLE, 4, 1, 0, 0, 0 },
    { SOUND_MIXER_BASS, SB_BASS, 4, 1, 0, 0, 0 },
};

static unsigned char scaled(int level, int bits)
{
    return (level * ((1 << bits) - 1) + 50) / 100 << (8 - bits);
}

static void sb_set_level(struct mixer_card *m, int channel, int left, int right)
{
    int i;

    for (i = 0; i < ARRAY_SIZE(levels); i++) {
        if (levels[i].channel != channel)
            continue;
        mixer_put(levels[i].where, scaled(left, levels[i].bits));
        if (levels[i].stereo)
            mixer_put(levels[i].where + 1, scaled(right, levels[i].bits));
    }
}

static void sb_set_sources(struct mixer_card *m, int mask)
{
    unsigned char left = 0, right = 0;
    int i;

    for (i = 0; i < ARRAY_SIZE(levels); i++)
        if (mask >> levels[i].channel & 1) {
            left |= levels[i].left;
            right |= levels[i].right;
        }
    mixer_put(SB_INPUT_LEFT, left);
    mixer_put(SB_INPUT_RIGHT, right);
}

static void mixer_begin(void)
{
    unsigned char outputs = 0;
    int i;

    mixer.id = "SB16";
    mixer.name = "Sound Blaster 16";
    mixer.set_level = sb_set_level;
    mixer.set_sources = sb_set_sources;
    mixer.several_sources = 1;
    mixer.recorded = 1 << SOUND_MIXER_MIC;
    for (i = 0; i < ARRAY_SIZE(levels); i++) {
        mixer.channels |= 1 << levels[i].channel;
        mixer.stereo |= levels[i].stereo << levels[i].channel;
        mixer.sources |= (levels[i].left != 0) << levels[i].channel;
        mixer.left[levels[i].channel] = mixer.right[levels[i].channel] = levels[i].bits == 4 ? 50 : 90;
        outputs |= levels[i].out;
    }
    mixer_put(SB_OUTPUTS, outputs);
}

/* --- the card --- */

/* Which bit of the mixer's set-up registers a line or channel has; 0 where the card cannot have it. */
static unsigned char line_bit(int line)
{
    return line == 9 ? 1 : line == 5 ? 2 : line == 7 ? 4 : line == 10 ? 8 : 0;
}

static unsigned char channel_bit(int channel)
{
    return channel == 0 || channel == 1 || channel == 3 || (channel >= 5 && channel <= 7) ? 1 << channel : 0;
}

static int find_card(void)
{
    int version;

    if (!line_bit(irq) || !channel_bit(dma) || !channel_bit(dma16) || dma > 3 || dma16 < 5) {
        printk(KERN_ERR "sb16: it has no line %d or no channels %d and %d\n", irq, dma, dma16);
        return -EINVAL;
    }
    if (dsp_reset())
        return -ENODEV;
    dsp_put(SB_VERSION);
    version = dsp_get();
    dsp_get();
    if (version < SB_LEAST_VERSION) {
        printk(KERN_ERR "sb16: the DSP's version is %d, not %d\n", version, SB_LEAST_VERSION);
        return -ENODEV;
    }
    mixer_put(SB_LINE_SETUP, line_bit(irq));
    mixer_put(SB_CHANNEL_SETUP, channel_bit(dma) | channel_bit(dma16));
    dsp_put(SB_SPEAKER_ON);
    return 0;
}

/* One direction at a time, so one ring is enough. */
static int make_ring(void)
{
    char *ring = (char *)__get_free_pages(GFP_KERNEL | GFP_DMA, RING_ORDER);
    int i;

    if (!ring)
        return -ENOMEM;
    for (i = 0; i < PCM_DIRECTIONS; i++) {
        card.streams[i].ring = ring;
        card.streams[i].bus = virt_to_bus(ring);
    }
    return 0;
}

static void free_ring(void)
{
    free_pages((unsigned long)card.streams[0].ring, RING_ORDER);
}

static int register_devices(void)
{
    int error;

    card.name = "sb16";
    card.owner = THIS_MODULE;
    card.operations = &sb_operations;
    card.most_channels = 2;
    card.bits_16 = card.half_duplex = 1;
    mixer_begin();
    error = pcm_register(&card);
    if (error)
        return error;
    error = mixer_register(&mixer);
    if (error)
        pcm_unregister(&card);
    return error;
}

static int __init sb_init(void)
{
    int error;

    if (!request_region(io, SB_PORTS, "sb16"))
        return -EBUSY;
    error = find_card();
    if (error)
        goto no_card;
    error = -EBUSY;
    if (request_dma(dma, "sb16"))
        goto no_card;
    if (request_dma(dma16, "sb16 (16 bits)"))
        goto no_channel;
    error = make_ring();
    if (error)
        goto no_ring;
    spin_lock_init(&card.lock);
    error = request_irq(irq, sb_interrupt, 0, "sb16", &card);
    if (error)
        goto no_line;
    error = register_devices();
    if (!error) {
        printk(KERN_INFO "sb16: at ports %x, line %d, channels %d and %d\n", io, irq, dma, dma16);
        return 0;
    }
    free_irq(irq, &card);
no_line:
    free_ring();
no_ring:
    free_dma(dma16);
no_channel:
    free_dma(dma);
no_card:
    release_region(io, SB_PORTS);
    return error;
}

static void __exit sb_exit(void)
{
    mixer_unregister(&mixer);
    pcm_unregister(&card);
    dsp_reset();
    free_irq(irq, &card);
    free_ring();
    free_dma(dma16);
    free_dma(dma);
    release_region(io, SB_PORTS);
}

module_init(sb_init);
module_exit(sb_exit);
