/* SPDX-License-Identifier: MIT
 * Tape drives at the floppy controller: how they are woken, by who made them. No maker's number is known here, so a
 * driver tries one way after the other.
 */
#pragma once
typedef enum {
    unknown_wake_up, no_wake_up, wake_up_colorado, wake_up_mountain, wake_up_insight
} wake_up_types;
typedef struct { wake_up_types wake_up; char *name; } wakeup_method;
/* In the order of the numbers above */
#define WAKEUP_METHODS { { unknown_wake_up, "unknown" }, { no_wake_up, "none" }, { wake_up_colorado, "phantom select" }, \
    { wake_up_mountain, "soft select" }, { wake_up_insight, "motor on" } }
/* `speed`: inches in a second, 0 if unknown */
typedef struct { unsigned int vendor_id; int speed; wake_up_types wake_up; char *name; } vendor_struct;
#define UNKNOWN_VENDOR (-1)
#define QIC117_VENDORS { { UNKNOWN_VENDOR, 0, unknown_wake_up, "unknown drive" } }
