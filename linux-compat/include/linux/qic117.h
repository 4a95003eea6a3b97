/* SPDX-License-Identifier: MIT
 * Tape drives at the floppy controller: commands are numbers of step pulses (QIC-117, "Common command set interface
 * specification for flexible disk controller based minicartridge tape drives", revision J).
 */
#pragma once
#include <linux/types.h>
enum lx_qic117_commands {
    QIC_NO_COMMAND, QIC_RESET, QIC_REPORT_NEXT_BIT, QIC_PAUSE, QIC_MICRO_STEP_PAUSE, QIC_ALTERNATE_TIMEOUT,
    QIC_REPORT_DRIVE_STATUS, QIC_REPORT_ERROR_CODE, QIC_REPORT_DRIVE_CONFIGURATION, QIC_REPORT_ROM_VERSION,
    QIC_LOGICAL_FORWARD, QIC_PHYSICAL_REVERSE, QIC_PHYSICAL_FORWARD, QIC_SEEK_HEAD_TO_TRACK, QIC_SEEK_LOAD_POINT,
    QIC_ENTER_FORMAT_MODE, QIC_WRITE_REFERENCE_BURST, QIC_ENTER_VERIFY_MODE, QIC_STOP_TAPE,
    QIC_MICRO_STEP_HEAD_UP = 21, QIC_MICRO_STEP_HEAD_DOWN, QIC_SOFT_SELECT, QIC_SOFT_DESELECT, QIC_SKIP_REVERSE,
    QIC_SKIP_FORWARD, QIC_SELECT_RATE, QIC_ENTER_DIAGNOSTIC_1, QIC_ENTER_DIAGNOSTIC_2, QIC_ENTER_PRIMARY_MODE,
    QIC_REPORT_VENDOR_ID = 32, QIC_REPORT_TAPE_STATUS, QIC_SKIP_EXTENDED_REVERSE, QIC_SKIP_EXTENDED_FORWARD,
    QIC_CALIBRATE_TAPE_LENGTH, QIC_REPORT_FORMAT_SEGMENTS, QIC_SET_FORMAT_SEGMENTS,
    QIC_PHANTOM_SELECT = 46, QIC_PHANTOM_DESELECT
};
/* The drive's status */
enum lx_qic117_status {
    QIC_STATUS_READY = 1 << 0, QIC_STATUS_ERROR = 1 << 1, QIC_STATUS_CARTRIDGE_PRESENT = 1 << 2,
    QIC_STATUS_WRITE_PROTECT = 1 << 3, QIC_STATUS_NEW_CARTRIDGE = 1 << 4, QIC_STATUS_REFERENCED = 1 << 5,
    QIC_STATUS_AT_BOT = 1 << 6, QIC_STATUS_AT_EOT = 1 << 7
};
/* Its configuration: rate in two bits, what the tape is in two more */
#define QIC_CONFIG_RATE_SHIFT 3
#define QIC_CONFIG_RATE_MASK (3 << QIC_CONFIG_RATE_SHIFT)
enum lx_qic117_rates { QIC_CONFIG_RATE_250, QIC_CONFIG_RATE_2000, QIC_CONFIG_RATE_500, QIC_CONFIG_RATE_1000 };
#define QIC_CONFIG_LONG (1 << 6)
#define QIC_CONFIG_80 (1 << 7)
/* The tape's status: its standard, its length, its width */
enum lx_qic117_tapes { QIC_TAPE_QIC40 = 1, QIC_TAPE_QIC80, QIC_TAPE_QIC3020, QIC_TAPE_QIC3010 };
#define QIC_TAPE_STD_MASK 15
#define QIC_TAPE_LEN_MASK (7 << 4)
enum { QIC_TAPE_205FT = 1 << 4, QIC_TAPE_307FT = 2 << 4, QIC_TAPE_VARIABLE = 3 << 4, QIC_TAPE_1100FT = 4 << 4, QIC_TAPE_FLEX = 6 << 4 };
#define QIC_TAPE_WIDE (1 << 7)
/* QIC-80's, in feet */
#define QIC_TOP_TAPE_LEN 1500

/* What a command does, and the state of the drive in which it is taken: (status & mask) == state. */
enum lx_qic117_kinds { discretionary, required, ddiagnostic, mode, motion, report };
struct qic117_command_table {
    char *name;
    __u8 mask, state, cmd_type;
    __u8 non_intr, /* once begun it goes on to its end */
        anytime;
};
/* All commands of today's drives want to find no error and no new cartridge; motion wants a tape. */
#define LX_QIC_CALM (QIC_STATUS_READY | QIC_STATUS_ERROR | QIC_STATUS_NEW_CARTRIDGE)
#define LX_QIC(command, text, kind, more, of_these, whole) \
    [QIC_##command] = { text, LX_QIC_CALM | (more), QIC_STATUS_READY | (of_these), kind, whole, 0 }
#define LX_QIC_ANY(command, text, kind) [QIC_##command] = { text, 0, 0, kind, 0, 1 }
#define LX_QIC_TAPE(command, text, whole) \
    LX_QIC(command, text, motion, QIC_STATUS_CARTRIDGE_PRESENT, QIC_STATUS_CARTRIDGE_PRESENT, whole)
#define LX_QIC_FORMATTED(command, text) \
    LX_QIC(command, text, motion, QIC_STATUS_CARTRIDGE_PRESENT | QIC_STATUS_REFERENCED, \
           QIC_STATUS_CARTRIDGE_PRESENT | QIC_STATUS_REFERENCED, 0)
#define QIC117_COMMANDS { \
    LX_QIC_ANY(RESET, "reset", required), LX_QIC_ANY(REPORT_NEXT_BIT, "report the next bit", report), \
    LX_QIC_ANY(PAUSE, "pause", motion), LX_QIC_ANY(MICRO_STEP_PAUSE, "pause, off the track", motion), \
    LX_QIC_ANY(ALTERNATE_TIMEOUT, "another time limit for commands", discretionary), \
    LX_QIC_ANY(REPORT_DRIVE_STATUS, "report the status", report), LX_QIC_ANY(REPORT_ERROR_CODE, "report the error", report), \
    LX_QIC_ANY(REPORT_DRIVE_CONFIGURATION, "report the configuration", report), \
    LX_QIC_ANY(REPORT_ROM_VERSION, "report the version", report), LX_QIC_ANY(REPORT_VENDOR_ID, "report the maker", report), \
    LX_QIC_ANY(REPORT_TAPE_STATUS, "report the tape", report), LX_QIC_ANY(STOP_TAPE, "stop", motion), \
    LX_QIC_ANY(REPORT_FORMAT_SEGMENTS, "report segments", report), \
    LX_QIC_FORMATTED(LOGICAL_FORWARD, "go forward and read"), LX_QIC_TAPE(PHYSICAL_REVERSE, "wind back", 0), \
    LX_QIC_TAPE(PHYSICAL_FORWARD, "wind", 0), LX_QIC_TAPE(SEEK_HEAD_TO_TRACK, "seek a track", 0), \
    LX_QIC_TAPE(SEEK_LOAD_POINT, "wind to the load point", 1), LX_QIC_TAPE(WRITE_REFERENCE_BURST, "write the reference", 1), \
    LX_QIC_TAPE(CALIBRATE_TAPE_LENGTH, "measure the tape", 1), LX_QIC_FORMATTED(SKIP_REVERSE, "skip back"), \
    LX_QIC_FORMATTED(SKIP_FORWARD, "skip"), LX_QIC_FORMATTED(SKIP_EXTENDED_REVERSE, "skip far back"), \
    LX_QIC_FORMATTED(SKIP_EXTENDED_FORWARD, "skip far"), LX_QIC_FORMATTED(MICRO_STEP_HEAD_UP, "head up a little"), \
    LX_QIC_FORMATTED(MICRO_STEP_HEAD_DOWN, "head down a little"), LX_QIC(ENTER_FORMAT_MODE, "format", mode, 0, 0, 0), \
    LX_QIC(ENTER_VERIFY_MODE, "verify", mode, 0, 0, 0), LX_QIC(ENTER_PRIMARY_MODE, "read and write", mode, 0, 0, 0), \
    LX_QIC(SELECT_RATE, "select a rate", required, 0, 0, 0), LX_QIC(SET_FORMAT_SEGMENTS, "set segments", required, 0, 0, 0), \
    LX_QIC_ANY(SOFT_SELECT, "select", discretionary), LX_QIC_ANY(SOFT_DESELECT, "release", discretionary), \
    LX_QIC_ANY(PHANTOM_SELECT, "select by number", discretionary), LX_QIC_ANY(PHANTOM_DESELECT, "release by number", discretionary), \
    LX_QIC_ANY(ENTER_DIAGNOSTIC_1, "diagnosis 1", ddiagnostic), LX_QIC_ANY(ENTER_DIAGNOSTIC_2, "diagnosis 2", ddiagnostic) }

/* Errors that a drive reports, by number; of some nothing is lost. */
typedef struct { char *message; unsigned int fatal : 1; } ftape_error;
#define QIC117_ERRORS { \
    { "none", 0 }, { "not ready", 1 }, { "no cartridge", 1 }, { "wrong speed", 1 }, { "jammed", 1 }, { "write protected", 1 }, \
    { "no such command", 1 }, { "no such track", 1 }, { "command amid a report", 0 }, { "no such diagnosis", 0 }, \
    { "tape torn", 1 }, { "read gain", 0 }, { "command after an error", 1 }, { "command after a change of cartridges", 1 }, \
    { "not in this mode", 1 }, { "not while formatting", 1 }, { "not while verifying", 1 }, { "not at the track's beginning", 1 }, \
    { "track too short", 1 }, { "tape not referenced", 1 }, { "self test", 1 }, { "settings lost, defaults taken", 0 }, \
    { "settings damaged", 1 }, { "motion too long", 1 }, { "segment too long", 1 }, { "transmitter overrun", 1 }, \
    { "power was off", 0 }, { "was reset", 0 }, { "diagnosis 1", 1 }, { "diagnosis 2", 1 }, \
    { "command amid one that must end first", 1 }, { "no such rate", 1 }, { "not at this speed", 1 }, { "no such segment", 1 } }
