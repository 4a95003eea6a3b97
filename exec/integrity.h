// SPDX-License-Identifier: MIT
// Is the executive still what it was? Parts that must not change during a trial, and counts that must come
// back.
#pragma once
#include "lib/types.h"

namespace alcove::exec {

/// Something that must not change. All calls in thread context.
struct IntegrityPart {
    const char* name;
    void (*note)(
        const char* under_test); ///< takes down how it is; `under_test`: the extension that may change
    /// False when it is no longer what was noted; then `detail` (one line) says what is wrong.
    bool (*intact)(char* detail, usize size);
};
void integrity_register(const IntegrityPart& part); ///< lives for ever

/// What extensions hold that are not under test. They work on during a trial, so that is no leak; whoever
/// loses something when it is given back holds it no longer.
struct HeldByOthers {
    u32 handles = 0, packet_handles = 0, frames = 0, packets = 0;
};
/// Asked whenever counts are taken. Thread context.
void integrity_set_others(HeldByOthers (*others)(const char* under_test));

/// Takes down every part and count.
void integrity_note(const char* under_test);
/// Checks every part, then compares the counts: a JSON line {"trial":"damage","part":..,"detail":..} for each
/// that is not intact, {"trial":"count","name":..,"before":..,"after":..} for each count that differs.
/// Returns how many parts are damaged. A damaged heap is a panic.
u32 integrity_check();

/// Of `bytes`/4 words; `bytes` a multiple of 4.
u32 words_checksum(const void* data, u32 bytes);

/// Registers the executive's own parts: text and constants, descriptor tables, heap, a canary. Boot.
void integrity_init();

} // namespace alcove::exec
