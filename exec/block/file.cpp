// SPDX-License-Identifier: MIT
// Open disks and partitions: any bytes at any place, by whole sectors below.
#include "exec/block/file.h"
#include "exec/block/transfer.h"
#include <algorithm>
#include <new>
#include <string.h>

namespace alcove::exec {

namespace {

class BlockFile final : public File {
  public:
    BlockFile(BlockDisk& disk, u32 partition, const BlockExtent& extent, u32 access)
        : disk_(disk), partition_(partition), extent_(extent), access_(access), contents_(disk.contents()) {}

    Result<u32> read(u8* to, u32 size) override {
        if (access_ == ALCOVE_OPEN_WRITE) return Error::bad_descriptor;
        return each_run(size, [&](Run& run) { return read_run(run, to + run.done); });
    }
    Result<u32> write(const u8* from, u32 size) override {
        if (access_ == ALCOVE_OPEN_READ) return Error::bad_descriptor;
        const Result<u32> n = each_run(size, [&](Run& run) { return write_run(run, from + run.done); });
        return n && n.value() == 0 && size ? Result<u32>(Error::no_space) : n;
    }
    Result<u32> seek(i32 offset, u32 whence) override {
        const u64 bases[] = {0, position_, bytes()};
        if (whence > 2) return Error::invalid;
        const i64 to = static_cast<i64>(bases[whence]) + offset;
        if (to < 0 || to > 0x7FFFFFFF) return Error::invalid;
        position_ = static_cast<u64>(to);
        return static_cast<u32>(to);
    }
    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_DEVICE, static_cast<u32>(std::min<u64>(bytes(), 0xFFFFFFFF)), 0, 0};
        return {};
    }
    Result<i32> ioctl(u32 request, u32 argument) override;
    bool seekable() const override { return true; }

  private:
    ~BlockFile() override {
        disk_.close(writes());
        disk_.unref();
    }

    /// Whole sectors of the device around a stretch of bytes.
    struct Run {
        u64 sector; ///< on the disk
        u32 sectors;
        u32 skip;  ///< bytes before the stretch in the first sector
        u32 bytes; ///< of the stretch
        u32 done;  ///< bytes of the call before it
        BlockTransfer& transfer;
        bool whole() const { return skip == 0 && bytes == sectors * 512; }
    };

    bool writes() const { return access_ != ALCOVE_OPEN_READ; }
    u64 bytes() const { return extent_.sectors * 512; }

    template <typename F>
    Result<u32> each_run(u32 size, F f) {
        if (contents_ != disk_.contents()) return Error::io;
        u32 done = 0;
        while (done < size && position_ < bytes()) {
            const u32 left = static_cast<u32>(std::min<u64>(size - done, bytes() - position_));
            const Result<u32> n = one_run(left, done, f);
            if (!n) return done ? Result<u32>(done) : n;
            done += n.value();
            position_ += n.value();
        }
        return done;
    }
    template <typename F>
    Result<u32> one_run(u32 left, u32 done, F f) {
        const u32 unit = disk_.shape().sector_bytes;
        // A partition may begin within one of the device's sectors.
        const u64 at = extent_.first * 512 + position_;
        const u32 skip = static_cast<u32>(at % unit);
        const u32 span = std::min(round_up(skip + left, unit), BlockTransfer::k_most_bytes / unit * unit);
        const auto transfer = BlockTransfer::create(span);
        if (!transfer) return transfer.error();
        Run run = {(at - skip) / 512, span / 512, skip, std::min(left, span - skip), done, *transfer.value()};
        const Result<void> r = f(run);
        transfer.value()->put();
        return r ? Result<u32>(run.bytes) : r.error();
    }
    Result<void> read_run(Run& run, u8* to) {
        const auto r = run.transfer.run(disk_, run.sector, run.sectors, false);
        if (r) memcpy(to, run.transfer.data() + run.skip, run.bytes);
        return r;
    }
    Result<void> write_run(Run& run, const u8* from) {
        Result<void> r = {};
        if (!run.whole()) r = run.transfer.run(disk_, run.sector, run.sectors, false);
        if (!r) return r;
        memcpy(run.transfer.data() + run.skip, from, run.bytes);
        return run.transfer.run(disk_, run.sector, run.sectors, true);
    }
    template <typename T>
    static Result<i32> answer(u32 address, T value) {
        const Result<void> r = copy_to_user(address, &value, sizeof value);
        return r ? Result<i32>(0) : r.error();
    }
    Result<i32> seek_far(u32 address);
    Result<i32> rescan();

    BlockDisk& disk_;
    const u32 partition_;
    const BlockExtent extent_;
    const u32 access_;
    const u32 contents_; ///< which the disk had when it was opened
    u64 position_ = 0;
};

Result<i32> BlockFile::ioctl(u32 request, u32 argument) {
    switch (request) {
    case ALCOVE_IOCTL_BLOCK_READ_ONLY:
        return answer(argument, u32{disk_.shape().read_only});
    case ALCOVE_IOCTL_BLOCK_SECTORS:
        return answer(argument, static_cast<u32>(std::min<u64>(extent_.sectors, 0xFFFFFFFF)));
    case ALCOVE_IOCTL_BLOCK_BYTES:
        return answer(argument, bytes());
    case ALCOVE_IOCTL_BLOCK_SECTOR_BYTES:
        return answer(argument, disk_.shape().sector_bytes);
    case ALCOVE_IOCTL_BLOCK_FLUSH: // nothing is kept here
        return 0;
    case ALCOVE_IOCTL_BLOCK_RESCAN:
        return rescan();
    case ALCOVE_IOCTL_BLOCK_SEEK:
        return seek_far(argument);
    default:
        break;
    }
    const Result<u32> r = disk_.ioctl(request, argument);
    return r ? Result<i32>(static_cast<i32>(r.value())) : r.error();
}

Result<i32> BlockFile::rescan() {
    if (partition_ != 0) return Error::invalid;
    if (disk_.opens() > 1) return Error::busy; // somebody has a partition open
    const Result<void> r = disk_.rescan();
    return r ? Result<i32>(0) : r.error();
}

Result<i32> BlockFile::seek_far(u32 address) {
    u64 to;
    if (const Result<void> r = copy_from_user(&to, address, sizeof to); !r) return r.error();
    if (to > bytes()) return Error::invalid;
    position_ = to;
    return 0;
}

class BlockNode final : public Device {
  public:
    BlockNode(BlockDisk& disk, u32 partition) : disk_(disk), partition_(partition) { disk_.ref(); }

    Result<File*> open(u32 flags) override {
        const u32 access = flags & ALCOVE_OPEN_ACCESS;
        const bool write = access != ALCOVE_OPEN_READ;
        if (const auto opened = disk_.open(write); !opened) return opened.error();
        const auto extent = disk_.extent(partition_);
        File* file =
            extent ? new (std::nothrow) BlockFile(disk_, partition_, extent.value(), access) : nullptr;
        if (file) {
            disk_.ref();
            return file;
        }
        disk_.close(write);
        return extent ? Error::no_memory : extent.error();
    }

  private:
    ~BlockNode() override { disk_.unref(); }
    BlockDisk& disk_;
    const u32 partition_;
};

} // namespace

Device* block_device(BlockDisk& disk, u32 partition) { return new (std::nothrow) BlockNode(disk, partition); }

} // namespace alcove::exec
