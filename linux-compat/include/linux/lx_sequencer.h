/* SPDX-License-Identifier: MIT
 * The Open Sound System's sequencer, synthesizers, MIDI ports and coprocessors: the rest of linux/soundcard.h.
 */
#pragma once
#include <linux/ioctl.h>

/* --- events that a program writes to /dev/sequencer --- */

enum lx_sequencer_event {
    LX_SEQ_NOTEOFF, LX_SEQ_NOTEON, LX_SEQ_WAIT, LX_SEQ_PGMCHANGE, LX_SEQ_SYNCTIMER, LX_SEQ_MIDIPUTC, LX_SEQ_DRUMON,
    LX_SEQ_DRUMOFF, LX_SEQ_ECHO, LX_SEQ_AFTERTOUCH, LX_SEQ_CONTROLLER, LX_SEQ_BALANCE, LX_SEQ_VOLMODE,
};
#define SEQ_AFTERTOUCH LX_SEQ_AFTERTOUCH
#define SEQ_BALANCE LX_SEQ_BALANCE
#define SEQ_CONTROLLER LX_SEQ_CONTROLLER
#define SEQ_DRUMOFF LX_SEQ_DRUMOFF
#define SEQ_DRUMON LX_SEQ_DRUMON
#define SEQ_ECHO LX_SEQ_ECHO
#define SEQ_MIDIPUTC LX_SEQ_MIDIPUTC
#define SEQ_NOTEOFF LX_SEQ_NOTEOFF
#define SEQ_NOTEON LX_SEQ_NOTEON
#define SEQ_PGMCHANGE LX_SEQ_PGMCHANGE
#define SEQ_SYNCTIMER LX_SEQ_SYNCTIMER
#define SEQ_VOLMODE LX_SEQ_VOLMODE
#define SEQ_WAIT LX_SEQ_WAIT
#define FM_NOTEOFF SEQ_NOTEOFF
#define FM_NOTEON SEQ_NOTEON
#define FM_PGMCHANGE SEQ_PGMCHANGE
#define SEQ_FULLSIZE 0xfd
#define SEQ_EXTENDED 0xff
#define SEQ_PRIVATE 0xfe
#define VOL_METHOD_ADAGIO 1
#define VOL_METHOD_LINEAR 2
#define EV_CHN_COMMON 0x92
#define EV_CHN_VOICE 0x93
#define EV_SEQ_LOCAL 0x80
#define EV_SYSEX 0x94
#define EV_TIMING 0x81

/* Timers of the sequencer */
enum { LX_TMR_REL = 1, LX_TMR_ABS, LX_TMR_STOP, LX_TMR_START, LX_TMR_GO_ON, LX_TMR_TEMPO, LX_TMR_ECHO = 8, LX_TMR_CLOCK,
       LX_TMR_SPP, LX_TMR_TIMESIG };
#define TMR_CLOCK LX_TMR_CLOCK
#define TMR_CONTINUE LX_TMR_GO_ON
#define TMR_ECHO LX_TMR_ECHO
#define TMR_SPP LX_TMR_SPP
#define TMR_START LX_TMR_START
#define TMR_STOP LX_TMR_STOP
#define TMR_TEMPO LX_TMR_TEMPO
#define TMR_TIMESIG LX_TMR_TIMESIG
#define TMR_TIMERBASE 13
#define TMR_WAIT_ABS LX_TMR_ABS
#define TMR_WAIT_REL LX_TMR_REL
#define TMR_EXTERNAL 2
#define TMR_INTERNAL 1
#define TMR_MODE_CLS 0x20
#define TMR_MODE_FSK 0x40
#define TMR_MODE_MIDI 0x10
#define TMR_MODE_SMPTE 0x80

/* MIDI's status bytes (MIDI 1.0, table 1) and controllers */
#define LX_MIDI(command) ((command) << 4)
#define MIDI_NOTEOFF LX_MIDI(8)
#define MIDI_NOTEON LX_MIDI(9)
#define MIDI_KEY_PRESSURE LX_MIDI(10)
#define MIDI_CTL_CHANGE LX_MIDI(11)
#define MIDI_PGM_CHANGE LX_MIDI(12)
#define MIDI_CHN_PRESSURE LX_MIDI(13)
#define MIDI_PITCH_BEND LX_MIDI(14)
#define MIDI_SYSTEM_PREFIX LX_MIDI(15)
#define CTL_BALANCE 8
#define CTL_BANK_SELECT 0
#define CTL_BREATH 2
#define CTL_CHORUS 93
#define CTL_DATA_ENTRY 6
#define CTL_DETUNE 94
#define CTL_EXPRESSION 11
#define CTL_EXT_EFF_DEPTH 91
#define CTL_FOOT 4
#define CTL_HOLD 64
#define CTL_MAIN_VOLUME 7
#define CTL_MODWHEEL 1
#define CTL_PAN 10
#define CTL_PHASER 95
#define CTL_PORTAMENTO 65
#define CTL_PORTAMENTO_TIME 5
#define CTL_SOFT_PEDAL 67
#define CTL_SOSTENUTO 66
#define CTL_SUSTAIN 64
#define CTL_TREMOLO_DEPTH 92
#define CTRL_EXPRESSION 253
#define CTRL_MAIN_VOLUME 252
#define CTRL_PITCH_BENDER 255
#define CTRL_PITCH_BENDER_RANGE 254

/* A program's buffer of events, and what puts them there */
#define SEQ_DECLAREBUF() SEQ_USE_EXTBUF()
#define SEQ_DEFINEBUF(len) \
    unsigned char _seqbuf[len]; \
    int _seqbuflen = (len), _seqbufptr = 0
#define SEQ_USE_EXTBUF() \
    extern unsigned char _seqbuf[]; \
    extern int _seqbuflen, _seqbufptr
#define SEQ_DUMPBUF() seqbuf_dump()
/* In the kernel, who uses the macros below says what _SEQ_ADVBUF(len) does. */
#define LX_SEQ_BYTES(b0, b1, b2, b3, b4, b5, b6, b7) \
    do { \
        const unsigned char lx_event[8] = { (b0), (b1), (b2), (b3), (b4), (b5), (b6), (b7) }; \
        int lx_at; \
        for (lx_at = 0; lx_at < 8; lx_at++) \
            _seqbuf[_seqbufptr + lx_at] = lx_event[lx_at]; \
        _SEQ_ADVBUF(8); \
    } while (0)
#define _CHN_VOICE(dev, event, chn, note, parm) LX_SEQ_BYTES(EV_CHN_VOICE, (dev), (event), (chn), (note), (parm), 0, 0)
#define _CHN_COMMON(dev, event, chn, p1, p2, w14) \
    LX_SEQ_BYTES(EV_CHN_COMMON, (dev), (event), (chn), (p1), (p2), (w14) & 0xff, (w14) >> 8 & 0xff)
#define _TIMER_EVENT(ev, parm) \
    LX_SEQ_BYTES(EV_TIMING, (ev), 0, 0, (parm) & 0xff, (parm) >> 8 & 0xff, (parm) >> 16 & 0xff, (parm) >> 24 & 0xff)
#define SEQ_START_NOTE(dev, chn, note, vol) _CHN_VOICE(dev, MIDI_NOTEON, chn, note, vol)
#define SEQ_STOP_NOTE(dev, chn, note, vol) _CHN_VOICE(dev, MIDI_NOTEOFF, chn, note, vol)
#define SEQ_KEY_PRESSURE(dev, chn, note, pressure) _CHN_VOICE(dev, MIDI_KEY_PRESSURE, chn, note, pressure)
#define SEQ_CHN_PRESSURE(dev, chn, pressure) _CHN_COMMON(dev, MIDI_CHN_PRESSURE, chn, pressure, 0, 0)
#define SEQ_PGM_CHANGE(dev, chn, patch) _CHN_COMMON(dev, MIDI_PGM_CHANGE, chn, patch, 0, 0)
#define SEQ_CONTROL(dev, chn, controller, value) _CHN_COMMON(dev, MIDI_CTL_CHANGE, chn, controller, 0, value)
#define SEQ_BENDER(dev, chn, value) _CHN_COMMON(dev, MIDI_PITCH_BEND, chn, 0, 0, value)
#define SEQ_SET_PATCH(dev, chn, patch) SEQ_PGM_CHANGE(dev, chn, patch)
#define SEQ_START_TIMER() _TIMER_EVENT(TMR_START, 0)
#define SEQ_STOP_TIMER() _TIMER_EVENT(TMR_STOP, 0)
#define SEQ_CONTINUE_TIMER() _TIMER_EVENT(TMR_CONTINUE, 0)
#define SEQ_SONGPOS(pos) _TIMER_EVENT(TMR_SPP, pos)

/* --- synthesizers and their patches --- */

#define SYNTH_TYPE_FM 0
#define SYNTH_TYPE_MIDI 2
#define SYNTH_TYPE_SAMPLE 1
#define SYNTH_CAP_INPUT 4
#define SYNTH_CAP_OPL3 2
#define SYNTH_CAP_PERCMODE 1
#define FM_TYPE_ADLIB 0
#define FM_TYPE_OPL3 1
#define SAMPLE_TYPE_AWE32 0x20
#define SAMPLE_TYPE_BASIC 0x10
#define SAMPLE_TYPE_GUS SAMPLE_TYPE_BASIC
#define SAMPLE_TYPE_WAVEFRONT 0x11
#define MIDI_CAP_MPU401 1
#define MIDI_TYPE_MPU401 0x401
#define SNDCARD_ADLIB 1
#define SNDCARD_GUS 4
#define SNDCARD_MPU401 5
#define SNDCARD_PAS 3
#define SNDCARD_SB 2

/* Patches begin with their kind. */
#define _PATCHKEY(id) ((id) << 8 | 0xfd)
#define FM_PATCH _PATCHKEY(1)
#define MAUI_PATCH _PATCHKEY(6)
#define OPL3_PATCH _PATCHKEY(3)
#define SYSEX_PATCH _PATCHKEY(5)
#define WAVEFRONT_PATCH _PATCHKEY(6)
#define WAVE_PATCH _PATCHKEY(4)
#define GUS_PATCH WAVE_PATCH
/* Modes of a wave */
enum { LX_WAVE_16 = 1, LX_WAVE_U = 2, LX_WAVE_LOOP = 4, LX_WAVE_BIDI = 8, LX_WAVE_BACK = 16, LX_WAVE_SUSTAIN = 32,
       LX_WAVE_ENV = 64, LX_WAVE_FAST = 128, LX_WAVE_VIB = 1 << 16, LX_WAVE_TREM = 1 << 17, LX_WAVE_SCALE = 1 << 18,
       LX_WAVE_FRAC = 1 << 19 };
#define WAVE_16_BITS LX_WAVE_16
#define WAVE_BIDIR_LOOP LX_WAVE_BIDI
#define WAVE_ENVELOPES LX_WAVE_ENV
#define WAVE_FAST_RELEASE LX_WAVE_FAST
#define WAVE_FRACTIONS LX_WAVE_FRAC
#define WAVE_LOOPING LX_WAVE_LOOP
#define WAVE_LOOP_BACK LX_WAVE_BACK
#define WAVE_SCALE LX_WAVE_SCALE
#define WAVE_SUSTAIN_ON LX_WAVE_SUSTAIN
#define WAVE_TREMOLO LX_WAVE_TREM
#define WAVE_UNSIGNED LX_WAVE_U
#define WAVE_VIBRATO LX_WAVE_VIB
#define CPF_FIRST 1
#define CPF_LAST 2

typedef unsigned char sbi_instr_data[32];
struct sbi_instrument { unsigned short key; short device; int channel; sbi_instr_data operators; };
struct seq_event_rec { unsigned char arr[8]; };
struct synth_info {
    char name[30];
    int device, synth_type, synth_subtype, perc_mode, nr_voices, nr_drums, instr_bank_size;
    unsigned int capabilities;
    int dummies[19];
};
struct sound_timer_info { char name[32]; int caps; };
struct midi_info { char name[30]; int device; unsigned int capabilities; int dev_type, dummies[18]; };
struct synth_control { int devno; char data[4000]; };
struct remove_sample { int devno, bankno, instrno; };
struct sysex_info { short key, device_no; int len; unsigned char data[1]; };
struct patch_info {
    unsigned short key;
    short device_no, instr_no;
    unsigned int mode;
    int len, loop_start, loop_end;
    unsigned int base_freq, base_note, high_note, low_note;
    int panning, detuning;
    unsigned char env_rate[6], env_offset[6], tremolo_sweep, tremolo_rate, tremolo_depth, vibrato_sweep, vibrato_rate,
        vibrato_depth;
    int scale_frequency;
    unsigned int scale_factor;
    int volume, fractions, reserved1, spare[2];
    char data[1];
};
typedef struct mpu_command_rec { unsigned char cmd; char nr_args, nr_returns; unsigned char data[30]; } mpu_command_rec;

/* Sequencer, type 'Q' */
#define SNDCTL_FM_4OP_ENABLE _IOW('Q', 15, int)
#define SNDCTL_FM_LOAD_INSTR _IOW('Q', 7, struct sbi_instrument)
#define SNDCTL_MIDI_INFO _IOWR('Q', 12, struct midi_info)
#define SNDCTL_SEQ_CTRLRATE _IOWR('Q', 3, int)
#define SNDCTL_SEQ_GETINCOUNT _IOR('Q', 5, int)
#define SNDCTL_SEQ_GETOUTCOUNT _IOR('Q', 4, int)
#define SNDCTL_SEQ_GETTIME _IOR('Q', 19, int)
#define SNDCTL_SEQ_NRMIDIS _IOR('Q', 11, int)
#define SNDCTL_SEQ_NRSYNTHS _IOR('Q', 10, int)
#define SNDCTL_SEQ_OUTOFBAND _IOW('Q', 18, struct seq_event_rec)
#define SNDCTL_SEQ_PANIC _IO('Q', 17)
#define SNDCTL_SEQ_PERCMODE _IOW('Q', 6, int)
#define SNDCTL_SEQ_RESET _IO('Q', 0)
#define SNDCTL_SEQ_RESETSAMPLES _IOW('Q', 9, int)
#define SNDCTL_SEQ_SYNC _IO('Q', 1)
#define SNDCTL_SEQ_TESTMIDI _IOW('Q', 8, int)
#define SNDCTL_SEQ_THRESHOLD _IOW('Q', 13, int)
#define SNDCTL_SYNTH_CONTROL _IOWR('Q', 21, struct synth_control)
#define SNDCTL_SYNTH_ID _IOWR('Q', 20, struct synth_info)
#define SNDCTL_SYNTH_INFO _IOWR('Q', 2, struct synth_info)
#define SNDCTL_SYNTH_MEMAVL _IOWR('Q', 14, int)
#define SNDCTL_SYNTH_REMOVESAMPLE _IOWR('Q', 22, struct remove_sample)
/* Timers, type 'T' */
#define SNDCTL_TMR_CONTINUE _IO('T', 4)
#define SNDCTL_TMR_METRONOME _IOW('T', 7, int)
#define SNDCTL_TMR_SELECT _IOW('T', 8, int)
#define SNDCTL_TMR_SOURCE _IOWR('T', 6, int)
#define SNDCTL_TMR_START _IO('T', 2)
#define SNDCTL_TMR_STOP _IO('T', 3)
#define SNDCTL_TMR_TEMPO _IOWR('T', 5, int)
#define SNDCTL_TMR_TIMEBASE _IOWR('T', 1, int)
/* MIDI ports, type 'm' */
#define SNDCTL_MIDI_MPUCMD _IOWR('m', 2, mpu_command_rec)
#define SNDCTL_MIDI_MPUMODE _IOWR('m', 1, int)
#define SNDCTL_MIDI_PRETIME _IOWR('m', 0, int)

/* --- coprocessors, type 'C' --- */

typedef struct copr_buffer { int command, flags, len, offs; unsigned char data[4000]; } copr_buffer;
typedef struct copr_debug_buf { int command, parm1, parm2, flags, len; } copr_debug_buf;
typedef struct copr_msg { int len; unsigned char data[4000]; } copr_msg;
#define SNDCTL_COPR_HALT _IOWR('C', 7, copr_debug_buf)
#define SNDCTL_COPR_LOAD _IOWR('C', 1, copr_buffer)
#define SNDCTL_COPR_RCODE _IOWR('C', 3, copr_debug_buf)
#define SNDCTL_COPR_RCVMSG _IOR('C', 9, copr_msg)
#define SNDCTL_COPR_RDATA _IOWR('C', 2, copr_debug_buf)
#define SNDCTL_COPR_RESET _IO('C', 0)
#define SNDCTL_COPR_RUN _IOWR('C', 6, copr_debug_buf)
#define SNDCTL_COPR_SENDMSG _IOWR('C', 8, copr_msg)
#define SNDCTL_COPR_WCODE _IOW('C', 5, copr_debug_buf)
#define SNDCTL_COPR_WDATA _IOW('C', 4, copr_debug_buf)
/* Events that stay within the driver, more kinds of cards, and a wave that lies in the card's own memory */
#define LOCL_STARTAUDIO 1
#define SNDCARD_UART6850 8
#define WAVE_ROM 0x40000000
#define WAVE_MULAW 0x20000000
