/* SPDX-License-Identifier: MIT
 * Waiting for files; the bits are Linux's, as the executive's.
 */
#ifndef _POLL_H
#define _POLL_H

#ifdef __cplusplus
extern "C" {
#endif

struct pollfd {
    int fd;
    short events, revents;
};
#define POLLIN 0x001
#define POLLOUT 0x004
#define POLLERR 0x008
#define POLLHUP 0x010
#define POLLNVAL 0x020

/* At most 32 files. -1: for ever. */
int poll(struct pollfd* files, unsigned long count, int milliseconds);

#ifdef __cplusplus
}
#endif
#endif
