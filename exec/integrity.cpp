// SPDX-License-Identifier: MIT
// The executive's own parts, the counts, and the walk over what others registered.
#include "exec/integrity.h"
#include "arch/x86/api/cpu.h"
#include "exec/control.h"
#include "exec/frames.h"
#include "exec/heap.h"
#include "exec/log.h"
#include "exec/net/packet_memory.h"
#include "exec/scheduler.h"
#include <stdio.h>
#include <string.h>

constexpr alcove::u32 k_canary_words = 8192;
extern "C" {
/// Found by its name in the executive's symbol table.
alignas(alcove::k_page_size) alcove::u32 alcove_integrity_canary[k_canary_words];
}

namespace alcove::exec {
namespace {

extern "C" const u8 __text_start[], __rodata_end[];

constexpr u32 k_most_parts = 16;
const IntegrityPart* parts_[k_most_parts];
u32 part_count_;

// --- text and constants

u32 image_sum_;
u32 image_checksum() { return words_checksum(__text_start, static_cast<u32>(__rodata_end - __text_start)); }
void note_image(const char*) { image_sum_ = image_checksum(); }
bool image_intact(char* detail, usize size) {
    if (image_checksum() == image_sum_) return true;
    sniprintf(detail, size, "text or constants of the executive were written");
    return false;
}

// --- descriptor tables

u32 descriptors_sum_;
void note_descriptors(const char*) { descriptors_sum_ = arch::descriptors_checksum(words_checksum); }
bool descriptors_intact(char* detail, usize size) {
    if (arch::descriptors_checksum(words_checksum) == descriptors_sum_) return true;
    sniprintf(detail, size, "GDT or IDT was written");
    return false;
}

// --- heap: its guards stand around every block

void note_nothing(const char*) {}
bool heap_intact(char*, usize) {
    heap_check();
    return true;
}

// --- a canary: memory that nobody has any business with, in the executive's bss

auto& canary_ = alcove_integrity_canary;
constexpr u32 canary_word(u32 i) { return 0x5A17C0DE ^ i * 0x9E3779B9; }
void note_canary(const char*) {
    for (u32 i = 0; i < k_canary_words; i++) canary_[i] = canary_word(i);
}
bool canary_intact(char* detail, usize size) {
    for (u32 i = 0; i < k_canary_words; i++) {
        if (canary_[i] == canary_word(i)) continue;
        sniprintf(detail, size, "%08x of the executive's data was written",
                  reinterpret_cast<unsigned>(canary_ + i));
        return false;
    }
    return true;
}

constexpr IntegrityPart k_own[] = {{"image", note_image, image_intact},
                                   {"descriptors", note_descriptors, descriptors_intact},
                                   {"heap", note_nothing, heap_intact},
                                   {"canary", note_canary, canary_intact}};

// --- counts

struct Count {
    const char* name;
    u32 (*value)(const HeldByOthers&);
};
/// Handles but those of packets, and of page frames, of which a domain takes more or fewer by what passes it.
constexpr Count k_counts[] = {
    {"handles",
     [](const HeldByOthers& o) {
         return stats_value("handles") - stats_value("packet_handles") - stats_value("frame_handles") -
                o.handles;
     }},
    {"packet_handles",
     [](const HeldByOthers& o) { return stats_value("packet_handles") - o.packet_handles; }},
    {"threads", [](const HeldByOthers&) { return thread_count(); }},
    {"heap_blocks", [](const HeldByOthers&) { return heap_stats().blocks; }},
    {"frames", [](const HeldByOthers& o) { return frames_stats().free + heap_stats().frames + o.frames; }},
    {"packets",
     [](const HeldByOthers& o) {
         const PacketMemoryStats s = packet_memory_stats();
         return s.small_free + s.large_free - s.heap_blocks + o.packets;
     }},
};
constexpr u32 k_count_count = sizeof k_counts / sizeof k_counts[0];
u32 counts_before_[k_count_count];
HeldByOthers (*others_)(const char*);
char under_test_[32];

HeldByOthers held_by_others() { return others_ ? others_(under_test_) : HeldByOthers{}; }

} // namespace

u32 words_checksum(const void* data, u32 bytes) {
    const u32* words = static_cast<const u32*>(data);
    u32 sum = 0;
    for (u32 i = 0; i < bytes / 4; i++) sum = sum * 31 + words[i];
    return sum;
}

void integrity_register(const IntegrityPart& part) {
    if (part_count_ == k_most_parts) return log(LogLevel::error, "integrity: no room for %s", part.name);
    parts_[part_count_++] = &part;
}

void integrity_set_others(HeldByOthers (*others)(const char*)) { others_ = others; }

void integrity_init() {
    for (const IntegrityPart& part : k_own) integrity_register(part);
}

void integrity_note(const char* under_test) {
    for (u32 i = 0; i < part_count_; i++) parts_[i]->note(under_test);
    strlcpy(under_test_, under_test, sizeof under_test_);
    const HeldByOthers others = held_by_others();
    for (u32 i = 0; i < k_count_count; i++) counts_before_[i] = k_counts[i].value(others);
}

u32 integrity_check() {
    u32 damaged = 0;
    for (u32 i = 0; i < part_count_; i++) {
        char detail[120] = "";
        if (parts_[i]->intact(detail, sizeof detail)) continue;
        damaged++;
        JsonLine().field("trial", "damage").field("part", parts_[i]->name).field("detail", detail);
    }
    const HeldByOthers others = held_by_others();
    for (u32 i = 0; i < k_count_count; i++) {
        const u32 now = k_counts[i].value(others);
        if (now == counts_before_[i]) continue;
        JsonLine line;
        line.field("trial", "count").field("name", k_counts[i].name);
        line.field("before", counts_before_[i]).field("after", now);
    }
    return damaged;
}

} // namespace alcove::exec
