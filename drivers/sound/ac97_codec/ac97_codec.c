/* SPDX-License-Identifier: MIT
 * Codecs by Intel's "Audio Codec '97 Component Specification" 2.2: power, rates, and the mixer of the Open Sound System.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/delay.h>
#include <linux/sched.h>
#include <linux/soundcard.h>
#include <linux/ac97_codec.h>
#include <asm/uaccess.h>

#define READY (AC97_PWR_ADC | AC97_PWR_DAC | AC97_PWR_ANL | AC97_PWR_REF)
#define FIXED_RATE 48000            /* without variable rates (5.8.1) */
#define READY_MS 500

/* Mixer channels and their registers (5.7). `steps`: of attenuation, or of gain where `gain` is set. */
static const struct channel {
    unsigned char reg, steps, stereo, gain;
} channels[SOUND_MIXER_NRDEVICES] = {
    [SOUND_MIXER_VOLUME] = { AC97_MASTER_VOL_STEREO, 31, 1, 0 },
    [SOUND_MIXER_ALTPCM] = { AC97_HEADPHONE_VOL, 31, 1, 0 },
    [SOUND_MIXER_PHONEOUT] = { AC97_MASTER_VOL_MONO, 31, 0, 0 },
    [SOUND_MIXER_PHONEIN] = { AC97_PHONE_VOL, 31, 0, 0 },
    [SOUND_MIXER_MIC] = { AC97_MIC_VOL, 31, 0, 0 },
    [SOUND_MIXER_LINE] = { AC97_LINEIN_VOL, 31, 1, 0 },
    [SOUND_MIXER_CD] = { AC97_CD_VOL, 31, 1, 0 },
    [SOUND_MIXER_VIDEO] = { AC97_VIDEO_VOL, 31, 1, 0 },
    [SOUND_MIXER_LINE1] = { AC97_AUX_VOL, 31, 1, 0 },
    [SOUND_MIXER_PCM] = { AC97_PCMOUT_VOL, 31, 1, 0 },
    [SOUND_MIXER_IGAIN] = { AC97_RECORD_GAIN, 15, 1, 1 },
};

/* What the record select register (5.7.7) has on offer, in its order; NONE: its mixes. */
#define NONE (-1)
static const signed char sources[] = {
    SOUND_MIXER_MIC, SOUND_MIXER_CD, SOUND_MIXER_VIDEO, SOUND_MIXER_LINE1, SOUND_MIXER_LINE, NONE, NONE,
    SOUND_MIXER_PHONEIN
};

static u16 get(struct ac97_codec *codec, u8 reg)
{
    return codec->codec_read(codec, reg);
}

static void put(struct ac97_codec *codec, u8 reg, u16 value)
{
    codec->codec_write(codec, reg, value);
}

/* --- levels: 0 to 100 to what the register says, and back --- */

static unsigned int steps_of(const struct channel *c, unsigned int level)
{
    unsigned int steps = min(level, 100U) * c->steps / 100;

    return c->gain ? steps : c->steps - steps;
}

static unsigned int level_of(const struct channel *c, unsigned int steps)
{
    steps = min(steps, (unsigned int)c->steps);
    return (c->gain ? steps : c->steps - steps) * 100 / c->steps;
}

static void write_level(struct ac97_codec *codec, int which, unsigned int left, unsigned int right)
{
    const struct channel *c = &channels[which];
    u16 value;

    if (!c->reg)
        return;
    if (!left && (!right || !c->stereo))
        value = AC97_MUTE;
    else if (c->stereo)
        value = steps_of(c, left) << 8 | steps_of(c, right);
    else
        value = steps_of(c, left);
    put(codec, c->reg, value);
    codec->mixer_state[which] = left | (c->stereo ? right : left) << 8;
}

static int read_level(struct ac97_codec *codec, int which)
{
    const struct channel *c = &channels[which];
    u16 value = get(codec, c->reg);

    if (value & AC97_MUTE)
        return 0;
    if (!c->stereo)
        return level_of(c, value & 0x1F) * 0x101;
    return level_of(c, value >> 8 & 0x1F) | level_of(c, value & 0x1F) << 8;
}

/* One source at a time. Returns the one that is recorded, as a bit. */
static int record_source(struct ac97_codec *codec, int write, int mask)
{
    unsigned int now = get(codec, AC97_RECORD_SELECT) & 7, i;
    int fresh = 0;

    if (write)
        for (i = 0; i < ARRAY_SIZE(sources) && !fresh; i++)
            if (sources[i] != NONE && i != now && (mask >> sources[i] & 1)) {
                put(codec, AC97_RECORD_SELECT, i << 8 | i);
                now = i;
                fresh = 1;
            }
    return sources[now] == NONE ? 0 : 1 << sources[now];
}

/* --- the mixer's ioctls --- */

static int answer(struct ac97_codec *codec, int what)
{
    switch (what) {
    case SOUND_MIXER_DEVMASK:
        return codec->supported_mixers;
    case SOUND_MIXER_STEREODEVS:
        return codec->stereo_mixers;
    case SOUND_MIXER_RECMASK:
        return codec->record_sources;
    case SOUND_MIXER_RECSRC:
        return codec->recmask_io(codec, 0, 0);
    case SOUND_MIXER_CAPS:
        return SOUND_CAP_EXCL_INPUT;
    }
    return supported_mixer(codec, what) ? (int)codec->mixer_state[what] : -EINVAL;
}

static int change(struct ac97_codec *codec, int what, int value)
{
    if (what == SOUND_MIXER_RECSRC)
        return codec->recmask_io(codec, 1, value & codec->record_sources);
    if (!supported_mixer(codec, what))
        return -EINVAL;
    codec->modcnt++;
    codec->write_mixer(codec, what, min(value & 0xFF, 100), min(value >> 8 & 0xFF, 100));
    return codec->mixer_state[what];
}

static int tell_name(struct ac97_codec *codec, unsigned long to)
{
    mixer_info info;

    memset(&info, 0, sizeof(info));
    strncpy(info.id, codec->name, sizeof(info.id) - 1);
    strncpy(info.name, codec->name, sizeof(info.name) - 1);
    info.modify_counter = codec->modcnt;
    return copy_to_user((void *)to, &info, sizeof(info)) ? -EFAULT : 0;
}

static int mixer_request(struct ac97_codec *codec, unsigned int request, unsigned long argument)
{
    int value;

    if (request == SOUND_MIXER_INFO)
        return tell_name(codec, argument);
    if (request == OSS_GETVERSION)
        return put_user(SOUND_VERSION, (int *)argument);
    if (_IOC_TYPE(request) != 'M' || _IOC_SIZE(request) != sizeof(int))
        return -EINVAL;
    if (_IOC_DIR(request) & _IOC_WRITE) {
        if (get_user(value, (int *)argument))
            return -EFAULT;
        value = change(codec, _IOC_NR(request), value);
    } else {
        value = answer(codec, _IOC_NR(request));
    }
    return value < 0 ? value : put_user(value, (int *)argument);
}

/* --- finding it --- */

/* A channel is there where its register keeps something. */
static int has_channel(struct ac97_codec *codec, const struct channel *c)
{
    u16 before = get(codec, c->reg), after;

    put(codec, c->reg, AC97_MUTE | c->steps);
    after = get(codec, c->reg);
    put(codec, c->reg, before);
    return (after & AC97_MUTE) && after != 0xFFFF;
}

static void mixer_begin(struct ac97_codec *codec)
{
    int i;

    codec->read_mixer = read_level;
    codec->write_mixer = write_level;
    codec->recmask_io = record_source;
    codec->mixer_ioctl = mixer_request;
    for (i = 0; i < SOUND_MIXER_NRDEVICES; i++) {
        if (!channels[i].reg || !has_channel(codec, &channels[i]))
            continue;
        codec->supported_mixers |= 1 << i;
        codec->stereo_mixers |= channels[i].stereo << i;
        write_level(codec, i, i == SOUND_MIXER_MIC ? 0 : 67, i == SOUND_MIXER_MIC ? 0 : 67);
    }
    for (i = 0; i < ARRAY_SIZE(sources); i++)
        if (sources[i] != NONE && supported_mixer(codec, sources[i]))
            codec->record_sources |= 1 << sources[i];
    put(codec, AC97_RECORD_SELECT, 0);
}

static int wait_ready(struct ac97_codec *codec)
{
    int ms;

    for (ms = 0; ms < READY_MS; ms += 10) {
        if ((get(codec, AC97_POWER_CONTROL) & READY) == READY)
            return 1;
        mdelay(10);
    }
    return 0;
}

/* Whose codec it is: three letters and a number (5.9). */
static char *name_of(u16 high, u16 low)
{
    static char name[16];

    if (high >> 8 < ' ' || high >> 8 > '~')
        return "AC97 codec";
    sprintf(name, "AC97 %c%c%c%u", high >> 8, high & 0xFF, low >> 8, low & 0xFF);
    return name;
}

/* Returns 1 where there is a codec that plays, 0 otherwise. */
int ac97_probe_codec(struct ac97_codec *codec)
{
    u16 high, low;

    put(codec, AC97_RESET, 0);
    udelay(10);
    if (codec->codec_wait)
        codec->codec_wait(codec);
    else
        udelay(10);
    if (get(codec, AC97_RESET) & 0x8000) {
        printk(KERN_ERR "ac97_codec: codec %d does not answer\n", codec->id);
        return 0;
    }
    codec->modem = !!(get(codec, AC97_EXTENDED_MODEM_ID) & 3);
    put(codec, AC97_POWER_CONTROL, 0);
    if (!wait_ready(codec)) {
        if (codec->modem)
            return 0;
        printk(KERN_WARNING "ac97_codec: codec %d does not get ready\n", codec->id);
    }
    high = get(codec, AC97_VENDOR_ID1);
    low = get(codec, AC97_VENDOR_ID2);
    codec->name = name_of(high, low);
    printk(KERN_INFO "ac97_codec: codec %d is %04x:%04x, %s\n", codec->id, high, low, codec->name);
    mixer_begin(codec);
    return 1;
}
EXPORT_SYMBOL(ac97_probe_codec);

/* --- rates --- */

static unsigned int set_rate(struct ac97_codec *codec, u8 reg, unsigned int rate)
{
    if (!(get(codec, AC97_EXTENDED_ID) & AC97_EXTID_VRA))
        return FIXED_RATE;
    put(codec, AC97_EXTENDED_STATUS, get(codec, AC97_EXTENDED_STATUS) | AC97_EXTSTAT_VRA);
    put(codec, reg, min(rate, (unsigned int)FIXED_RATE));
    return get(codec, reg);
}

unsigned int ac97_set_dac_rate(struct ac97_codec *codec, unsigned int rate)
{
    return set_rate(codec, AC97_PCM_FRONT_DAC_RATE, rate);
}
EXPORT_SYMBOL(ac97_set_dac_rate);

unsigned int ac97_set_adc_rate(struct ac97_codec *codec, unsigned int rate)
{
    return set_rate(codec, AC97_PCM_LR_ADC_RATE, rate);
}
EXPORT_SYMBOL(ac97_set_adc_rate);

/* --- sleep: mixer_state has all that is to be put back --- */

int ac97_save_state(struct ac97_codec *codec)
{
    return 0;
}
EXPORT_SYMBOL(ac97_save_state);

int ac97_restore_state(struct ac97_codec *codec)
{
    int i;

    put(codec, AC97_RESET, 0);
    wait_ready(codec);
    for (i = 0; i < SOUND_MIXER_NRDEVICES; i++)
        if (supported_mixer(codec, i))
            codec->write_mixer(codec, i, codec->mixer_state[i] & 0xFF, codec->mixer_state[i] >> 8 & 0xFF);
    return 0;
}
EXPORT_SYMBOL(ac97_restore_state);

int ac97_read_proc(char *page, char **start, off_t off, int count, int *eof, void *data)
{
    struct ac97_codec *codec = data;
    int n = sprintf(page, "%s\n", codec->name);

    *eof = n <= off + count;
    *start = page + off;
    return max(0, min(n - (int)off, count));
}
EXPORT_SYMBOL(ac97_read_proc);

MODULE_DESCRIPTION("Codecs of Audio Codec '97");
MODULE_LICENSE("Dual MIT/GPL");
