/* SPDX-License-Identifier: MIT
 * Ensoniq AudioPCI (ES1370): plays by DAC2, records by the ADC, which share a rate; mixer of the AK4531.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/delay.h>
#include <asm/io.h>
#include "../pcm/pcm.h"
#include "../pcm/mixer.h"
#include "registers.h"

struct es_card {
    struct pcm_card pcm;
    struct mixer_card mixer;
    struct pci_dev *dev;
    unsigned long ports;
    u32 control, serial;            /* what the registers hold */
};

/* What differs between the two directions. */
static const struct direction {
    u32 enable, stereo, bits_16, interrupt, loop_stop, status;
    unsigned int page, address, size, count;
} directions[PCM_DIRECTIONS] = {
    { ES_CONTROL_DAC2, ES_SERIAL_DAC2_STEREO, ES_SERIAL_DAC2_16, ES_SERIAL_DAC2_INTERRUPT, ES_SERIAL_DAC2_LOOP_STOP,
      ES_STATUS_DAC2, ES_PAGE_DACS, ES_DAC2_ADDRESS, ES_DAC2_SIZE, ES_DAC2_COUNT },
    { ES_CONTROL_ADC, ES_SERIAL_ADC_STEREO, ES_SERIAL_ADC_16, ES_SERIAL_ADC_INTERRUPT, ES_SERIAL_ADC_LOOP_STOP,
      ES_STATUS_ADC, ES_PAGE_ADC, ES_ADC_ADDRESS, ES_ADC_SIZE, ES_ADC_COUNT },
};

static struct es_card *card_of(struct pcm_stream *s)
{
    return list_entry(s->card, struct es_card, pcm);
}

static void control(struct es_card *card, u32 off, u32 on)
{
    card->control = (card->control & ~off) | on;
    outl(card->control, card->ports + ES_CONTROL);
}

static void serial(struct es_card *card, u32 off, u32 on)
{
    card->serial = (card->serial & ~off) | on;
    outl(card->serial, card->ports + ES_SERIAL);
}

/* --- the ring --- */

static int es_rate(struct pcm_stream *s, int wanted)
{
    int divider = (ES_CLOCK + wanted / 2) / wanted;

    return (ES_CLOCK + divider / 2) / divider;
}

static void es_setup(struct pcm_stream *s)
{
    const struct direction *d = &directions[s->direction];
    struct es_card *card = card_of(s);

    control(card, ES_CONTROL_DIVIDER, ((ES_CLOCK + s->rate / 2) / s->rate - 2) << ES_DIVIDER_SHIFT);
    serial(card, d->stereo | d->bits_16 | d->interrupt | d->loop_stop,
           (s->channels == 2 ? d->stereo : 0) | (s->bits == 16 ? d->bits_16 : 0));
    if (s->direction == PCM_PLAY)
        serial(card, ES_SERIAL_DAC2_STEP | ES_SERIAL_DAC2_START, (s->bits / 8) << ES_STEP_SHIFT);
}

static void es_start(struct pcm_stream *s)
{
    const struct direction *d = &directions[s->direction];
    struct es_card *card = card_of(s);

    outl(d->page, card->ports + ES_PAGE);
    outl(s->bus, card->ports + d->address);
    outl(s->bytes / 4 - 1, card->ports + d->size);
    outl(s->fragment / pcm_frame(s) - 1, card->ports + d->count);
    serial(card, 0, d->interrupt);
    control(card, 0, d->enable);
}

static void es_stop(struct pcm_stream *s)
{
    const struct direction *d = &directions[s->direction];

    serial(card_of(s), d->interrupt, 0);
    control(card_of(s), d->enable, 0);
}

static unsigned int es_position(struct pcm_stream *s)
{
    const struct direction *d = &directions[s->direction];
    struct es_card *card = card_of(s);

    outl(d->page, card->ports + ES_PAGE);
    return (inl(card->ports + d->size) >> 16) * 4;
}

static struct pcm_operations es_operations = { es_rate, es_setup, es_start, es_stop, es_position };

/* A request is taken back by switching its interrupt off and on. */
static void es_interrupt(int irq, void *device, struct pt_regs *regs)
{
    struct es_card *card = device;
    u32 status = inl(card->ports + ES_STATUS);
    int i;

    if (!(status & ES_STATUS_INTERRUPT))
        return;
    for (i = 0; i < PCM_DIRECTIONS; i++) {
        if (!(status & directions[i].status))
            continue;
        spin_lock(&card->pcm.lock);
        if (card->serial & directions[i].interrupt) {
            serial(card, directions[i].interrupt, 0);
            serial(card, 0, directions[i].interrupt);
        }
        spin_unlock(&card->pcm.lock);
        pcm_interrupt(&card->pcm.streams[i]);
    }
}

/* --- mixer --- */

static void codec(struct es_card *card, unsigned char where, unsigned char value)
{
    int tries;

    for (tries = 0; tries < 1000 && (inl(card->ports + ES_STATUS) & (ES_STATUS_CODEC_WRITE | ES_STATUS_CODEC_BUSY));
         tries++)
        udelay(10);
    outw(where << 8 | value, card->ports + ES_CODEC);
}

static const struct level {
    int channel;
    unsigned char left, right;
} levels[] = {
    { SOUND_MIXER_VOLUME, AK_MASTER_LEFT, AK_MASTER_RIGHT }, { SOUND_MIXER_PCM, AK_VOICE_LEFT, AK_VOICE_RIGHT },
    { SOUND_MIXER_SYNTH, AK_FM_LEFT, AK_FM_RIGHT },          { SOUND_MIXER_CD, AK_CD_LEFT, AK_CD_RIGHT },
    { SOUND_MIXER_LINE, AK_LINE_LEFT, AK_LINE_RIGHT },       { SOUND_MIXER_LINE1, AK_AUX_LEFT, AK_AUX_RIGHT },
    { SOUND_MIXER_MIC, AK_MIC, AK_MIC },
};

static unsigned char attenuation(int level)
{
    return level ? AK_LEVEL_STEPS - level * AK_LEVEL_STEPS / 100 : AK_MUTE | AK_LEVEL_STEPS;
}

static void es_set_level(struct mixer_card *mixer, int channel, int left, int right)
{
    struct es_card *card = list_entry(mixer, struct es_card, mixer);
    int i;

    for (i = 0; i < ARRAY_SIZE(levels); i++) {
        if (levels[i].channel != channel)
            continue;
        codec(card, levels[i].left, attenuation(left));
        if (levels[i].right != levels[i].left)
            codec(card, levels[i].right, attenuation(right));
    }
}

/* Data sheet, "Input mixer switches": two registers for each side. */
static const struct source {
    int channel;
    unsigned char left1, right1, left2, right2;
} sources[] = {
    { SOUND_MIXER_CD, 0x04, 0x02, 0, 0 },    { SOUND_MIXER_LINE, 0x10, 0x08, 0, 0 },
    { SOUND_MIXER_SYNTH, 0x40, 0x20, 0, 0 }, { SOUND_MIXER_MIC, 0, 0, 0x80, 0x80 },
    { SOUND_MIXER_LINE1, 0, 0, 0x10, 0x08 },
};

static void es_set_sources(struct mixer_card *mixer, int mask)
{
    struct es_card *card = list_entry(mixer, struct es_card, mixer);
    unsigned char left1 = 0, right1 = 0, left2 = 0, right2 = 0;
    int i;

    for (i = 0; i < ARRAY_SIZE(sources); i++)
        if (mask >> sources[i].channel & 1) {
            left1 |= sources[i].left1;
            right1 |= sources[i].right1;
            left2 |= sources[i].left2;
            right2 |= sources[i].right2;
        }
    codec(card, AK_INPUT_LEFT1, left1);
    codec(card, AK_INPUT_RIGHT1, right1);
    codec(card, AK_INPUT_LEFT2, left2);
    codec(card, AK_INPUT_RIGHT2, right2);
}

static void mixer_begin(struct es_card *card)
{
    int i;

    codec(card, AK_RESET, AK_RUN);
    codec(card, AK_CLOCK, AK_CLOCK_DAC2);
    codec(card, AK_ADC_INPUT, 0);
    codec(card, AK_OUTPUT1, 0x1F);  /* all sources but the microphone's boost to the output */
    codec(card, AK_OUTPUT2, 0x3F);
    card->mixer.id = "AK4531";
    card->mixer.name = "Ensoniq AudioPCI";
    for (i = 0; i < ARRAY_SIZE(levels); i++) {
        card->mixer.channels |= 1 << levels[i].channel;
        card->mixer.left[levels[i].channel] = card->mixer.right[levels[i].channel] = 75;
        if (levels[i].left != levels[i].right)
            card->mixer.stereo |= 1 << levels[i].channel;
    }
    for (i = 0; i < ARRAY_SIZE(sources); i++)
        card->mixer.sources |= 1 << sources[i].channel;
    card->mixer.several_sources = 1;
    card->mixer.recorded = 1 << SOUND_MIXER_MIC;
    card->mixer.set_level = es_set_level;
    card->mixer.set_sources = es_set_sources;
}

/* --- the card --- */

static void free_rings(struct es_card *card)
{
    int i;

    for (i = 0; i < PCM_DIRECTIONS; i++)
        if (card->pcm.streams[i].ring)
            pci_free_consistent(card->dev, PCM_RING, card->pcm.streams[i].ring, card->pcm.streams[i].bus);
}

static int make_rings(struct es_card *card)
{
    int i;

    for (i = 0; i < PCM_DIRECTIONS; i++) {
        struct pcm_stream *s = &card->pcm.streams[i];

        s->ring = pci_alloc_consistent(card->dev, PCM_RING, &s->bus);
        if (!s->ring) {
            free_rings(card);
            return -ENOMEM;
        }
    }
    return 0;
}

static void silence(struct es_card *card)
{
    card->control = ES_CONTROL_CODEC;
    card->serial = 0;
    outl(card->serial, card->ports + ES_SERIAL);
    outl(card->control, card->ports + ES_CONTROL);
}

static int es_devices(struct es_card *card)
{
    int error;

    card->pcm.name = "es1370";
    card->pcm.owner = THIS_MODULE;
    card->pcm.operations = &es_operations;
    card->pcm.most_channels = 2;
    card->pcm.bits_16 = card->pcm.one_rate = 1;
    mixer_begin(card);
    error = pcm_register(&card->pcm);
    if (error)
        return error;
    error = mixer_register(&card->mixer);
    if (error)
        pcm_unregister(&card->pcm);
    return error;
}

static int __devinit es_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
    struct es_card *card;
    int error = pci_enable_device(dev);

    if (error)
        return error;
    card = kmalloc(sizeof(*card), GFP_KERNEL);
    if (!card)
        return -ENOMEM;
    memset(card, 0, sizeof(*card));
    card->dev = dev;
    card->ports = pci_resource_start(dev, 0);
    error = -EBUSY;
    if (!request_region(card->ports, ES_PORTS, "es1370"))
        goto no_ports;
    silence(card);                  /* whoever had it before may have left it playing */
    pci_set_master(dev);
    error = make_rings(card);
    if (error)
        goto no_rings;
    spin_lock_init(&card->pcm.lock);
    error = request_irq(dev->irq, es_interrupt, SA_SHIRQ, "es1370", card);
    if (error)
        goto no_irq;
    error = es_devices(card);
    if (error)
        goto no_devices;
    pci_set_drvdata(dev, card);
    printk(KERN_INFO "es1370: AudioPCI at ports %04lx, line %u\n", card->ports, dev->irq);
    return 0;

no_devices:
    free_irq(dev->irq, card);
no_irq:
    free_rings(card);
no_rings:
    release_region(card->ports, ES_PORTS);
no_ports:
    kfree(card);
    return error;
}

static void __devexit es_remove(struct pci_dev *dev)
{
    struct es_card *card = pci_get_drvdata(dev);

    mixer_unregister(&card->mixer);
    pcm_unregister(&card->pcm);
    silence(card);
    free_irq(dev->irq, card);
    free_rings(card);
    release_region(card->ports, ES_PORTS);
    pci_set_drvdata(dev, NULL);
    kfree(card);
}

static struct pci_device_id es_ids[] __devinitdata = {
    { PCI_VENDOR_ID_ENSONIQ, ES_DEVICE_ID, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 },
    { 0 },
};
MODULE_DEVICE_TABLE(pci, es_ids);

static struct pci_driver es_driver = {
    name: "es1370",
    id_table: es_ids,
    probe: es_probe,
    remove: __devexit_p(es_remove),
};

static int __init es_init(void)
{
    return pci_module_init(&es_driver);
}

static void __exit es_exit(void)
{
    pci_unregister_driver(&es_driver);
}

module_init(es_init);
module_exit(es_exit);
MODULE_DESCRIPTION("Ensoniq AudioPCI (ES1370)");
MODULE_LICENSE("Dual MIT/GPL");
