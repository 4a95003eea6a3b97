/* SPDX-License-Identifier: MIT
 * Codecs of Intel's Audio Codec '97: registers (component specification 2.2, table 13) and the module ac97_codec.
 */
#pragma once
#include <linux/types.h>
#include <linux/list.h>
#include <linux/soundcard.h>
struct proc_dir_entry;

/* Registers, by address */
enum lx_ac97_registers {
    LX_AC97_RESET = 0x00,
    LX_AC97_MASTER = 0x02, LX_AC97_HEADPHONE = 0x04, LX_AC97_MASTER_MONO = 0x06, LX_AC97_TONE = 0x08, LX_AC97_BEEP = 0x0a,
    LX_AC97_PHONE = 0x0c, LX_AC97_MIC = 0x0e, LX_AC97_LINE = 0x10, LX_AC97_CD = 0x12, LX_AC97_VIDEO = 0x14,
    LX_AC97_AUX = 0x16, LX_AC97_PCM_OUT = 0x18, LX_AC97_SELECT = 0x1a, LX_AC97_GAIN = 0x1c, LX_AC97_GAIN_MIC = 0x1e,
    LX_AC97_GENERAL = 0x20, LX_AC97_3D = 0x22, LX_AC97_MODEM_RATE = 0x24, LX_AC97_POWER = 0x26,
    LX_AC97_EXT_ID = 0x28, LX_AC97_EXT_STATUS = 0x2a, LX_AC97_DAC_FRONT = 0x2c, LX_AC97_DAC_SURROUND = 0x2e,
    LX_AC97_DAC_LFE = 0x30, LX_AC97_ADC_LR = 0x32, LX_AC97_ADC_MIC = 0x34, LX_AC97_CENTRE_LFE = 0x36,
    LX_AC97_SURROUND = 0x38, LX_AC97_EXT_MODEM_ID = 0x3c, LX_AC97_EXT_MODEM_STATUS = 0x3e,
    LX_AC97_VENDOR1 = 0x7c, LX_AC97_VENDOR2 = 0x7e,
};
#define AC97_AUX_VOL LX_AC97_AUX
#define AC97_CD_VOL LX_AC97_CD
#define AC97_CENTER_LFE_MASTER LX_AC97_CENTRE_LFE
#define AC97_EXTENDED_ID LX_AC97_EXT_ID
#define AC97_EXTENDED_MODEM_ID LX_AC97_EXT_MODEM_ID
#define AC97_EXTENDED_MODEM_STAT LX_AC97_EXT_MODEM_STATUS
#define AC97_EXTENDED_STATUS LX_AC97_EXT_STATUS
#define AC97_GENERAL_PURPOSE LX_AC97_GENERAL
#define AC97_HEADPHONE_VOL LX_AC97_HEADPHONE
#define AC97_LINEIN_VOL LX_AC97_LINE
#define AC97_MASTER_TONE LX_AC97_TONE
#define AC97_MASTER_VOL_MONO LX_AC97_MASTER_MONO
#define AC97_MASTER_VOL_STEREO LX_AC97_MASTER
#define AC97_MIC_VOL LX_AC97_MIC
#define AC97_PCBEEP_VOL LX_AC97_BEEP
#define AC97_PCMOUT_VOL LX_AC97_PCM_OUT
#define AC97_PCM_FRONT_DAC_RATE LX_AC97_DAC_FRONT
#define AC97_PCM_LFE_DAC_RATE LX_AC97_DAC_LFE
#define AC97_PCM_LR_ADC_RATE LX_AC97_ADC_LR
#define AC97_PCM_MIC_ADC_RATE LX_AC97_ADC_MIC
#define AC97_PCM_SURR_DAC_RATE LX_AC97_DAC_SURROUND
#define AC97_PHONE_VOL LX_AC97_PHONE
#define AC97_POWER_CONTROL LX_AC97_POWER
#define AC97_RECORD_GAIN LX_AC97_GAIN
#define AC97_RECORD_GAIN_MIC LX_AC97_GAIN_MIC
#define AC97_RECORD_SELECT LX_AC97_SELECT
#define AC97_RESET LX_AC97_RESET
#define AC97_SURROUND_MASTER LX_AC97_SURROUND
#define AC97_VENDOR_ID1 LX_AC97_VENDOR1
#define AC97_VENDOR_ID2 LX_AC97_VENDOR2
#define AC97_VIDEO_VOL LX_AC97_VIDEO

/* Bits: muted; what the power register's low half tells to be ready; record sources */
#define AC97_MUTE (1 << 15)
#define AC97_PWR_ADC (1 << 0)
#define AC97_PWR_ANL (1 << 2)
#define AC97_PWR_DAC (1 << 1)
#define AC97_PWR_MDM (1 << 4)
#define AC97_PWR_REF (1 << 3)
#define AC97_EXTID_VRA (1 << 0)
#define AC97_EXTID_DRA (1 << 1)
#define AC97_EXTSTAT_VRA (1 << 0)

struct ac97_codec;
/* What some codecs do in their own way. */
struct ac97_ops {
    int (*init)(struct ac97_codec *codec);
    int (*amplifier)(struct ac97_codec *codec, int on);
    int (*digital)(struct ac97_codec *codec, int format);
};

struct ac97_codec {
    /* the driver's: how to reach the codec, and which it is */
    u16 (*codec_read)(struct ac97_codec *codec, u8 reg);
    void (*codec_write)(struct ac97_codec *codec, u8 reg, u16 value);
    void (*codec_wait)(struct ac97_codec *codec);
    void *private_data;
    int id, dev_mixer, type;
    struct list_head list;

    /* the module's, filled in by ac97_probe_codec */
    char *name;
    struct ac97_ops *codec_ops;
    int modem : 1;
    int modcnt, supported_mixers, stereo_mixers, record_sources, bit_resolution;
    unsigned int mixer_state[SOUND_MIXER_NRDEVICES];
    int (*mixer_ioctl)(struct ac97_codec *codec, unsigned int command, unsigned long argument);
    int (*recmask_io)(struct ac97_codec *codec, int write, int mask);
    int (*read_mixer)(struct ac97_codec *codec, int channel);
    void (*write_mixer)(struct ac97_codec *codec, int channel, unsigned int left, unsigned int right);
};
#define supported_mixer(CODEC, FOO) ((FOO) >= 0 && (FOO) < SOUND_MIXER_NRDEVICES && ((CODEC)->supported_mixers >> (FOO) & 1))

extern int ac97_probe_codec(struct ac97_codec *codec);
extern int ac97_read_proc(char *page, char **start, off_t off, int count, int *eof, void *data);
extern unsigned int ac97_set_adc_rate(struct ac97_codec *codec, unsigned int rate);
extern unsigned int ac97_set_dac_rate(struct ac97_codec *codec, unsigned int rate);
extern int ac97_save_state(struct ac97_codec *codec);
extern int ac97_restore_state(struct ac97_codec *codec);
/* Extended audio's bits, S/PDIF's control (specification 2.2, sections 5.8 and A.5) */
#define AC97_RESERVED_3A 0x3a
#define AC97_SPDIF_CONTROL 0x3a
#define AC97_EA_DRA (1 << 1)
#define AC97_EA_CDAC (1 << 6)
#define AC97_EA_LDAC (1 << 8)
#define AC97_EA_MDAC (1 << 9)
#define AC97_EA_PRI (1 << 11)
#define AC97_EA_PRJ (1 << 12)
#define AC97_EA_PRK (1 << 13)
#define AC97_EA_PRL (1 << 14)
#define AC97_EA_SDAC (1 << 7)
#define AC97_EA_SLOT_MASK (0xffff & ~(3 << 4))
#define AC97_EA_SPCV (1 << 10)
#define AC97_EA_SPDIF (1 << 2)
#define AC97_EA_SPSA_10_11 (3 << 4)
#define AC97_EA_SPSA_3_4 0
#define AC97_EA_SPSA_6_9 (2 << 4)
#define AC97_EA_SPSA_7_8 (1 << 4)
#define AC97_EA_VRA (1 << 0)
#define AC97_EA_VRM (1 << 3)
#define AC97_SC_COPY (1 << 2)
#define AC97_SC_SPSR_32K (3 << 12)
#define AC97_SC_SPSR_44K 0
#define AC97_SC_SPSR_48K (2 << 12)
#define AC97_SC_SPSR_MASK (0xffff & ~(3 << 12))
#define AC97_SC_V (1 << 15)
/* Mixer channels that a codec may have: in stereo, at all, to record from */
#define AC97_STEREO_MASK (SOUND_MASK_ALTPCM | SOUND_MASK_CD | SOUND_MASK_IGAIN | SOUND_MASK_LINE | SOUND_MASK_LINE1 | SOUND_MASK_PCM | SOUND_MASK_VIDEO | SOUND_MASK_VOLUME)
#define AC97_SUPPORTED_MASK (AC97_STEREO_MASK | SOUND_MASK_BASS | SOUND_MASK_MIC | SOUND_MASK_PHONEIN | SOUND_MASK_PHONEOUT | SOUND_MASK_SPEAKER | SOUND_MASK_TREBLE)
#define AC97_RECORD_MASK (SOUND_MASK_CD | SOUND_MASK_IGAIN | SOUND_MASK_LINE | SOUND_MASK_LINE1 | SOUND_MASK_MIC | SOUND_MASK_PHONEIN | SOUND_MASK_VIDEO)
/* What the record select register takes, for both sides */
#define LX_AC97_MUX(n) ((n) << 8 | (n))
#define AC97_RECMUX_AUX LX_AC97_MUX(3)
#define AC97_RECMUX_CD LX_AC97_MUX(1)
#define AC97_RECMUX_LINE LX_AC97_MUX(4)
#define AC97_RECMUX_MIC LX_AC97_MUX(0)
#define AC97_RECMUX_MONO_MIX LX_AC97_MUX(6)
#define AC97_RECMUX_PHONE LX_AC97_MUX(7)
#define AC97_RECMUX_STEREO_MIX LX_AC97_MUX(5)
#define AC97_RECMUX_VIDEO LX_AC97_MUX(2)
