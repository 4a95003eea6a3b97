/* SPDX-License-Identifier: MIT
 * The Sound Blaster 16's DSP and mixer (Creative Labs, "Sound Blaster Series Hardware Programming Guide").
 */
#pragma once

/* Ports from the base on */
#define SB_PORTS 16
#define SB_MIXER_INDEX 0x4
#define SB_MIXER_DATA 0x5
#define SB_RESET 0x6
#define SB_READ 0xA
#define SB_WRITE 0xC                /* reading it: bit 7 is set while the DSP is busy */
#define SB_READ_STATUS 0xE          /* bit 7: there is something to read; reading it takes an 8-bit interrupt back */
#define SB_TAKE_BACK_16 0xF
#define SB_BIT_7 0x80
#define SB_ANSWER_TO_RESET 0xAA

/* DSP commands */
#define SB_RATE_OUT 0x41
#define SB_RATE_IN 0x42
#define SB_START_16 0xB0            /* with the two bits and the direction */
#define SB_START_8 0xC0
#define SB_START_AUTO 0x04
#define SB_START_FIFO 0x02
#define SB_START_IN 0x08
#define SB_MODE_SIGNED 0x10
#define SB_MODE_STEREO 0x20
#define SB_PAUSE_8 0xD0
#define SB_SPEAKER_ON 0xD1
#define SB_PAUSE_16 0xD5
#define SB_VERSION 0xE1
#define SB_LEAST_VERSION 4

/* Mixer registers: sides are neighbours */
#define SB_MASTER 0x30
#define SB_VOICE 0x32
#define SB_MIDI 0x34
#define SB_CD 0x36
#define SB_LINE 0x38
#define SB_MICROPHONE 0x3A
#define SB_OUTPUTS 0x3C
#define SB_INPUT_LEFT 0x3D
#define SB_INPUT_RIGHT 0x3E
#define SB_TREBLE 0x44
#define SB_BASS 0x46
#define SB_LINE_SETUP 0x80          /* interrupt line: a bit of these */
#define SB_CHANNEL_SETUP 0x81       /* DMA channels: a bit each */
#define SB_CAUSE 0x82
#define SB_CAUSE_8 0x01
#define SB_CAUSE_16 0x02

#define SB_LEAST_RATE 5000
#define SB_MOST_RATE 44100
