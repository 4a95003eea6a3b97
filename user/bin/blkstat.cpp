// SPDX-License-Identifier: MIT
// blkstat: disks, partitions, and what was read and written.
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include "exec/abi/syscall.h"
#include <stdio.h>
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "blkstat", "[DISK...]", "Shows disks and partitions, and what was read and written.", "",
    "Sizes are in KiB. merges: pieces that joined another one's request; retries: requests that a\n"
    "failed driver left behind and the next one did; drivers: how often the driver was exchanged.\n"};

constexpr unsigned k_partitions = 16;

bool wanted(const Options& options, const char* name) {
    if (options.operand_count() == 0) return true;
    for (int i = 0; i < options.operand_count(); i++)
        if (strcmp(options.operands()[i], name) == 0) return true;
    return false;
}

void show(const alcove_disk& d) {
    printf("%-10s %10llu KiB, sectors of %u%s%s, open %u times\n", d.name, d.sectors / 2, d.sector_bytes,
           d.read_only ? ", read only" : "", d.removable ? ", removable" : "", d.opens);
    printf("           read %u requests, %llu KiB; written %u requests, %llu KiB\n", d.reads,
           d.sectors_read / 2, d.writes, d.sectors_written / 2);
    printf("           merges %u, errors %u, retries %u, drivers %u; queued %u, in flight %u\n", d.merges,
           d.errors, d.retries, d.drivers, d.queued, d.in_flight);
}

void show_partitions(unsigned disk) {
    alcove_disk p;
    for (unsigned i = 1; i < k_partitions; i++)
        if (sys_disk_info(disk, i, &p) >= 0)
            printf("%-10s %10llu KiB from sector %llu, type %02x\n", p.name, p.sectors / 2, p.first, p.type);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    alcove_disk d;
    int found = 0;
    for (unsigned i = 0; sys_disk_info(i, 0, &d) >= 0; i++) {
        if (!wanted(options, d.name)) continue;
        found++;
        show(d);
        show_partitions(i);
    }
    if (found == 0) fail(options.operand_count() ? "no such disk" : "no disks");
    return 0;
}
