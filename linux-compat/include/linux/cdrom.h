/* SPDX-License-Identifier: MIT
 * CD-ROM and DVD drives: what programs ask (structures shared with them), commands (MMC-2), and the module cdrom.
 */
#pragma once
#include <linux/config.h>
#include <linux/devfs_fs_kernel.h>
#include <linux/fs.h>
#include <linux/types.h>
#include <asm/byteorder.h>

/* Numbers, by the alphabet */
#define CDSL_CURRENT ((int)(~0U >> 1))
#define CDSL_NONE (CDSL_CURRENT - 1)
#define CDROM_MAX_SLOTS 256
#define CDC_CD_R 0x2000
#define CDC_CD_RW 0x4000
#define CDC_CLOSE_TRAY 0x1
#define CDC_DRIVE_STATUS 0x800
#define CDC_DVD 0x8000
#define CDC_DVD_R 0x10000
#define CDC_DVD_RAM 0x20000
#define CDC_GENERIC_PACKET 0x1000
#define CDC_IOCTLS 0x400
#define CDC_LOCK 0x4
#define CDC_MCN 0x40
#define CDC_MEDIA_CHANGED 0x80
#define CDC_MULTI_SESSION 0x20
#define CDC_OPEN_TRAY 0x2
#define CDC_PLAY_AUDIO 0x100
#define CDC_RESET 0x200
#define CDC_SELECT_DISC 0x10
#define CDC_SELECT_SPEED 0x8
#define CDROMEJECT 0x5309
#define CDROMMULTISESSION 0x5310
#define CDROMPLAYTRKIND 0x5304
#define CDROMREADTOCENTRY 0x5306
#define CDROMREADTOCHDR 0x5305
#define CDROM_DATA_TRACK 0x04
#define CDROM_LAST_WRITTEN 0x5395
#define CDROM_LBA 0x01
#define CDROM_LEADOUT 0xaa
#define CDROM_LOCKDOOR 0x5329
#define CDROM_MSF 0x02
#define CDS_AUDIO 100
#define CDS_DATA_1 101
#define CDS_DISC_OK 4
#define CDS_DRIVE_NOT_READY 3
#define CDS_NO_DISC 1
#define CDS_NO_INFO 0
#define CDS_TRAY_OPEN 2
#define CDS_XA_2_1 103
#define CD_FRAMES 75
#define CD_FRAMESIZE 2048
#define CD_FRAMESIZE_RAW1 (CD_FRAMESIZE_RAW-CD_SYNC_SIZE)
#define CD_MSF_OFFSET 150
#define CD_SECS 60
#define CGC_DATA_UNKNOWN 0
#define EDRIVE_CANT_DO_THIS EOPNOTSUPP
#define GPCMD_BLANK 0xa1
#define GPCMD_LOAD_UNLOAD 0xa6
#define GPCMD_MECHANISM_STATUS 0xbd
#define GPCMD_MODE_SELECT_10 0x55
#define GPCMD_MODE_SENSE_10 0x5a
#define GPCMD_PAUSE_RESUME 0x4b
#define GPCMD_PLAYAUDIO_TI 0x48
#define GPCMD_PLAY_AUDIO_10 0x45
#define GPCMD_PLAY_AUDIO_MSF 0x47
#define GPCMD_READ_10 0x28
#define GPCMD_READ_CD 0xbe
#define GPCMD_READ_DISC_INFO 0x51
#define GPCMD_READ_DVD_STRUCTURE 0xad
#define GPCMD_READ_SUBCHANNEL 0x42
#define GPCMD_READ_TOC_PMA_ATIP 0x43
#define GPCMD_READ_TRACK_RZONE_INFO 0x52
#define GPCMD_REPORT_KEY 0xa4
#define GPCMD_SEND_KEY 0xa3
#define GPCMD_SET_SPEED 0xbb
#define GPCMD_START_STOP_UNIT 0x1b
#define GPCMD_TEST_UNIT_READY 0x00
#define CD_MINS 74
#define CD_SYNC_SIZE 12
#define CD_HEAD_SIZE 4
#define CD_SUBHEAD_SIZE 8
#define CD_EDC_SIZE 4
#define CD_ZERO_SIZE 8
#define CD_ECC_SIZE 276
#define CD_FRAMESIZE_RAW 2352
#define CD_FRAMESIZE_RAWER 2646
#define CD_FRAMESIZE_RAW0 (CD_FRAMESIZE_RAW - CD_SYNC_SIZE - CD_HEAD_SIZE)
#define CDROM_AUDIO_INVALID 0
#define CDROM_AUDIO_PLAY 17
#define CDROM_AUDIO_PAUSED 18
#define CDROM_AUDIO_COMPLETED 19
#define CDROM_AUDIO_ERROR 20
#define CDROM_AUDIO_NO_STATUS 21
#define CDO_AUTO_CLOSE 1
#define CDO_AUTO_EJECT 2
#define CDO_USE_FFLAGS 4
#define CDO_LOCK 8
#define CDO_CHECK_TYPE 16
#define CDROMPAUSE 0x5301
#define CDROMRESUME 0x5302
#define CDROMPLAYMSF 0x5303
#define CDROMSTOP 0x5307
#define CDROMSTART 0x5308
#define CDROMVOLCTRL 0x530a
#define CDROMSUBCHNL 0x530b
#define CDROMREADMODE2 0x530c
#define CDROMREADMODE1 0x530d
#define CDROMREADAUDIO 0x530e
#define CDROMEJECT_SW 0x530f
#define CDROM_GET_MCN 0x5311
#define CDROMRESET 0x5312
#define CDROMVOLREAD 0x5313
#define CDROMREADRAW 0x5314
#define CDROMREADCOOKED 0x5315
#define CDROMSEEK 0x5316
#define CDROMPLAYBLK 0x5317
#define CDROMREADALL 0x5318
#define CDROMCLOSETRAY 0x5319
#define CDROM_SET_OPTIONS 0x5320
#define CDROM_CLEAR_OPTIONS 0x5321
#define CDROM_SELECT_SPEED 0x5322
#define CDROM_SELECT_DISC 0x5323
#define CDROM_MEDIA_CHANGED 0x5325
#define CDROM_DRIVE_STATUS 0x5326
#define CDROM_DISC_STATUS 0x5327
#define CDROM_CHANGER_NSLOTS 0x5328
#define CDROM_DEBUG 0x5330
#define CDROM_GET_CAPABILITY 0x5331
#define CDROM_SEND_PACKET 0x5393
#define CDROM_NEXT_WRITABLE 0x5394
#define CDS_DATA_2 102
#define CDS_XA_2_2 104
#define CDS_MIXED 105
#define CGC_DATA_WRITE 1
#define CGC_DATA_READ 2
#define CGC_DATA_NONE 3
#define DVD_READ_STRUCT 0x5390
#define DVD_WRITE_STRUCT 0x5391
#define DVD_AUTH 0x5392
#define GPMODE_AUDIO_CTL_PAGE 0x0e
#define DVD_LAYERS 4
#define DVD_STRUCT_PHYSICAL 0
#define DVD_STRUCT_COPYRIGHT 1
#define DVD_STRUCT_DISCKEY 2
#define DVD_STRUCT_BCA 3
#define DVD_STRUCT_MANUFACT 4
#define CDROM_PACKET_SIZE 12

/* Places on a disc */
struct cdrom_msf0 { __u8 minute, second, frame; };
union cdrom_addr { struct cdrom_msf0 msf; int lba; };
struct cdrom_msf { __u8 cdmsf_min0, cdmsf_sec0, cdmsf_frame0, cdmsf_min1, cdmsf_sec1, cdmsf_frame1; };
struct cdrom_ti { __u8 cdti_trk0, cdti_ind0, cdti_trk1, cdti_ind1; };
struct cdrom_blk { unsigned from; unsigned short len; };
/* What programs ask and get */
struct cdrom_tochdr { __u8 cdth_trk0, cdth_trk1; };
struct cdrom_tocentry {
    __u8 cdte_track, cdte_adr : 4, cdte_ctrl : 4, cdte_format; union cdrom_addr cdte_addr; __u8 cdte_datamode;
};
struct cdrom_subchnl {
    __u8 cdsc_format, cdsc_audiostatus, cdsc_adr : 4, cdsc_ctrl : 4, cdsc_trk, cdsc_ind; union cdrom_addr cdsc_absaddr, cdsc_reladdr;
};
struct cdrom_volctrl { __u8 channel0, channel1, channel2, channel3; };
struct cdrom_read { int cdread_lba; char *cdread_bufaddr; int cdread_buflen; };
struct cdrom_read_audio { union cdrom_addr addr; __u8 addr_format; int nframes; __u8 *buf; };
struct cdrom_multisession { union cdrom_addr addr; __u8 xa_flag, addr_format; };
struct cdrom_mcn { __u8 medium_catalog_number[14]; };
struct cdrom_mechstat_header {
    __u8 curslot : 5, changer_state : 2, fault : 1, reserved1 : 4, door_open : 1, mech_state : 3, curlba[3], nslots;
    __u16 slot_tablelen;
};
struct cdrom_slot { __u8 change : 1, reserved1 : 6, disc_present : 1, reserved2[3]; };
struct cdrom_changer_info { struct cdrom_mechstat_header hdr; struct cdrom_slot slots[CDROM_MAX_SLOTS]; };
struct request_sense {
    __u8 error_code : 7, valid : 1, segment_number, sense_key : 4, reserved2 : 1, ili : 1, reserved1 : 2, information[4],
        add_sense_len, command_info[4], asc, ascq, fruc, sks[3], asb[46];
};
struct cdrom_generic_command {
    unsigned char cmd[CDROM_PACKET_SIZE], *buffer; unsigned int buflen; int stat; struct request_sense *sense;
    unsigned char data_direction; int quiet, timeout; void *reserved[1];
};
struct modesel_head { __u8 reserved1, medium, reserved2, block_desc_length, density, number_of_blocks_hi, number_of_blocks_med,
    number_of_blocks_lo, reserved3, block_length_hi, block_length_med, block_length_lo; };
typedef struct { int data, audio, cdi, xa; long error; } tracktype;
/* DVDs */
typedef __u8 dvd_key[5], dvd_challenge[10];
struct dvd_layer {
    __u8 book_version : 4, book_type : 4, min_rate : 4, disc_size : 4, layer_type : 4, track_path : 1, nlayers : 2,
        track_density : 4, linear_density : 4, bca : 1;
    __u32 start_sector, end_sector, end_sector_l0;
};
struct dvd_physical { __u8 type, layer_num; struct dvd_layer layer[DVD_LAYERS]; };
struct dvd_copyright { __u8 type, layer_num, cpst, rmi; };
struct dvd_disckey { __u8 type; unsigned agid : 2; __u8 value[2048]; };
struct dvd_bca { __u8 type; int len; __u8 value[188]; };
struct dvd_manufact { __u8 type, layer_num; int len; __u8 value[2048]; };
typedef union {
    __u8 type;
    struct dvd_manufact manufact; struct dvd_bca bca; struct dvd_disckey disckey; struct dvd_copyright copyright;
    struct dvd_physical physical;
} dvd_struct;
/* READ DISC INFORMATION and READ TRACK INFORMATION (MMC-2), lengths not counting themselves; lowest bits first */
typedef struct {
    __u16 disc_information_length;
    __u8 disc_status : 2, border_status : 2, erasable : 1, unused : 3, n_first_track, n_sessions_lsb,
        first_track_lsb, last_track_lsb;
    __u8 mrw_status : 2, unused_too : 3, uru : 1, dbc_v : 1, did_v : 1, disc_type, n_sessions_msb, first_track_msb,
        last_track_msb;
    __u32 disc_id, lead_in, lead_out;
    __u8 disc_bar_code[8], unused_end, n_opc;
} disc_information;
typedef struct {
    __u16 track_information_length;
    __u8 track_lsb, session_lsb, unused, track_mode : 4, copy : 1, damage : 1, unused_too : 2;
    __u8 data_mode : 4, fp : 1, packet : 1, blank : 1, rt : 1, nwa_v : 1, lra_v : 1, unused_more : 6;
    __u32 track_start, next_writable, free_blocks, fixed_packet_size, track_size, last_rec_address;
} track_information;
extern int cdrom_get_disc_info(kdev_t dev, disc_information *info);
extern int cdrom_get_track_info(kdev_t dev, __u16 track, __u8 type, track_information *info);
/* Steps of authentication, in the order in which programs take them */
enum {
    DVD_LU_SEND_AGID, DVD_HOST_SEND_CHALLENGE, DVD_LU_SEND_KEY1, DVD_LU_SEND_CHALLENGE, DVD_HOST_SEND_KEY2,
    DVD_AUTH_ESTABLISHED, DVD_AUTH_FAILURE, DVD_LU_SEND_TITLE_KEY, DVD_LU_SEND_ASF, DVD_INVALIDATE_AGID,
    DVD_LU_SEND_RPC_STATE, DVD_HOST_SEND_RPC_STATE
};
/* What a drive reports of its region (MMC-2, REPORT KEY, format 8); lowest bits first */
typedef struct {
    __u16 report_key_length;
    __u8 unused[2], ucca : 3, vra : 3, type_code : 2, region_mask, rpc_scheme, unused_too;
} rpc_state_t;
struct dvd_lu_send_agid { __u8 type; unsigned agid : 2; };
struct dvd_host_send_challenge { __u8 type; unsigned agid : 2; dvd_challenge chal; };
struct dvd_send_key { __u8 type; unsigned agid : 2; dvd_key key; };
struct dvd_lu_send_challenge { __u8 type; unsigned agid : 2; dvd_challenge chal; };
struct dvd_lu_send_title_key { __u8 type; unsigned agid : 2; dvd_key title_key; int lba; unsigned cpm : 1, cp_sec : 1, cgms : 2; };
struct dvd_lu_send_asf { __u8 type; unsigned agid : 2, asf : 1; };
struct dvd_host_send_rpcstate { __u8 type, pdrc; };
struct dvd_lu_send_rpcstate { __u8 type : 2, vra : 3, ucca : 3, region_mask, rpc_scheme; };
typedef union {
    __u8 type;
    struct dvd_lu_send_rpcstate lrpcs; struct dvd_host_send_rpcstate hrpcs; struct dvd_lu_send_asf lsasf;
    struct dvd_lu_send_title_key lstk; struct dvd_lu_send_challenge lsc; struct dvd_send_key lsk, hsk;
    struct dvd_host_send_challenge hsc; struct dvd_lu_send_agid lsa;
} dvd_authinfo;

/* What a drive's driver registers */
struct cdrom_device_info;
struct cdrom_device_ops {
    const int capability;
    int n_minors;
    int (*audio_ioctl)(struct cdrom_device_info *,unsigned int,void *);
    int (*dev_ioctl)(struct cdrom_device_info *,unsigned int,unsigned long);
    int (*drive_status)(struct cdrom_device_info *,int);
    int (*generic_packet)(struct cdrom_device_info *,struct cdrom_generic_command *);
    int (*get_last_session)(struct cdrom_device_info *,struct cdrom_multisession *);
    int (*get_mcn)(struct cdrom_device_info *,struct cdrom_mcn *);
    int (*lock_door)(struct cdrom_device_info *,int);
    int (*media_changed)(struct cdrom_device_info *,int);
    int (*open)(struct cdrom_device_info *,int);
    int (*reset)(struct cdrom_device_info *);
    int (*select_disc)(struct cdrom_device_info *,int);
    int (*select_speed)(struct cdrom_device_info *,int);
    int (*tray_move)(struct cdrom_device_info *,int);
    void (*release)(struct cdrom_device_info *);
};
struct cdrom_device_info {
    __u8 sanyo_slot : 2;
    char name[20];
    devfs_handle_t de;
    int capacity, mask, number, options : 30, speed, use_count;
    kdev_t dev;
    unsigned mc_flags : 2;
    void *handle;
    struct cdrom_device_info *next;
    struct cdrom_device_ops *ops;
};
extern int cdrom_ioctl(struct inode *,struct file *,unsigned,unsigned long);
extern int cdrom_media_changed(kdev_t);
extern int cdrom_open(struct inode *,struct file *);
extern int cdrom_release(struct inode *,struct file *);
extern int register_cdrom(struct cdrom_device_info *cdi);
extern int unregister_cdrom(struct cdrom_device_info *cdi);
extern int cdrom_number_of_slots(struct cdrom_device_info *cdi);
extern int cdrom_get_last_written(kdev_t dev,long *last_written);
extern int cdrom_mode_select(struct cdrom_device_info *cdi,struct cdrom_generic_command *cgc);
extern int cdrom_mode_sense(struct cdrom_device_info *cdi,struct cdrom_generic_command *cgc,int page_code,int page_control);
extern void cdrom_count_tracks(struct cdrom_device_info *cdi, tracktype *tracks);
extern void init_cdrom_command(struct cdrom_generic_command *cgc, void *buffer, int len, int type);
static inline void devfs_plain_cdrom(struct cdrom_device_info *cdi, struct block_device_operations *ops)
{ cdi->de = devfs_register(NULL, cdi->name, DEVFS_FL_DEFAULT, MAJOR(cdi->dev), MINOR(cdi->dev), S_IFBLK | S_IRUGO | S_IWUGO, ops, NULL); }
/* How a drive takes its discs: MODE SENSE, page 2Ah, loading mechanism type (INF-8090i, capabilities) */
enum mechtype { mechtype_caddy, mechtype_tray, mechtype_popup, mechtype_individual_changer = 4, mechtype_cartridge_changer };
