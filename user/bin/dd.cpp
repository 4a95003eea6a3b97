// SPDX-License-Identifier: MIT
// dd: copies blocks between files and devices.
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include "exec/abi/syscall.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "dd", "[if=FILE] [of=FILE] [bs=BYTES] [count=N] [skip=N] [seek=N]",
    "Copies N blocks of BYTES from one file to another.", "",
    "  if=FILE    read from FILE, not from standard input\n"
    "  of=FILE    write to FILE, not to standard output; a device keeps what lies behind\n"
    "  bs=BYTES   size of a block (32k); k and M stand for 1024 and its square\n"
    "  count=N    blocks to copy; to the end of the input otherwise\n"
    "  skip=N     blocks of the input to pass over\n"
    "  seek=N     blocks of the output to pass over\n"
    "At the end, counts and the CRC-32 (of IEEE 802.3) of what was copied go to standard error.\n"};

constexpr unsigned k_most_block = 4 << 20;

struct Job {
    const char *input = nullptr, *output = nullptr;
    unsigned block = 32768, count = 0, skip = 0, seek = 0;
    bool counted = false;
};

unsigned parse_size(const char* text) {
    char digits[16];
    const size_t n = strlen(text);
    unsigned unit = 1, value;
    if (n > 0 && (text[n - 1] == 'k' || text[n - 1] == 'K')) unit = 1024;
    if (n > 0 && text[n - 1] == 'M') unit = 1024 * 1024;
    const size_t kept = unit == 1 ? n : n - 1;
    if (kept == 0 || kept >= sizeof digits) fail("not a number: %s", text);
    memcpy(digits, text, kept);
    digits[kept] = 0;
    if (!parse_number(digits, value) || value > 0xFFFFFFFF / unit) fail("not a number: %s", text);
    return value * unit;
}

const char* value_of(const char* operand, const char* name) {
    const size_t n = strlen(name);
    return strncmp(operand, name, n) == 0 && operand[n] == '=' ? operand + n + 1 : nullptr;
}

void take(Job& job, const char* operand) {
    if (const char* v = value_of(operand, "if")) {
        job.input = v;
    } else if ((v = value_of(operand, "of"))) {
        job.output = v;
    } else if ((v = value_of(operand, "bs"))) {
        job.block = parse_size(v);
        if (job.block == 0 || job.block > k_most_block) fail("bs=%s: 1 to 4M", v);
    } else if ((v = value_of(operand, "count"))) {
        job.count = parse_size(v);
        job.counted = true;
    } else if ((v = value_of(operand, "skip"))) {
        job.skip = parse_size(v);
    } else if ((v = value_of(operand, "seek"))) {
        job.seek = parse_size(v);
    } else {
        fail("what is %s? (--help)", operand);
    }
}

bool is_disk(int fd) {
    alcove_u32 sectors;
    return sys_ioctl(fd, ALCOVE_IOCTL_BLOCK_SECTORS, reinterpret_cast<alcove_u32>(&sectors)) >= 0;
}

/// A disk may be larger than what lseek tells.
void pass_over(int fd, unsigned blocks, unsigned block, const char* name) {
    if (blocks == 0) return;
    alcove_u64 to = alcove_u64{blocks} * block;
    int r;
    if (is_disk(fd)) {
        r = sys_ioctl(fd, ALCOVE_IOCTL_BLOCK_SEEK, reinterpret_cast<alcove_u32>(&to));
        if (r < 0) errno = -r;
    } else {
        r = to > 0x7FFFFFFF ? (errno = EINVAL, -1) : lseek(fd, static_cast<off_t>(to), SEEK_SET);
    }
    if (r < 0) fail_errno("%s: block %u", name, blocks);
}

int open_output(const Job& job) {
    if (!job.output) return STDOUT_FILENO;
    struct stat status;
    const bool device = stat(job.output, &status) == 0 && S_ISCHR(status.st_mode);
    const int fd = open(job.output, device     ? O_RDWR
                                    : job.seek ? O_WRONLY | O_CREAT
                                               : O_WRONLY | O_CREAT | O_TRUNC);
    if (fd < 0) fail_errno("%s", job.output);
    return fd;
}

unsigned crc32(unsigned crc, const unsigned char* data, int size) {
    static unsigned table[256];
    if (!table[1])
        for (unsigned i = 0; i < 256; i++) {
            unsigned c = i;
            for (int bit = 0; bit < 8; bit++) c = c & 1 ? 0xEDB88320 ^ c >> 1 : c >> 1;
            table[i] = c;
        }
    while (size-- > 0) crc = table[(crc ^ *data++) & 0xFF] ^ crc >> 8;
    return crc;
}

/// As much of a block as there is; -1 with errno.
int read_block(int fd, unsigned char* to, unsigned size) {
    unsigned have = 0;
    while (have < size) {
        const int n = read(fd, to + have, size - have);
        if (n < 0) return have ? static_cast<int>(have) : -1;
        if (n == 0) break;
        have += static_cast<unsigned>(n);
    }
    return static_cast<int>(have);
}

struct Totals {
    alcove_u64 bytes = 0;
    unsigned crc = 0xFFFFFFFF;
    bool failed = false;
};

void copy(const Job& job, int in, int out, Totals& totals) {
    auto* buffer = static_cast<unsigned char*>(malloc(job.block));
    if (!buffer) fail("out of memory");
    for (unsigned i = 0; !job.counted || i < job.count; i++) {
        const int n = read_block(in, buffer, job.block);
        if (n < 0) {
            complain_errno("%s: block %u", job.input ? job.input : "standard input", job.skip + i);
            totals.failed = true;
        }
        if (n <= 0) break;
        const int written = write(out, buffer, static_cast<size_t>(n));
        if (written > 0) {
            totals.crc = crc32(totals.crc, buffer, written);
            totals.bytes += static_cast<unsigned>(written);
        }
        if (written == n) continue;
        if (written >= 0) errno = ENOSPC;
        complain_errno("%s: block %u", job.output ? job.output : "standard output", job.seek + i);
        totals.failed = true;
        break;
    }
    free(buffer);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    Job job;
    for (int i = 0; i < options.operand_count(); i++) take(job, options.operands()[i]);
    int in = STDIN_FILENO;
    if (job.input && (in = open(job.input, O_RDONLY)) < 0) fail_errno("%s", job.input);
    pass_over(in, job.skip, job.block, job.input ? job.input : "standard input");
    const int out = open_output(job);
    pass_over(out, job.seek, job.block, job.output ? job.output : "standard output");
    alcove_clock start, end;
    sys_clock(&start);
    Totals totals;
    copy(job, in, out, totals);
    if (close(out) < 0 && !totals.failed) fail_errno("%s", job.output ? job.output : "standard output");
    sys_clock(&end);
    const unsigned ms = static_cast<unsigned>((end.monotonic_ns - start.monotonic_ns) / 1000000);
    fprintf(stderr, "%llu bytes in %u ms, CRC-32 %08x\n", totals.bytes, ms, totals.crc ^ 0xFFFFFFFF);
    return totals.failed ? 1 : 0;
}
