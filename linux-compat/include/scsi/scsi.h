/* SPDX-License-Identifier: MIT
 * SCSI commands and messages (SCSI-2).
 */
#pragma once
#include <linux/types.h>
#define ABORT 0x06
#define ABORTED_COMMAND 0x0b
#define ALLOW_MEDIUM_REMOVAL 0x1e
#define BLANK_CHECK 0x08
#define BUSY 0x04
#define CHANGE_DEFINITION 0x40
#define CHECK_CONDITION 0x01
#define COMMAND_COMPLETE 0x00
#define COMMAND_TERMINATED 0x11
#define COMPARE 0x39
#define CONDITION_GOOD 0x02
#define COPY 0x18
#define COPY_ABORTED 0x0a
#define COPY_VERIFY 0x3a
#define DATA_PROTECT 0x07
#define ERASE 0x19
#define EXTENDED_EXTENDED_IDENTIFY 0x02
#define EXTENDED_MESSAGE 0x01
#define EXTENDED_MODIFY_DATA_POINTER 0x00
#define EXTENDED_SDTR 0x01
#define EXTENDED_WDTR 0x03
#define FORMAT_UNIT 0x04
#define GOOD 0x00
#define HARDWARE_ERROR 0x04
#define HEAD_OF_QUEUE_TAG 0x21
#define ILLEGAL_REQUEST 0x05
#define INQUIRY 0x12
#define INTERMEDIATE_C_GOOD 0x0a
#define INTERMEDIATE_GOOD 0x08
#define LOG_SELECT 0x4c
#define LOG_SENSE 0x4d
#define MEDIUM_ERROR 0x03
#define MEDIUM_SCAN 0x38
#define MESSAGE_REJECT 0x07
#define MISCOMPARE 0x0e
#define MODE_SELECT 0x15
#define MODE_SELECT_10 0x55
#define MODE_SENSE 0x1a
#define MODE_SENSE_10 0x5a
#define NOP 0x08
#define NOT_READY 0x02
#define NO_SENSE 0x00
#define ORDERED_QUEUE_TAG 0x22
#define QUEUE_FULL 0x14
#define READ_10 0x28
#define READ_12 0xa8
#define READ_6 0x08
#define READ_BLOCK_LIMITS 0x05
#define READ_BUFFER 0x3c
#define READ_CAPACITY 0x25
#define READ_DEFECT_DATA 0x37
#define READ_POSITION 0x34
#define READ_TOC 0x43
#define REASSIGN_BLOCKS 0x07
#define RECOVERED_ERROR 0x01
#define RELEASE 0x17
#define REQUEST_SENSE 0x03
#define RESERVATION_CONFLICT 0x0c
#define RESERVE 0x16
#define RESTORE_POINTERS 0x03
#define REZERO_UNIT 0x01
#define SAVE_POINTERS 0x02
#define SCSI_IOCTL_GET_BUS_NUMBER 0x5386
#define SCSI_IOCTL_GET_IDLUN 0x5382
#define SCSI_IOCTL_PROBE_HOST 0x5385
#define SEARCH_EQUAL 0x31
#define SEARCH_EQUAL_12 0xb1
#define SEARCH_HIGH 0x30
#define SEARCH_HIGH_12 0xb0
#define SEARCH_LOW 0x32
#define SEARCH_LOW_12 0xb2
#define SEEK_10 0x2b
#define SEEK_6 0x0b
#define SEND_DIAGNOSTIC 0x1d
#define SEND_VOLUME_TAG 0xb6
#define SET_WINDOW 0x24
#define SIMPLE_QUEUE_TAG 0x20
#define SPACE 0x11
#define START_STOP 0x1b
#define STATUS_MASK 0x3e
#define TEST_UNIT_READY 0x00
#define TYPE_COMM 0x09
#define TYPE_DISK 0x00
#define TYPE_ENCLOSURE 0x0d
#define TYPE_MEDIUM_CHANGER 0x08
#define TYPE_MOD 0x07
#define TYPE_PRINTER 0x02
#define TYPE_PROCESSOR 0x03
#define TYPE_ROM 0x05
#define TYPE_SCANNER 0x06
#define TYPE_TAPE 0x01
#define TYPE_WORM 0x04
#define UNIT_ATTENTION 0x06
#define UPDATE_BLOCK 0x3d
#define VERIFY 0x2f
#define VOLUME_OVERFLOW 0x0d
#define WRITE_10 0x2a
#define WRITE_12 0xaa
#define WRITE_6 0x0a
#define WRITE_BUFFER 0x3b
#define WRITE_FILEMARKS 0x10
#define WRITE_LONG 0x3f
#define WRITE_SAME 0x41
#define WRITE_VERIFY 0x2e
#define WRITE_VERIFY_12 0xae

/* Commands of media changers (SCSI-2, 17.2), and the scsi device's ioctls beside GET_IDLUN */
enum { MOVE_MEDIUM = 0xa5, READ_ELEMENT_STATUS = 0xb8 };
enum { SCSI_IOCTL_TAGGED_ENABLE = SCSI_IOCTL_GET_IDLUN + 1, SCSI_IOCTL_TAGGED_DISABLE,
       SCSI_IOCTL_GET_PCI = SCSI_IOCTL_GET_BUS_NUMBER + 1 };
/* Has this six-byte command a form of ten bytes that does the same? */
#define SCSI_RETRY_10(command) ((command) == SEEK_6 || (command) == WRITE_6 || (command) == READ_6)
/* MODE SELECT(6): the header of its parameters and one block descriptor (SCSI-2, 8.3.3) */
struct ccs_modesel_head {
    u_char mode_data_length, medium, device_specific, block_desc_length;
    u_char density, number_blocks_hi, number_blocks_med, number_blocks_lo;
    u_char reserved, block_length_hi, block_length_med, block_length_lo;
};
