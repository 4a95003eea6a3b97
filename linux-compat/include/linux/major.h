/* SPDX-License-Identifier: MIT
 * Major numbers of devices.
 */
#pragma once
#define MISC_MAJOR 10
#define SOUND_MAJOR 14
#define TTY_MAJOR 4
#define TTYAUX_MAJOR 5
#define LP_MAJOR 6
#define MAX_CHRDEV 255
#define MAX_BLKDEV 255
