/* SPDX-License-Identifier: MIT
 * Major numbers of devices (Documentation/devices.txt's list), in the order of the alphabet.
 */
#pragma once
#define COMPAQ_SMART2_MAJOR 72
#define FLOPPY_MAJOR 2
#define HD_MAJOR IDE0_MAJOR
#define IDE0_MAJOR 3
#define IDE1_MAJOR 22
#define IDE2_MAJOR 33
#define IDE3_MAJOR 34
#define IDE4_MAJOR 56
#define IDE5_MAJOR 57
#define IDE6_MAJOR 88
#define IDE7_MAJOR 89
#define IDE8_MAJOR 90
#define IDE9_MAJOR 91
#define INPUT_MAJOR 13
#define LOOP_MAJOR 7
#define LP_MAJOR 6
#define LVM_BLK_MAJOR 58
#define LVM_CHAR_MAJOR 109
#define MAX_BLKDEV 255
#define MAX_CHRDEV 255
#define MD_MAJOR 9
#define MEM_MAJOR 1
#define MISC_MAJOR 10
#define NBD_MAJOR 43
#define PHONE_MAJOR 100
#define PTY_MASTER_MAJOR 2
#define PTY_SLAVE_MAJOR 3
#define QIC117_TAPE_MAJOR 27
#define RAMDISK_MAJOR 1
#define RAW_MAJOR 162
#define SCSI_CDROM_MAJOR 11
#define SCSI_DISK0_MAJOR 8
#define SCSI_GENERIC_MAJOR 21
#define SCSI_TAPE_MAJOR 9
#define SOUND_MAJOR 14
#define STL_CALLOUTMAJOR 25
#define STL_SERIALMAJOR 24
#define STL_SIOMEMMAJOR 28
#define TTYAUX_MAJOR 5
#define TTY_MAJOR 4
#define UNNAMED_MAJOR 0
#define VCS_MAJOR 7
#define XT_DISK_MAJOR 13
/* Disks beyond the sixteenth have majors 65 to 71, those beyond the 128th 128 to 135. */
#define SCSI_DISK_MAJOR(M) ((M) ? 64 + (M) : SCSI_DISK0_MAJOR)
enum { SCSI_DISK1_MAJOR = 65, SCSI_DISK2_MAJOR, SCSI_DISK3_MAJOR, SCSI_DISK4_MAJOR, SCSI_DISK5_MAJOR, SCSI_DISK6_MAJOR,
       SCSI_DISK7_MAJOR };
enum { SCSI_DISK10_MAJOR = 128, SCSI_DISK11_MAJOR, SCSI_DISK12_MAJOR, SCSI_DISK13_MAJOR, SCSI_DISK14_MAJOR,
       SCSI_DISK15_MAJOR, SCSI_DISK16_MAJOR, SCSI_DISK17_MAJOR };
/* serial boards */
#define CYCLADES_AUX_MAJOR 20
#define CYCLADES_MAJOR 19
#define DIGICU_MAJOR 22
#define DIGI_MAJOR 23
#define RISCOM8_CALLOUT_MAJOR 49
#define RISCOM8_NORMAL_MAJOR 48
#define SPECIALIX_CALLOUT_MAJOR 76
#define SPECIALIX_NORMAL_MAJOR 75
/* disk arrays, the first of eight */
#define COMPAQ_CISS_MAJOR 104
#define DAC960_MAJOR 48
