/* SPDX-License-Identifier: MIT
 * Parallel ports for programs (/dev/parport0), type 'p'.
 */
#pragma once
#include <linux/ioctl.h>
struct ppdev_frob_struct { unsigned char mask, val; };
#define PP_IOCTL 'p'
#define PP_MAJOR 99
#define LX_PP(number) _IO(PP_IOCTL, number)
#define PPCLAIM LX_PP(0x8b)
#define PPCLRIRQ _IOR(PP_IOCTL, 0x93, int)
#define PPDATADIR _IOW(PP_IOCTL, 0x90, int)
#define PPEXCL LX_PP(0x8f)
#define PPFCONTROL _IOW(PP_IOCTL, 0x8e, struct ppdev_frob_struct)
#define PPGETFLAGS _IOR(PP_IOCTL, 0x9a, int)
#define PPGETMODE _IOR(PP_IOCTL, 0x98, int)
#define PPGETMODES _IOR(PP_IOCTL, 0x97, unsigned int)
#define PPGETPHASE _IOR(PP_IOCTL, 0x99, int)
#define PPGETTIME _IOR(PP_IOCTL, 0x95, struct timeval)
#define PPNEGOT _IOW(PP_IOCTL, 0x91, int)
#define PPRCONTROL _IOR(PP_IOCTL, 0x83, unsigned char)
#define PPRDATA _IOR(PP_IOCTL, 0x85, unsigned char)
#define PPRELEASE LX_PP(0x8c)
#define PPRSTATUS _IOR(PP_IOCTL, 0x81, unsigned char)
#define PPSETFLAGS _IOW(PP_IOCTL, 0x9b, int)
#define PPSETMODE _IOW(PP_IOCTL, 0x80, int)
#define PPSETPHASE _IOW(PP_IOCTL, 0x94, int)
#define PPSETTIME _IOW(PP_IOCTL, 0x96, struct timeval)
#define PPWCONTROL _IOW(PP_IOCTL, 0x84, unsigned char)
#define PPWCTLONIRQ _IOW(PP_IOCTL, 0x92, unsigned char)
#define PPWDATA _IOW(PP_IOCTL, 0x86, unsigned char)
#define PPYIELD LX_PP(0x8d)
#define PP_FASTREAD (1 << 3)
#define PP_FASTWRITE (1 << 2)
#define PP_W91284PIC (1 << 4)
#define PP_FLAGMASK (PP_FASTREAD | PP_FASTWRITE | PP_W91284PIC)
