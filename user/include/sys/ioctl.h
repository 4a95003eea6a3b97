/* SPDX-License-Identifier: MIT
 * Requests to devices.
 */
#ifndef _SYS_IOCTL_H
#define _SYS_IOCTL_H

#ifdef __cplusplus
extern "C" {
#endif

/* The argument is a number or a pointer, as the request has it. */
int ioctl(int fd, unsigned long request, ...);

/* How Linux makes a request's number: who reads the argument, how large it is, a letter, a number. */
#define _IOC_OF(direction, letter, number, size) \
    ((unsigned)(direction) << 30 | (unsigned)(size) << 16 | (unsigned)(letter) << 8 | (unsigned)(number))
#define _IO(letter, number) _IOC_OF(0, letter, number, 0)
#define _IOW(letter, number, type) _IOC_OF(1, letter, number, sizeof(type))
#define _IOR(letter, number, type) _IOC_OF(2, letter, number, sizeof(type))
#define _IOWR(letter, number, type) _IOC_OF(3, letter, number, sizeof(type))
#define FIONBIO 0x5421

#ifdef __cplusplus
}
#endif
#endif
