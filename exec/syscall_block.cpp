// SPDX-License-Identifier: MIT
// System calls on disks, beside those on their files.
#include "exec/block/disk.h"
#include "exec/syscall.h"
#include <stdio.h>

namespace alcove::exec {

namespace {

void put_counts(alcove_disk& to, const BlockCounts& from) {
    to.reads = from.reads;
    to.writes = from.writes;
    to.sectors_read = from.sectors_read;
    to.sectors_written = from.sectors_written;
    to.merges = from.merges;
    to.errors = from.errors;
    to.retries = from.retries;
    to.queued = from.queued;
    to.in_flight = from.in_flight;
    to.drivers = from.drivers;
}

} // namespace

i32 syscall_disk_info(u32 disk, u32 partition, alcove_disk& info) {
    BlockDisk* d = BlockDisk::at(disk);
    if (!d) return to_errno(Error::no_device);
    const Result<BlockExtent> extent = d->extent(partition);
    if (extent) {
        d->name_of(partition, info.name, sizeof info.name);
        info.partition = partition;
        info.type = d->type_of(partition);
        info.first = extent.value().first;
        info.sectors = extent.value().sectors;
        info.sector_bytes = d->shape().sector_bytes;
        info.read_only = d->shape().read_only;
        info.removable = d->shape().removable;
        info.opens = d->opens();
        put_counts(info, d->counts());
    }
    d->unref();
    return extent ? 0 : to_errno(extent.error());
}

} // namespace alcove::exec
