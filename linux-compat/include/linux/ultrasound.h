/* SPDX-License-Identifier: MIT
 * Events that a sequencer program sends to a Gravis Ultrasound: voices, the loudness of each, and how it ramps.
 */
#pragma once
enum {
    _GUS_NUMVOICES,
    _GUS_VOICESAMPLE,
    _GUS_VOICEON,
    _GUS_VOICEOFF,
    _GUS_VOICEMODE,
    _GUS_VOICEBALA,
    _GUS_VOICEFREQ,
    _GUS_VOICEVOL,
    _GUS_RAMPRANGE,
    _GUS_RAMPRATE,
    _GUS_RAMPMODE,
    _GUS_RAMPON,
    _GUS_RAMPOFF,
    _GUS_VOICEFADE,
    _GUS_VOLUME_SCALE,
    _GUS_VOICEVOL2,
    _GUS_VOICE_POS
};
