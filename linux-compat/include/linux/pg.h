/* SPDX-License-Identifier: MIT
 * Packets for ATAPI devices at the parallel port. A program writes a command's header and data, and reads the answer's;
 * the headers are as the table of fields has them, both of the same size.
 */
#pragma once
/* Bytes of data at most, in each direction */
#define PG_MAX_DATA (32 << 10)
/* Begins both headers; then, what to do */
enum { PG_COMMAND = 'C', PG_MAGIC = 'P', PG_RESET = 'Z' };

struct pg_read_hdr {
    char magic, scsi; /* the device's status, 0 if all went well */
    int dlen, duration; /* bytes that the device had; seconds */
    char unused[12];
};
struct pg_write_hdr {
    char magic, func;
    int dlen, timeout; /* bytes wanted; seconds */
    char packet[12];
};
