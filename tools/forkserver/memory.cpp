// SPDX-License-Identifier: MIT
// Finds the guest's memory among this process's mappings and maps it anew.
#include "tools/forkserver/memory.h"
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace alcove::forkserver {
namespace {

struct Range {
    std::uintptr_t begin = 0, end = 0;
};

/// The one mapping of the whole file.
bool find_mapping(const char* file, Range& range) {
    std::FILE* const maps = std::fopen("/proc/self/maps", "re");
    if (!maps) return false;
    unsigned found = 0;
    char line[512];
    while (std::fgets(line, sizeof line, maps)) {
        const char* const path = std::strchr(line, '/');
        if (!path || std::strncmp(path, file, std::strlen(file)) != 0 || path[std::strlen(file)] != '\n')
            continue;
        unsigned long long begin = 0, end = 0, offset = 0;
        if (std::sscanf(line, "%llx-%llx %*s %llx", &begin, &end, &offset) != 3 || offset != 0) continue;
        range = {static_cast<std::uintptr_t>(begin), static_cast<std::uintptr_t>(end)};
        found++;
    }
    std::fclose(maps);
    return found == 1;
}

bool map_private(int fd, std::uintptr_t begin, std::size_t from, std::size_t to) {
    if (from == to) return true;
    void* const at = reinterpret_cast<void*>(begin + from);
    return mmap(at, to - from, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd,
                static_cast<off_t>(from)) == at;
}

} // namespace

const char* make_memory_private(const char* file, std::size_t shared_offset, std::size_t shared_bytes) {
    Range range;
    if (!find_mapping(file, range)) return "the guest's memory is not found among the mappings";
    const std::size_t bytes = range.end - range.begin;
    if (shared_offset > bytes || bytes - shared_offset < shared_bytes) return "the mailbox lies outside";
    const int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd < 0) return "the guest's memory can't be opened";
    const bool mapped = map_private(fd, range.begin, 0, shared_offset) &&
                        map_private(fd, range.begin, shared_offset + shared_bytes, bytes);
    close(fd);
    if (!mapped) return "the guest's memory can't be mapped anew";
    // QEMU keeps it from copies of the process.
    if (madvise(reinterpret_cast<void*>(range.begin), bytes, MADV_DOFORK) != 0) return "madvise: no";
    return nullptr;
}

} // namespace alcove::forkserver
