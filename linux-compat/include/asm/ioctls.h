/* SPDX-License-Identifier: MIT
 * Numbers of the ioctls of terminals.
 */
#pragma once
#define TIOCMBIC 0x5417
#define TIOCMBIS 0x5416
#define TIOCMSET 0x5418
#define TIOCMGET 0x5415
#define TIOCGSERIAL 0x541E
#define TIOCSSERIAL 0x541F
#define TIOCGICOUNT 0x545D
#define TIOCMIWAIT 0x545C
#define TIOCGSOFTCAR 0x5419
#define TIOCSSOFTCAR 0x541A
#define TCGETS 0x5401
#define TIOCSERGETLSR 0x5459
#define TCSBRK 0x5409
#define TCSBRKP 0x5425
#define TIOCOUTQ 0x5411
#define TCGETA 0x5405
#define TIOCSERCONFIG 0x5453
#define TIOCSERGSTRUCT 0x5458
#define TIOCSER_TEMT 0x01
#define TIOCSERGWILD 0x5454
#define TIOCSERSWILD 0x5455
#define FIONREAD 0x541B
#define TCFLSH 0x540B
#define TIOCSERGETMULTI 0x545A
#define TIOCSERSETMULTI 0x545B
#define TCSETS 0x5402
#define TCSETSF 0x5404
#define TCSETSW 0x5403
#define TCXONC 0x540A
#define TIOCEXCL 0x540C
#define TIOCNXCL 0x540D
#define TIOCSETD 0x5423
#define TIOCINQ FIONREAD
#define FIONBIO 0x5421
#define FIOASYNC 0x5452
#define TIOCGETD 0x5424
#define TIOCSTI 0x5412

/* as 2.4 orders them */
enum lx_older_settings { TCSETA = TCGETA + 1, TCSETAW, TCSETAF };
enum lx_window_requests { TIOCGWINSZ = TIOCSTI + 1, TIOCSWINSZ };
enum lx_break_requests { TIOCSBRK = TCSBRKP + 2, TIOCCBRK };
