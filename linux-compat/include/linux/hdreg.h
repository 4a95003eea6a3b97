/* SPDX-License-Identifier: MIT
 * ATA disks: registers' bits, commands, transfer modes, what IDENTIFY DEVICE tells (ATA/ATAPI-6, clauses 7 and 8), and
 * ioctls. By the alphabet.
 */
#pragma once
#include <linux/types.h>

/* Status and error registers */
#define ABRT_ERR (1 << 2)
#define BBD_ERR (1 << 7)
#define BUSY_STAT (1 << 7)
#define DRQ_STAT (1 << 3)
#define ECC_ERR (1 << 6)
#define ECC_STAT (1 << 2)
#define ERR_STAT (1 << 0)
#define ICRC_ERR (1 << 7)
#define ID_ERR (1 << 4)
#define INDEX_STAT (1 << 1)
#define MARK_ERR (1 << 0)
#define MCR_ERR (1 << 3)
#define MC_ERR (1 << 5)
#define READY_STAT (1 << 6)
#define SEEK_STAT (1 << 4)
#define TRK0_ERR (1 << 1)
#define WRERR_STAT (1 << 5)

/* Commands */
#define WIN_DOORLOCK 0xde
#define WIN_DOORUNLOCK 0xdf
#define WIN_FLUSH_CACHE 0xe7
#define WIN_FLUSH_CACHE_EXT 0xea
#define WIN_IDENTIFY 0xec
#define WIN_MULTREAD 0xc4
#define WIN_MULTREAD_EXT 0x29
#define WIN_MULTWRITE 0xc5
#define WIN_MULTWRITE_EXT 0x39
#define WIN_PACKETCMD 0xa0
#define WIN_PIDENTIFY 0xa1
#define WIN_READ 0x20
#define WIN_READDMA 0xc8
#define WIN_READDMA_EXT 0x25
#define WIN_READ_EXT 0x24
#define WIN_READ_NATIVE_MAX 0xf8
#define WIN_READ_NATIVE_MAX_EXT 0x27
#define WIN_RESTORE WIN_RECAL
#define WIN_SETFEATURES 0xef
#define WIN_SETMULT 0xc6
#define WIN_SMART 0xb0
#define WIN_SPECIFY 0x91
#define WIN_SRST 0x08
#define WIN_STANDBYNOW1 0xe0
#define WIN_WRITE 0x30
#define WIN_WRITEDMA 0xca
#define WIN_WRITEDMA_EXT 0x35
#define WIN_WRITE_EXT 0x34
#define WIN_RECAL 0x10
#define EXABYTE_ENABLE_NEST 0xf0
#define SETFEATURES_DIS_WCACHE 0x82
#define SETFEATURES_XFER 0x03
#define SMART_HCYL_PASS 0xc2
#define SMART_LCYL_PASS 0x4f
#define SMART_READ_THRESHOLDS 0xd1
#define SMART_READ_VALUES 0xd0

/* Transfer modes: a kind in the upper bits, a number below (SET FEATURES, subcommand 3) */
#define LX_XFER(kind, number) ((kind) << 3 | (number))
#define XFER_MW_DMA_0 LX_XFER(4, 0)
#define XFER_MW_DMA_1 LX_XFER(4, 1)
#define XFER_MW_DMA_2 LX_XFER(4, 2)
#define XFER_PIO_0 LX_XFER(1, 0)
#define XFER_PIO_1 LX_XFER(1, 1)
#define XFER_PIO_2 LX_XFER(1, 2)
#define XFER_PIO_3 LX_XFER(1, 3)
#define XFER_PIO_4 LX_XFER(1, 4)
#define XFER_PIO_SLOW LX_XFER(0, 0)
#define XFER_SW_DMA_0 LX_XFER(2, 0)
#define XFER_SW_DMA_1 LX_XFER(2, 1)
#define XFER_SW_DMA_2 LX_XFER(2, 2)
#define XFER_UDMA_0 LX_XFER(8, 0)
#define XFER_UDMA_1 LX_XFER(8, 1)
#define XFER_UDMA_2 LX_XFER(8, 2)
#define XFER_UDMA_3 LX_XFER(8, 3)
#define XFER_UDMA_4 LX_XFER(8, 4)
#define XFER_UDMA_5 LX_XFER(8, 5)
#define XFER_UDMA_6 LX_XFER(8, 6)
#define XFER_UDMA_7 LX_XFER(8, 7)

/* ioctls of type 3 */
#define LX_HDIO(number) (0x0300 + (number))
#define HDIO_GETGEO LX_HDIO(0x01)
#define HDIO_GETGEO_BIG LX_HDIO(0x30)
#define HDIO_GET_DMA LX_HDIO(0x0b)
#define HDIO_GET_IDENTITY LX_HDIO(0x0d)
#define HDIO_GET_MULTCOUNT LX_HDIO(0x04)
#define HDIO_SET_DMA LX_HDIO(0x26)
struct hd_geometry { unsigned char heads, sectors; unsigned short cylinders; unsigned long start; };
struct hd_big_geometry { unsigned char heads, sectors; unsigned int cylinders; unsigned long start; };

/* A taskfile that a program hands over */
typedef unsigned char task_ioreg_t;
typedef struct hd_drive_task_hdr {
    task_ioreg_t data, feature, sector_count, sector_number, low_cylinder, high_cylinder, device_head, command;
} task_struct_t;
typedef struct hd_drive_hob_hdr {
    task_ioreg_t data, feature, sector_count, sector_number, low_cylinder, high_cylinder, device_head, control;
} hob_struct_t;
typedef union ide_reg_valid_s {
    unsigned all : 16;
    struct {
        unsigned data : 1, error_feature : 1, sector : 1, nsector : 1, lcyl : 1, hcyl : 1, select : 1, status_command : 1;
        unsigned data_hob : 1, error_feature_hob : 1, sector_hob : 1, nsector_hob : 1, lcyl_hob : 1, hcyl_hob : 1,
            select_hob : 1, control_hob : 1;
    } b;
} ide_reg_valid_t;
typedef struct ide_task_request_s {
    task_ioreg_t io_ports[8], hob_ports[8];
    ide_reg_valid_t out_flags, in_flags;
    int data_phase, req_cmd;
    unsigned long out_size, in_size;
} ide_task_request_t;
enum { LX_IDE_TASK_OUT = 3, LX_IDE_TASK_RAW };
#define IDE_DRIVE_TASK_OUT LX_IDE_TASK_OUT
#define IDE_DRIVE_TASK_RAW_WRITE LX_IDE_TASK_RAW

/* What IDENTIFY DEVICE tells: the number of a line's first word stands behind it. */
struct hd_driveid {
    unsigned short config, cyls, reserved2, heads, track_bytes, sector_bytes, sectors;      /* 0 */
    unsigned short vendor0, vendor1, vendor2;                                               /* 7 */
    unsigned char serial_no[20];                                                            /* 10 */
    unsigned short buf_type, buf_size, ecc_bytes;                                           /* 20 */
    unsigned char fw_rev[8], model[40], max_multsect, vendor3;                              /* 23 */
    unsigned short dword_io;                                                                /* 48 */
    unsigned char vendor4, capability;                                                      /* 49 */
    unsigned short reserved50;                                                              /* 50 */
    unsigned char vendor5, tPIO, vendor6, tDMA;                                             /* 51 */
    unsigned short field_valid, cur_cyls, cur_heads, cur_sectors, cur_capacity0, cur_capacity1; /* 53 */
    unsigned char multsect, multsect_valid;                                                 /* 59 */
    unsigned int lba_capacity;                                                              /* 60 */
    unsigned short dma_1word, dma_mword, eide_pio_modes, eide_dma_min, eide_dma_time;       /* 62 */
    unsigned short eide_pio, eide_pio_iordy, words69_70[2], words71_74[4], queue_depth;     /* 67 */
    unsigned short words76_79[4], major_rev_num, minor_rev_num, command_set_1, command_set_2; /* 76 */
    unsigned short cfsse, cfs_enable_1, cfs_enable_2, csf_default, dma_ultra, word89, word90; /* 84 */
    unsigned short CurAPMvalues, word92, hw_config, acoustic, msrqs, sxfert, sal;           /* 91 */
    unsigned int spg;                                                                       /* 98 */
    unsigned long long lba_capacity_2 __attribute__((packed, aligned(4)));                  /* 100 */
    unsigned short words104_125[22], last_lun, word127, dlf, csfo, words130_155[26], word156; /* 104 */
    unsigned short words157_159[3], words160_255[96];                                       /* 157 */
} __attribute__((packed, aligned(4)));
extern void ide_unregister(unsigned int index);
