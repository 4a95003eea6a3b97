/* SPDX-License-Identifier: MIT
 * What programs ask of CISS disk arrays: ioctls of type 'B'. The parts of a command (LUNAddr_struct and the like) are
 * the driver's own, declared before this is included.
 */
#pragma once
#include <linux/ioctl.h>
#include <linux/types.h>

typedef __u32 BusTypes_type, DriverVer_type, Heartbeat_type;
typedef char FirmwareVer_type[4], NodeName_type[16];

typedef struct _LogvolInfo_struct {
    __u32 LunID;
    int num_opens, num_parts;
} LogvolInfo_struct;
typedef struct _cciss_coalint_struct { __u32 delay, count; } cciss_coalint_struct;
typedef struct _cciss_pci_info_struct { unsigned char bus, dev_fn; __u32 board_id; } cciss_pci_info_struct;
/* A command to be passed on, its answer, and the program's memory for its data */
struct _IOCTL_Command_struct { LUNAddr_struct LUN_info; RequestBlock_struct Request; ErrorInfo_struct error_info; WORD buf_size; BYTE *buf; };
typedef struct _IOCTL_Command_struct IOCTL_Command_struct;

#define LX_CCISS 'B'
/* Asking */
#define CCISS_GETBUSTYPES _IOR(LX_CCISS, 7, BusTypes_type)
#define CCISS_GETDRIVVER _IOR(LX_CCISS, 9, DriverVer_type)
#define CCISS_GETFIRMVER _IOR(LX_CCISS, 8, FirmwareVer_type)
#define CCISS_GETHEARTBEAT _IOR(LX_CCISS, 6, Heartbeat_type)
#define CCISS_GETINTINFO _IOR(LX_CCISS, 2, cciss_coalint_struct)
#define CCISS_GETLUNINFO _IOR(LX_CCISS, 17, LogvolInfo_struct)
#define CCISS_GETNODENAME _IOR(LX_CCISS, 4, NodeName_type)
#define CCISS_GETPCIINFO _IOR(LX_CCISS, 1, cciss_pci_info_struct)
/* Changing */
#define CCISS_DEREGDISK _IO(LX_CCISS, 12)
#define CCISS_PASSTHRU _IOWR(LX_CCISS, 11, IOCTL_Command_struct)
#define CCISS_REGNEWD _IO(LX_CCISS, 14)
#define CCISS_SETINTINFO _IOW(LX_CCISS, 3, cciss_coalint_struct)
#define CCISS_SETNODENAME _IOW(LX_CCISS, 5, NodeName_type)
