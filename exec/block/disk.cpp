// SPDX-License-Identifier: MIT
// The queue of a disk and the thread that keeps it going, its partitions, the registry of all disks.
#include "exec/block/disk.h"
#include "exec/assert.h"
#include "exec/block/file.h"
#include "exec/block/transfer.h"
#include "exec/char/driver.h"
#include "exec/log.h"
#include <new>
#include <stdio.h>
#include <string.h>

namespace alcove::exec {

/// All disks, in the order in which they came.
struct BlockRegistry {
    Mutex lock; ///< the list; names in /dev
    List<BlockDisk, &BlockDisk::link_> disks;
};

namespace {

BlockRegistry g_registry;
constexpr u32 k_scan_patience_ms = 2000; ///< of who makes a disk, for its partitions

} // namespace

BlockDisk::BlockDisk(const char* name, BlockDriver& driver, const BlockShape& shape)
    : driver_(driver), shape_(shape) {
    strlcpy(name_, name, sizeof name_);
    take_shape(shape);
}

// --- life -------------------------------------------------------------------------------------------------

Result<BlockDisk*> BlockDisk::create(const char* name, BlockDriver& driver, const BlockShape& shape) {
    auto* d = new (std::nothrow) BlockDisk(name, driver, shape);
    if (!d) return Error::no_memory;
    {
        MutexGuard guard(g_registry.lock);
        bool taken = false;
        g_registry.disks.for_each([&](BlockDisk& other) { taken |= strcmp(other.name_, d->name_) == 0; });
        const Result<void> shown = taken ? Error::exists : d->show(0);
        if (!shown) {
            delete d;
            return shown.error();
        }
        g_registry.disks.push_back(*d);
    }
    char thread_name[16];
    sniprintf(thread_name, sizeof thread_name, "blk/%s", name);
    if (const auto t = Thread::create(thread_name, priority::network, thread, d); !t) {
        d->unref(); // the thread's
        destroy(*d);
        return t.error();
    }
    return d;
}

void BlockDisk::wait_settled() {
    wait_until(
        settled_, [this] { return scanned_ || disturbed_ || gone_; }, k_scan_patience_ms);
}

void BlockDisk::driver_exchanged(const BlockShape& shape) {
    counts_.drivers++;
    if (shape.sectors != shape_.sectors && !shape_.removable)
        log(LogLevel::warning, "%s: the driver came back with %llu sectors instead of %llu", name_,
            static_cast<unsigned long long>(shape.sectors), static_cast<unsigned long long>(shape_.sectors));
    take_shape(shape);
}

void BlockDisk::destroy(BlockDisk& d) {
    {
        MutexGuard guard(g_registry.lock);
        d.hide_partitions();
        d.hide(0);
        d.link_.unlink();
        IrqGuard off;
        d.gone_ = true;
        d.fail_all();
        d.work_.wake_all();
        d.settled_.wake_all();
    }
    d.unref();
}

void BlockDisk::ref() {
    IrqGuard guard;
    references_++;
}

void BlockDisk::unref() {
    {
        IrqGuard guard;
        if (--references_) return;
    }
    delete this;
}

BlockDisk* BlockDisk::at(u32 index) {
    MutexGuard guard(g_registry.lock);
    BlockDisk* found = nullptr;
    g_registry.disks.for_each([&](BlockDisk& d) {
        if (index-- == 0) found = &d;
    });
    if (found) found->ref();
    return found;
}

// --- the queue --------------------------------------------------------------------------------------------

void BlockDisk::take_shape(const BlockShape& shape) {
    IrqGuard guard;
    shape_ = shape;
    queue_.set_limits({shape.most_sectors, BlockTransfer::k_most_bytes / k_page_size});
}

Result<void> BlockDisk::start(BlockPiece* pieces, u32 count) {
    {
        IrqGuard guard;
        if (gone_) return Error::no_device;
        for (u32 i = 0; i < count; i++) queue_.add(pieces[i]);
    }
    dispatch();
    return {};
}

/// Hands requests to the driver as long as it takes them. Whoever comes while another thread is at it leaves
/// it to that one.
void BlockDisk::dispatch() {
    {
        IrqGuard guard;
        again_ = true;
        if (dispatching_) return;
        dispatching_ = true;
    }
    for (;;) {
        {
            IrqGuard guard;
            if (!again_ || gone_) {
                dispatching_ = false;
                return;
            }
            again_ = false;
        }
        if (hand_over()) driver_.flush();
    }
}

/// Whether there is something to flush.
bool BlockDisk::hand_over() {
    IrqGuard guard;
    bool any = false;
    while (BlockPiece* r = gone_ ? nullptr : queue_.take()) {
        const Result<void> taken = driver_.submit(*r);
        if (!taken) {
            queue_.put_back(*r);
            break;
        }
        counts_.in_flight++;
        any = true;
    }
    return any;
}

/// All pieces of a request come back. Interrupts off.
void BlockDisk::finish(BlockPiece& request, u32 failed) {
    BlockPiece* next;
    u32 bit = 0;
    for (BlockPiece* p = &request; p; p = next, bit++) {
        next = p->next; // the piece may be gone with its transfer
        const bool bad = failed >> bit & 1;
        counts_.errors += bad;
        BlockTransfer::piece_done(*p, !bad ? Error::none : gone_ ? Error::no_device : Error::io);
    }
}

void BlockDisk::done(BlockPiece& request, u32 failed) {
    IrqGuard guard;
    counts_.in_flight--;
    (request.write ? counts_.writes : counts_.reads)++;
    (request.write ? counts_.sectors_written : counts_.sectors_read) += request.total;
    finish(request, failed);
    work_.wake_all(); // a scan may wait for it
    if (!queue_.empty()) ready();
}

void BlockDisk::put_back(BlockPiece& request) {
    IrqGuard guard;
    counts_.in_flight--;
    counts_.retries++;
    disturbed_ = true;
    settled_.wake_all();
    request.tries++;
    if (gone_ || request.tries >= k_most_tries) return finish(request, ~0u);
    queue_.put_back(request);
}

void BlockDisk::ready() {
    IrqGuard guard;
    work_due_ = true;
    work_.wake_all();
}

/// Interrupts off.
void BlockDisk::fail_all() {
    while (BlockPiece* r = queue_.take()) finish(*r, ~0u);
}

// --- the disk's thread ------------------------------------------------------------------------------------

void BlockDisk::thread(void* self) {
    auto* d = static_cast<BlockDisk*>(self);
    d->serve();
    d->unref();
}

void BlockDisk::serve() {
    for (;;) {
        bool scan_now, dispatch_now;
        {
            IrqGuard guard;
            while (!gone_ && !work_due_ && !scan_due_) work_.wait();
            if (gone_) return;
            scan_now = scan_due_;
            dispatch_now = work_due_;
            scan_due_ = work_due_ = false;
        }
        if (dispatch_now) dispatch();
        if (scan_now) {
            if (shape_.minors > 1 && !shape_.removable) (void)rescan().ok();
            IrqGuard guard;
            scanned_ = true;
            settled_.wake_all();
        }
    }
}

/// For this thread itself: what it waits for may need it to go on.
void BlockDisk::serve_until(const BlockTransfer& transfer) {
    for (;;) {
        {
            IrqGuard guard;
            while (!gone_ && !work_due_ && !transfer.over()) work_.wait();
            if (gone_ || transfer.over()) return;
            work_due_ = false;
        }
        dispatch();
    }
}

// --- partitions -------------------------------------------------------------------------------------------

void BlockDisk::name_of(u32 partition, char* to, usize size) const {
    const char last = name_[strlen(name_) - 1];
    const char* form = !partition ? "%s" : last >= '0' && last <= '9' ? "%sp%u" : "%s%u";
    sniprintf(to, size, form, name_, static_cast<unsigned>(partition));
}

u8 BlockDisk::type_of(u32 partition) const {
    MutexGuard guard(g_registry.lock);
    for (const Partition& p : table_)
        if (p.number == partition) return p.type;
    return 0;
}

/// Makes the name. Registry locked.
Result<void> BlockDisk::show(u32 partition) {
    char name[k_name_bytes + 4];
    name_of(partition, name, sizeof name);
    Device* node = block_device(*this, partition);
    if (!node) return Error::no_memory;
    const Result<void> added = device_add(name, *node);
    if (added)
        nodes_[partition] = node;
    else
        node->unref();
    return added;
}

void BlockDisk::hide(u32 partition) {
    if (!nodes_[partition]) return;
    device_remove(*nodes_[partition]);
    nodes_[partition]->unref();
    nodes_[partition] = nullptr;
}

void BlockDisk::show_partitions() {
    for (const Partition& p : table_)
        if (const auto r = show(p.number); !r)
            log(LogLevel::error, "%s: no name for partition %u (error %d)", name_,
                static_cast<unsigned>(p.number), static_cast<int>(r.error()));
}

void BlockDisk::hide_partitions() {
    for (const Partition& p : table_) hide(p.number);
}

bool BlockDisk::read_sector(BlockTransfer& transfer, u64 sector) {
    const u32 unit = shape_.sector_bytes / 512;
    const u64 from = sector / unit * unit;
    if (!transfer.start(*this, from, unit, false)) return false;
    serve_until(transfer);
    if (!transfer.over() || !transfer.result()) return false;
    if (from != sector) memmove(transfer.data(), transfer.data() + (sector - from) * 512, 512);
    return true;
}

Result<void> BlockDisk::rescan() {
    MutexGuard guard(scanning_);
    if (const auto opened = open(false); !opened) return opened;
    const auto transfer = BlockTransfer::create(k_page_size);
    if (transfer) {
        PartitionTable found;
        found.scan(shape_.sectors, [&](u64 sector, u8* to) {
            if (!read_sector(*transfer.value(), sector)) return false;
            memcpy(to, transfer.value()->data(), PartitionTable::k_sector_bytes);
            return true;
        });
        transfer.value()->put();
        MutexGuard registry(g_registry.lock);
        if (!gone_) {
            hide_partitions();
            table_ = found;
            show_partitions();
        }
    }
    close(false);
    return transfer ? Result<void>{} : transfer.error();
}

Result<BlockExtent> BlockDisk::extent(u32 partition) const {
    MutexGuard guard(g_registry.lock);
    if (partition == 0) return BlockExtent{0, shape_.sectors};
    for (const Partition& p : table_)
        if (p.number == partition) return BlockExtent{p.first, p.sectors};
    return Error::no_device;
}

// --- for files --------------------------------------------------------------------------------------------

Result<void> BlockDisk::open(bool write) {
    if (gone_) return Error::no_device;
    if (write && shape_.read_only) return Error::read_only;
    const auto shape = driver_.open(write);
    if (!shape) return shape.error();
    take_shape(shape.value());
    if (write && shape_.read_only) {
        driver_.release(write);
        return Error::read_only;
    }
    IrqGuard guard;
    opens_++;
    return {};
}

void BlockDisk::close(bool write) {
    if (!gone_) driver_.release(write);
    IrqGuard guard;
    opens_--;
}

Result<u32> BlockDisk::ioctl(u32 request, u32 argument) {
    const DriverCallScope call(0, 0);
    return gone_ ? Result<u32>(Error::no_device) : driver_.ioctl(request, argument);
}

void BlockDisk::contents_lost() {
    IrqGuard guard;
    contents_++;
}

BlockCounts BlockDisk::counts() const {
    IrqGuard guard;
    BlockCounts c = counts_;
    c.merges = queue_.merges();
    c.queued = queue_.count();
    return c;
}

} // namespace alcove::exec
