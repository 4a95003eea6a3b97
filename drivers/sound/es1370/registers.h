/* SPDX-License-Identifier: MIT
 * Registers of the ES1370 (Ensoniq, "AudioPCI specification") and of its codec (Asahi Kasei, data sheet AK4531).
 */
#pragma once

#define ES_DEVICE_ID 0x5000
#define ES_PORTS 64                 /* of BAR 0 */

/* 00h, interrupt/chip select control */
#define ES_CONTROL 0x00
#define ES_CONTROL_CODEC 0x00000002
#define ES_CONTROL_ADC 0x00000010
#define ES_CONTROL_DAC2 0x00000020
#define ES_CONTROL_DIVIDER 0x1FFF0000 /* DAC2 and ADC: ES_CLOCK / (divider + 2) frames a second */
#define ES_DIVIDER_SHIFT 16
#define ES_CLOCK 1411200
#define ES_LEAST_RATE 4000
#define ES_MOST_RATE 48000

/* 04h, status */
#define ES_STATUS 0x04
#define ES_STATUS_ADC 0x00000001
#define ES_STATUS_DAC2 0x00000002
#define ES_STATUS_CODEC_WRITE 0x00000100 /* a write to the codec is under way */
#define ES_STATUS_CODEC_BUSY 0x00000200
#define ES_STATUS_INTERRUPT 0x80000000

/* 0Ch, page of the memory that appears at 30h to 3Fh */
#define ES_PAGE 0x0C
#define ES_PAGE_DACS 0x0C
#define ES_PAGE_ADC 0x0D

/* 10h, codec: register number and value */
#define ES_CODEC 0x10

/* 20h, serial interface control */
#define ES_SERIAL 0x20
#define ES_SERIAL_DAC2_STEREO 0x00000004
#define ES_SERIAL_DAC2_16 0x00000008
#define ES_SERIAL_ADC_STEREO 0x00000010
#define ES_SERIAL_ADC_16 0x00000020
#define ES_SERIAL_DAC2_INTERRUPT 0x00000200
#define ES_SERIAL_ADC_INTERRUPT 0x00000400
#define ES_SERIAL_DAC2_PAUSE 0x00001000
#define ES_SERIAL_DAC2_LOOP_STOP 0x00004000 /* at the end of the ring; else it loops */
#define ES_SERIAL_ADC_LOOP_STOP 0x00008000
#define ES_SERIAL_DAC2_START 0x00070000 /* where in a frame the next sample begins after a start */
#define ES_SERIAL_DAC2_STEP 0x00380000 /* bytes from a sample to the next */
#define ES_STEP_SHIFT 19

/* 28h, 2Ch: frames until the next interrupt, minus one, and how many are left */
#define ES_DAC2_COUNT 0x28
#define ES_ADC_COUNT 0x2C

/* Memory pages: where the ring is, its length in longwords minus one (low half), longwords done (high half). */
#define ES_DAC2_ADDRESS 0x38
#define ES_DAC2_SIZE 0x3C
#define ES_ADC_ADDRESS 0x30
#define ES_ADC_SIZE 0x34

/* AK4531 */
enum ak_register {
    AK_MASTER_LEFT, AK_MASTER_RIGHT, AK_VOICE_LEFT, AK_VOICE_RIGHT, AK_FM_LEFT, AK_FM_RIGHT, AK_CD_LEFT, AK_CD_RIGHT,
    AK_LINE_LEFT, AK_LINE_RIGHT, AK_AUX_LEFT, AK_AUX_RIGHT, AK_MONO1, AK_MONO2, AK_MIC, AK_MONO_OUT,
    AK_OUTPUT1, AK_OUTPUT2, AK_INPUT_LEFT1, AK_INPUT_RIGHT1, AK_INPUT_LEFT2, AK_INPUT_RIGHT2,
    AK_RESET, AK_CLOCK, AK_ADC_INPUT, AK_MIC_GAIN
};
#define AK_MUTE 0x80
#define AK_MASTER_STEPS 31          /* attenuation, 2 dB each */
#define AK_LEVEL_STEPS 31           /* of the others: 0 is +12 dB, 2 dB down each */
#define AK_RUN 0x03                 /* neither reset nor powered down */
#define AK_CLOCK_DAC2 0x03          /* ADC and DAC by the clock of DAC2 */
