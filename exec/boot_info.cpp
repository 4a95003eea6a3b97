// SPDX-License-Identifier: MIT
// Reads the Multiboot 1 information structure into static tables and answers questions about it.
#include "exec/boot_info.h"
#include "exec/cmos.h"
#include <string.h>

extern "C" char __kernel_end[];

namespace alcove::exec {
namespace {

// Multiboot Specification 0.6.96, section 3.3 "Boot information format".
constexpr u32 k_multiboot_magic = 0x2BADB002;
constexpr u32 k_has_memory = 1u << 0;
constexpr u32 k_has_command_line = 1u << 2;
constexpr u32 k_has_modules = 1u << 3;
constexpr u32 k_has_memory_map = 1u << 6;
constexpr u32 k_type_available = 1;

struct MultibootInfo {
    u32 flags;
    u32 mem_lower, mem_upper; // KiB
    u32 boot_device;
    u32 command_line;
    u32 module_count, modules;
    u32 symbols[4];
    u32 map_length, map;
};

struct MultibootModule {
    u32 start, end, string, reserved;
};

struct MultibootRange {
    u32 size; // of what follows
    u64 start, length;
    u32 type;
} __attribute__((packed));

constexpr PhysAddr k_boot_mapped = 64u << 20; // what the boot page directory maps
constexpr u32 k_max_line = 1024;
constexpr u32 k_max_words = 64;
constexpr u32 k_max_modules = 8;
constexpr u32 k_max_module_name = 64;
constexpr u32 k_max_ranges = 32;

constinit char line_[k_max_line] = {};
constinit char words_[k_max_line] = {}; // the line again, cut into words
constinit const char* word_[k_max_words] = {};
constinit u32 word_count_ = 0;
constinit BootModule modules_[k_max_modules] = {};
constinit char module_names_[k_max_modules][k_max_module_name] = {};
constinit u32 module_count_ = 0;
constinit BootMemory ranges_[k_max_ranges] = {};
constinit u32 range_count_ = 0;

/// A loader's structure at physical `p`, or nullptr if the boot mapping does not reach it.
template <typename T>
const T* loader_view(PhysAddr p, u32 bytes = sizeof(T)) {
    return p != 0 && p < k_boot_mapped && bytes <= k_boot_mapped - p ? phys_to_virt<const T>(p) : nullptr;
}

void copy_text(char* to, u32 size, PhysAddr from) {
    const char* s = loader_view<char>(from);
    const u32 reach = s ? k_boot_mapped - from : 0;
    u32 n = 0;
    while (n < reach && n < size - 1 && s[n]) {
        to[n] = s[n];
        n++;
    }
    to[n] = '\0';
}

/// QEMU (and GRUB legacy) put the kernel's path first; GRUB 2 does not. A path holds a '/' or ends
/// in ".elf", and no option of ours without '=' does.
bool is_kernel_path(const char* s, usize length) {
    if (memchr(s, '=', length)) return false;
    return memchr(s, '/', length) || (length >= 4 && memcmp(s + length - 4, ".elf", 4) == 0);
}

void set_command_line(PhysAddr from) {
    copy_text(line_, sizeof line_, from);
    const usize first = strcspn(line_, " \t");
    if (is_kernel_path(line_, first)) {
        const char* rest = line_ + first;
        rest += strspn(rest, " \t");
        memmove(line_, rest, strlen(rest) + 1);
    }
    strcpy(words_, line_);
    for (char* p = words_; word_count_ < k_max_words;) {
        p += strspn(p, " \t");
        if (!*p) break;
        word_[word_count_++] = p;
        p += strcspn(p, " \t");
        if (*p) *p++ = '\0';
    }
}

void add_range(u64 start, u64 length, bool usable) {
    constexpr u64 k_top = 0xFFFFF000; // keeps `end` within 32 bits
    const u64 end = start + length < start || start + length > k_top ? k_top : start + length;
    if (start >= end || range_count_ == k_max_ranges) return;
    ranges_[range_count_++] = {static_cast<PhysAddr>(start), static_cast<PhysAddr>(end), usable};
}

void copy_memory_map(PhysAddr map, u32 length) {
    const u8* p = loader_view<u8>(map, length);
    for (u32 at = 0; p && at + sizeof(MultibootRange) <= length;) {
        MultibootRange range;
        memcpy(&range, p + at, sizeof range);
        if (range.size < sizeof range - sizeof range.size) return;
        add_range(range.start, range.length, range.type == k_type_available);
        at += range.size + sizeof range.size;
    }
}

bool any_usable_above_1m() {
    for (u32 i = 0; i < range_count_; i++)
        if (ranges_[i].usable && ranges_[i].end > (1u << 20)) return true;
    return false;
}

void copy_memory(const MultibootInfo& info) {
    if (info.flags & k_has_memory_map) copy_memory_map(info.map, info.map_length);
    if (any_usable_above_1m()) return;
    // No map, or one without memory: the two sizes, and as the last resort the CMOS.
    const bool sizes = (info.flags & k_has_memory) && info.mem_upper != 0;
    const u32 upper = sizes ? info.mem_upper << 10 : cmos_extended_memory();
    range_count_ = 0;
    add_range(0, sizes ? info.mem_lower << 10 : 640u << 10, true);
    add_range(1u << 20, upper, true);
}

void copy_modules(PhysAddr table, u32 count) {
    const auto* m = loader_view<MultibootModule>(table, count * sizeof(MultibootModule));
    for (u32 i = 0; m && i < count && module_count_ < k_max_modules; i++) {
        char* name = module_names_[module_count_];
        copy_text(name, k_max_module_name, m[i].string);
        modules_[module_count_++] = {m[i].start, m[i].end, name};
    }
}

} // namespace

void boot_info_init(u32 magic, PhysAddr multiboot_info) {
    MultibootInfo none = {};
    const MultibootInfo* found =
        magic == k_multiboot_magic ? loader_view<MultibootInfo>(multiboot_info) : nullptr;
    const MultibootInfo& info = found ? *found : none;
    if (info.flags & k_has_command_line) set_command_line(info.command_line);
    if (info.flags & k_has_modules) copy_modules(info.modules, info.module_count);
    copy_memory(info);
}

const char* boot_option(const char* name) {
    const usize length = strlen(name);
    for (u32 i = 0; i < word_count_; i++) {
        if (strncmp(word_[i], name, length) != 0) continue;
        if (word_[i][length] == '\0') return "";
        if (word_[i][length] == '=') return word_[i] + length + 1;
    }
    return nullptr;
}

u32 boot_option_number(const char* name, u32 otherwise) {
    const char* s = boot_option(name);
    if (!s || !*s) return otherwise;
    const u32 base = s[0] == '0' && (s[1] | 0x20) == 'x' ? 16 : 10;
    if (base == 16) s += 2;
    u32 n = 0;
    for (const char* p = s; *p || p == s; p++) {
        const u32 lower = static_cast<u8>(*p) | 0x20;
        const u32 digit = *p >= '0' && *p <= '9'         ? *p - '0'
                          : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                         : 16;
        if (digit >= base) return otherwise;
        n = n * base + digit;
    }
    return n;
}

const char* boot_command_line() { return line_; }
u32 boot_module_count() { return module_count_; }
const BootModule& boot_module(u32 index) { return modules_[index]; }
u32 boot_memory_count() { return range_count_; }
const BootMemory& boot_memory(u32 index) { return ranges_[index]; }

PhysAddr boot_memory_end() {
    PhysAddr end = 0;
    for (u32 i = 0; i < range_count_; i++)
        if (ranges_[i].usable && ranges_[i].end > end) end = ranges_[i].end;
    return end > k_linear_limit ? k_linear_limit : end;
}

PhysAddr boot_reserved_end() {
    PhysAddr end = virt_to_phys(__kernel_end);
    for (u32 i = 0; i < module_count_; i++)
        if (modules_[i].end > end) end = modules_[i].end;
    return round_up(end, k_page_size);
}

} // namespace alcove::exec
