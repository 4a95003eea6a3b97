/* SPDX-License-Identifier: MIT
 * Which program has a virtual console, and how it is asked to leave.
 */
#pragma once
struct vt_mode { char mode, waitv; short relsig, acqsig, frsig; };
struct vt_stat { unsigned short v_active, v_signal, v_state; };
struct vt_sizes { unsigned short v_rows, v_cols, v_scrollsize; };
struct vt_consize { unsigned short v_rows, v_cols, v_vlin, v_clin, v_vcol, v_ccol; };
#define LX_VT(number) (0x5600 + (number))
#define VT_ACTIVATE LX_VT(6)
#define VT_DISALLOCATE LX_VT(8)
#define VT_GETMODE LX_VT(1)
#define VT_GETSTATE LX_VT(3)
#define VT_OPENQRY LX_VT(0)
#define VT_RELDISP LX_VT(5)
#define VT_RESIZE LX_VT(9)
#define VT_RESIZEX LX_VT(10)
#define VT_SENDSIG LX_VT(4)
#define VT_SETMODE LX_VT(2)
#define VT_WAITACTIVE LX_VT(7)
#define VT_AUTO 0
#define VT_PROCESS 1
#define MIN_NR_CONSOLES 1
