/* SPDX-License-Identifier: MIT
 * Sound card modems: what their tools ask for.
 */
#pragma once
#define SM_DIAGFLAG_DCDGATE (1<<0)
#define SM_DIAGMODE_CONSTELLATION 3
#define SM_DIAGMODE_DEMOD 2
#define SM_DIAGMODE_INPUT 1
#define SMCTL_GETMIXER 0x83
#define SMCTL_SETMIXER 0x84
#define SMCTL_DIAGNOSE 0x82
#define SMCTL_GETDEBUG 0x90
#define SM_DIAGFLAG_VALID (1 << 1)
#define SM_DIAGMODE_OFF 0
#define SM_MIXER_INVALID 0
#define SM_MIXER_AD1848 0x10
#define SM_MIXER_CRYSTAL 0x11
#define SM_MIXER_CT1335 0x20
#define SM_MIXER_CT1345 0x21
#define SM_MIXER_CT1745 0x22
struct sm_debug_data {
    unsigned int int_rate, mod_cycles, demod_cycles, dma_residue;
};
struct sm_diag_data {
    unsigned int mode, flags, samplesperbit, datalen;
    short *data;
};
struct sm_mixer_data {
    unsigned int mixer_type, sample_rate, bit_rate, reg, data;
};
struct sm_ioctl {
    int cmd;
    union {
        struct sm_debug_data dbg;
        struct sm_diag_data diag;
        struct sm_mixer_data mix;
    } data;
};
