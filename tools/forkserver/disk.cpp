// SPDX-License-Identifier: MIT
// Disks of which each copy has its own, and whose requests are done before the emulator has asked.
//
// Stands before functions of libaio, which QEMU calls for a drive with aio=native, and before those by which
// one of its threads reads and writes what is not aligned as O_DIRECT wants it. It finds out by trial how
// that is: the memory of a sector begins where a sector of memory does. The file is read into memory that is
// this process's own when it is used first; copies of the process share it until they write. A request is
// done within io_submit(), and its completion lies in the ring in which QEMU looks before it returns. So no
// thread and no host's disk decides when the guest is told: it would be at another instruction each time.
#include "tools/forkserver/original.h"
#include "tools/forkserver/turns.h"
#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace alcove::forkserver {
namespace {

/// What the kernel maps for user space, and QEMU reads (Linux, fs/aio's ABI: io_getevents without a call).
struct Ring {
    unsigned id, events, head, tail, magic, compatible, incompatible, header_bytes;
    io_event event[];
};
constexpr unsigned k_magic = 0xa10a10a1, k_most_events = 4096;

struct Disk {
    int fd = -1;
    char* data = nullptr;
    std::size_t bytes = 0;
};
constexpr unsigned k_most_disks = 4, k_sector = 512;
Disk g_disks[k_most_disks];

bool load(Disk& d, int fd) {
    struct stat about = {};
    if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= 0) return false;
    const auto bytes = static_cast<std::size_t>(about.st_size);
    void* const at = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) return false;
    d = {fd, static_cast<char*>(at), bytes};
    return true;
}

Disk* disk_of(int fd) {
    for (Disk& d : g_disks)
        if (d.fd == fd) return &d;
    for (Disk& d : g_disks)
        if (d.fd < 0) return load(d, fd) ? &d : nullptr;
    return nullptr;
}

enum class Way { read, write };

/// Bytes that moved, or a negative error.
long transfer(int fd, Way way, const iovec* pieces, std::size_t count, off_t offset) {
    const Disk* const disk = disk_of(fd);
    if (!disk) return -EIO;
    auto at = static_cast<std::size_t>(offset);
    long moved = 0;
    for (std::size_t i = 0; i < count && at < disk->bytes; i++) {
        const std::size_t n = std::min(pieces[i].iov_len, disk->bytes - at);
        if (way == Way::write)
            std::memcpy(disk->data + at, pieces[i].iov_base, n);
        else
            std::memcpy(pieces[i].iov_base, disk->data + at, n);
        at += n;
        moved += static_cast<long>(n);
    }
    return moved;
}

long transfer(const iocb& request) {
    const bool vector =
        request.aio_lio_opcode == IOCB_CMD_PWRITEV || request.aio_lio_opcode == IOCB_CMD_PREADV;
    const bool writes =
        request.aio_lio_opcode == IOCB_CMD_PWRITEV || request.aio_lio_opcode == IOCB_CMD_PWRITE;
    if (!writes && !vector && request.aio_lio_opcode != IOCB_CMD_PREAD) return -EINVAL;
    const iovec one = {reinterpret_cast<void*>(request.aio_buf), request.aio_nbytes};
    return transfer(static_cast<int>(request.aio_fildes), writes ? Way::write : Way::read,
                    vector ? reinterpret_cast<const iovec*>(request.aio_buf) : &one,
                    vector ? request.aio_nbytes : 1, request.aio_offset);
}

/// Other files of the emulator are opened otherwise.
bool is_disk(int fd) {
    const int flags = fcntl(fd, F_GETFL);
    return flags >= 0 && (flags & O_DIRECT);
}

ssize_t answer(long moved) {
    if (moved >= 0) return moved;
    errno = static_cast<int>(-moved);
    return -1;
}

} // namespace
} // namespace alcove::forkserver

using namespace alcove::forkserver;

extern "C" {

[[gnu::visibility("default")]] int io_setup(int events, void** context) {
    const auto count = static_cast<unsigned>(events) + 1;
    if (events <= 0 || count > k_most_events) return -EINVAL;
    void* const at = mmap(nullptr, sizeof(Ring) + count * sizeof(io_event), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return -ENOMEM;
    auto* const ring = static_cast<Ring*>(at);
    ring->events = count;
    ring->magic = k_magic;
    ring->header_bytes = sizeof(Ring);
    *context = ring;
    take_turns_at_events();
    return 0;
}

[[gnu::visibility("default")]] int io_destroy(void* context) {
    auto* const ring = static_cast<Ring*>(context);
    return munmap(ring, sizeof(Ring) + ring->events * sizeof(io_event));
}

[[gnu::visibility("default")]] int io_submit(void* context, long count, iocb** requests) {
    auto* const ring = static_cast<Ring*>(context);
    for (long i = 0; i < count; i++) {
        io_event& e = ring->event[ring->tail];
        e = {requests[i]->aio_data, reinterpret_cast<std::uint64_t>(requests[i]), transfer(*requests[i]), 0};
        ring->tail = (ring->tail + 1) % ring->events;
    }
    return static_cast<int>(count);
}

[[gnu::visibility("default")]] ssize_t pread64(int fd, void* data, size_t bytes, off64_t offset) {
    static auto* const next = original(&pread64, "pread64");
    if (!is_disk(fd)) return next(fd, data, bytes, offset);
    if ((reinterpret_cast<std::uintptr_t>(data) | bytes | static_cast<std::size_t>(offset)) % k_sector)
        return answer(-EINVAL);
    const iovec one = {data, bytes};
    return answer(transfer(fd, Way::read, &one, 1, offset));
}

[[gnu::visibility("default")]] ssize_t pwrite64(int fd, const void* data, size_t bytes, off64_t offset) {
    static auto* const next = original(&pwrite64, "pwrite64");
    if (!is_disk(fd)) return next(fd, data, bytes, offset);
    const iovec one = {const_cast<void*>(data), bytes};
    return answer(transfer(fd, Way::write, &one, 1, offset));
}

[[gnu::visibility("default")]] ssize_t preadv64(int fd, const iovec* pieces, int count, off64_t offset) {
    static auto* const next = original(&preadv64, "preadv64");
    if (!is_disk(fd)) return next(fd, pieces, count, offset);
    return answer(transfer(fd, Way::read, pieces, static_cast<std::size_t>(count), offset));
}

[[gnu::visibility("default")]] ssize_t pwritev64(int fd, const iovec* pieces, int count, off64_t offset) {
    static auto* const next = original(&pwritev64, "pwritev64");
    if (!is_disk(fd)) return next(fd, pieces, count, offset);
    return answer(transfer(fd, Way::write, pieces, static_cast<std::size_t>(count), offset));
}
}
