/* SPDX-License-Identifier: MIT
 * Requests of the test terminals; the program (user/bin/ttycalls) has the same. Each returns a number or an
 * error.
 */
#pragma once

enum terminal_request {
    TERMINAL_ONLY = 0x5A00, /* copies the name of the one check that shall run, or "", to 32 bytes */
    TERMINAL_SEEN,          /* of enum terminal_event (the argument), how often there was one; then 0 again */
    TERMINAL_ROOM,          /* so many bytes fit from now on; those that are under way are sent */
    TERMINAL_BAD,           /* receives a byte with the flag in bits 8 to 15 of the argument */
    TERMINAL_PUSH,    /* how it hands received bytes on: 0 at once, 1 at the next tick by a task, 2 by push */
    TERMINAL_HANG_UP, /* 1: as who asks for the attention key */
    TERMINAL_BAUD,    /* what tty_get_baud_rate says */
    TERMINAL_CHANGE,  /* what tty_check_change says */
    TERMINAL_HUNG_UP, /* what tty_hung_up_p said of the file that was closed last */
    TERMINAL_DISCIPLINE /* 1: line discipline 13 is there, 0: it is not */
};
enum terminal_event {
    TERMINAL_STOPPED,
    TERMINAL_STARTED,
    TERMINAL_THROTTLED,
    TERMINAL_UNTHROTTLED,
    TERMINAL_BREAK_ON,
    TERMINAL_BREAK_OFF,
    TERMINAL_SETTINGS, /* set_termios */
    TERMINAL_WAITED,   /* wait_until_sent */
    TERMINAL_FLUSHED,
    TERMINAL_XCHAR,
    TERMINAL_OPENED,
    TERMINAL_CLOSED,
    TERMINAL_HANGUP,
    TERMINAL_EVENTS
};
