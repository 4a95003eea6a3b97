/* SPDX-License-Identifier: MIT
 * /dev/mixer: the Open Sound System's levels and sources.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/string.h>
#include <linux/sound.h>
#include <asm/uaccess.h>
#include "mixer.h"

static struct mixer_card *mixers;

static int has(int mask, int channel)
{
    return mask >> channel & 1;
}

static int level_of(const struct mixer_card *card, int channel)
{
    return card->left[channel] | card->right[channel] << 8;
}

static int set_level(struct mixer_card *card, int channel, int value)
{
    int left = min(value & 0xFF, 100), right = min(value >> 8 & 0xFF, 100);
    unsigned long flags;

    if (!has(card->stereo, channel))
        right = left;
    spin_lock_irqsave(&card->lock, flags);
    card->left[channel] = left;
    card->right[channel] = right;
    card->set_level(card, channel, left, right);
    card->changes++;
    spin_unlock_irqrestore(&card->lock, flags);
    return level_of(card, channel);
}

/* Where only one can be recorded, a new one takes the old one's place. */
static int set_sources(struct mixer_card *card, int mask)
{
    unsigned long flags;

    mask &= card->sources;
    spin_lock_irqsave(&card->lock, flags);
    if (!card->several_sources) {
        if (mask & ~card->recorded)
            mask &= ~card->recorded;
        mask &= -mask;
    }
    if (mask) {
        card->recorded = mask;
        card->set_sources(card, mask);
        card->changes++;
    }
    spin_unlock_irqrestore(&card->lock, flags);
    return card->recorded;
}

static int get(const struct mixer_card *card, int what)
{
    switch (what) {
    case SOUND_MIXER_DEVMASK:
        return card->channels;
    case SOUND_MIXER_STEREODEVS:
        return card->stereo;
    case SOUND_MIXER_RECMASK:
        return card->sources;
    case SOUND_MIXER_RECSRC:
        return card->recorded;
    case SOUND_MIXER_CAPS:
        return card->several_sources ? 0 : SOUND_CAP_EXCL_INPUT;
    }
    return what < SOUND_MIXER_NRDEVICES && has(card->channels, what) ? level_of(card, what) : -EINVAL;
}

static int set(struct mixer_card *card, int what, int value)
{
    if (what == SOUND_MIXER_RECSRC)
        return set_sources(card, value);
    return what < SOUND_MIXER_NRDEVICES && has(card->channels, what) ? set_level(card, what, value) : -EINVAL;
}

static int give_info(const struct mixer_card *card, unsigned long to)
{
    mixer_info info;

    memset(&info, 0, sizeof(info));
    strncpy(info.id, card->id, sizeof(info.id) - 1);
    strncpy(info.name, card->name, sizeof(info.name) - 1);
    info.modify_counter = card->changes;
    return copy_to_user((void *)to, &info, sizeof(info)) ? -EFAULT : 0;
}

static int mixer_ioctl(struct inode *inode, struct file *file, unsigned int request, unsigned long argument)
{
    struct mixer_card *card = file->private_data;
    int value;

    if (request == SOUND_MIXER_INFO)
        return give_info(card, argument);
    if (request == OSS_GETVERSION)
        return put_user(SOUND_VERSION, (int *)argument);
    if (_IOC_TYPE(request) != 'M' || _IOC_SIZE(request) != sizeof(int))
        return -ENOTTY;
    if (!(_IOC_DIR(request) & _IOC_WRITE)) {
        value = get(card, _IOC_NR(request));
    } else {
        if (get_user(value, (int *)argument))
            return -EFAULT;
        value = set(card, _IOC_NR(request), value);
    }
    return value < 0 ? value : put_user(value, (int *)argument);
}

static int mixer_open(struct inode *inode, struct file *file)
{
    struct mixer_card *card;

    for (card = mixers; card && card->minor != (int)MINOR(inode->i_rdev); card = card->next)
        ;
    if (!card)
        return -ENODEV;
    file->private_data = card;
    return 0;
}

static struct file_operations mixer_operations = {
    owner: THIS_MODULE,
    llseek: no_llseek,
    open: mixer_open,
    ioctl: mixer_ioctl,
};

int mixer_register(struct mixer_card *card)
{
    int channel;

    spin_lock_init(&card->lock);
    for (channel = 0; channel < SOUND_MIXER_NRDEVICES; channel++)
        if (has(card->channels, channel))
            set_level(card, channel, level_of(card, channel));
    card->set_sources(card, card->recorded);
    card->minor = register_sound_mixer(&mixer_operations, -1);
    if (card->minor < 0)
        return card->minor;
    card->next = mixers;
    mixers = card;
    return 0;
}
EXPORT_SYMBOL(mixer_register);

void mixer_unregister(struct mixer_card *card)
{
    struct mixer_card **link = &mixers;

    while (*link && *link != card)
        link = &(*link)->next;
    if (!*link)
        return;
    *link = card->next;
    unregister_sound_mixer(card->minor);
}
EXPORT_SYMBOL(mixer_unregister);
