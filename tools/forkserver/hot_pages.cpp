// SPDX-License-Identifier: MIT
// Reads /proc/PID/pagemap (Linux, Documentation/admin-guide/mm/pagemap.rst) of the writable private mappings.
#include "tools/forkserver/hot_pages.h"
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace alcove::forkserver {
namespace {

constexpr unsigned k_copies = 3, k_most = 16384;
constexpr std::uintptr_t k_page = 4096;
constexpr std::uint64_t k_present = 1ull << 63, k_exclusive = 1ull << 56;
constexpr int k_populate_write = 23; // MADV_POPULATE_WRITE, Linux 5.14

std::uintptr_t g_pages[k_most]; ///< in ascending order
unsigned g_count, g_learned;

/// The exclusive pages of a mapping, appended to `to`.
unsigned exclusive_pages(int pagemap, std::uintptr_t begin, std::uintptr_t end, std::uintptr_t* to,
                         unsigned room) {
    unsigned n = 0;
    std::uint64_t entries[512];
    for (std::uintptr_t at = begin; at < end;) {
        const ssize_t got =
            pread(pagemap, entries, sizeof entries, static_cast<off_t>(at / k_page * sizeof entries[0]));
        if (got <= 0) break;
        for (std::size_t i = 0; i < static_cast<std::size_t>(got) / sizeof entries[0] && at < end;
             i++, at += k_page)
            if ((entries[i] & k_present) && (entries[i] & k_exclusive) && n < room) to[n++] = at;
    }
    return n;
}

} // namespace

void learn_hot_pages(pid_t copy) {
    if (g_learned >= k_copies) return;
    char path[40];
    std::snprintf(path, sizeof path, "/proc/%d/pagemap", copy);
    const int pagemap = open(path, O_RDONLY | O_CLOEXEC);
    std::FILE* const maps = std::fopen("/proc/self/maps", "re");
    static std::uintptr_t found[k_most];
    unsigned count = 0;
    char line[512];
    while (pagemap >= 0 && maps && std::fgets(line, sizeof line, maps)) {
        unsigned long long begin = 0, end = 0;
        char rights[5] = "";
        if (std::sscanf(line, "%llx-%llx %4s", &begin, &end, rights) != 3) continue;
        if (rights[1] == 'w' && rights[3] == 'p')
            count += exclusive_pages(pagemap, begin, end, found + count, k_most - count);
    }
    if (pagemap >= 0) close(pagemap);
    if (maps) std::fclose(maps);
    // The latest copy's list holds what it was given of the list before, too.
    std::memcpy(g_pages, found, count * sizeof found[0]);
    g_count = count;
    g_learned++;
}

void take_hot_pages() {
    for (unsigned i = 0; i < g_count;) {
        unsigned end = i + 1;
        while (end < g_count && g_pages[end] == g_pages[end - 1] + k_page) end++;
        // Where the kernel does not know this, pages come one by one.
        madvise(reinterpret_cast<void*>(g_pages[i]), (end - i) * k_page, k_populate_write);
        i = end;
    }
}

} // namespace alcove::forkserver
