/* SPDX-License-Identifier: MIT
 * What programs ask of any SCSI device by ioctl, and scsi_mod of itself for a drive's door and motor.
 */
#pragma once
#include <linux/types.h>

/* Small numbers, from before there were groups of ioctls */
enum {
    SCSI_IOCTL_SEND_COMMAND = 1,
    SCSI_IOCTL_TEST_UNIT_READY,
    SCSI_IOCTL_BENCHMARK_COMMAND,
    SCSI_IOCTL_SYNC, /* transfer as synchronously as can be */
    SCSI_IOCTL_START_UNIT,
    SCSI_IOCTL_STOP_UNIT
};
enum { SCSI_IOCTL_DOORLOCK = 'S' << 8 | 0x80, SCSI_IOCTL_DOORUNLOCK };
/* The field Prevent of PREVENT ALLOW MEDIUM REMOVAL (SCSI-2, 9.2.4) */
enum { SCSI_REMOVAL_ALLOW, SCSI_REMOVAL_PREVENT };

/* SEND_COMMAND: command and data to be sent lie in data; what comes back overwrites them */
typedef struct scsi_ioctl_command {
    unsigned int inlen, outlen; /* bytes to the device, bytes from it */
    unsigned char data[0];
} Scsi_Ioctl_Command;
/* GET_IDLUN */
typedef struct scsi_idlun {
    __u32 dev_id;         /* from the low byte on: id, LUN, channel, host */
    __u32 host_unique_id;
} Scsi_Idlun;
/* Addresses of Fibre Channel */
typedef struct scsi_fctargaddress {
    __u32 host_port_id;
    unsigned char host_wwn[8];
} Scsi_FCTargAddress;

struct scsi_device;
extern int scsi_ioctl(struct scsi_device *dev, int cmd, void *arg);
extern int kernel_scsi_ioctl(struct scsi_device *dev, int cmd, void *arg);
extern int scsi_ioctl_send_command(struct scsi_device *dev, Scsi_Ioctl_Command *arg);
