/* SPDX-License-Identifier: MIT
 * Files as block devices: what programs set, and ciphers that other modules bring.
 */
#pragma once
#include <linux/kdev_t.h>
#include <linux/fs.h>
#include <asm/semaphore.h>
#include <asm/atomic.h>
#define LO_KEY_SIZE 32
#define LO_NAME_SIZE 64
#define LO_CRYPT_NONE 0
#define LO_CRYPT_XOR 1
#define MAX_LO_CRYPT 20
#define LO_FLAGS_DO_BMAP (1 << 0)
#define LO_FLAGS_READ_ONLY (1 << 1)
#define LO_FLAGS_BH_REMAP (1 << 2)
#define LOOP_IV_SECTOR_BITS 9
#define LOOP_CHANGE_FD 0x4C06
#define LOOP_SET_FD 0x4C00
#define LOOP_CLR_FD 0x4C01
#define LOOP_SET_STATUS 0x4C02
#define LOOP_GET_STATUS 0x4C03
enum { Lo_unbound, Lo_bound, Lo_rundown };
typedef int loop_iv_t;
struct loop_device;
typedef int (*transfer_proc_t)(struct loop_device *lo, int cmd, char *raw, char *clear, int size, loop_iv_t iv);
/* Programs hand it over. */
struct loop_info {
    int lo_number;
    dev_t lo_device;
    unsigned long lo_inode;
    dev_t lo_rdevice;
    int lo_offset, lo_encrypt_type, lo_encrypt_key_size, lo_flags;
    char lo_name[LO_NAME_SIZE];
    unsigned char lo_encrypt_key[LO_KEY_SIZE];
    unsigned long lo_init[2];
    char reserved[4];
};
struct loop_device {
    __u32 lo_init[2];
    atomic_t lo_pending;
    char key_reserved[48], lo_encrypt_key[LO_KEY_SIZE], lo_name[LO_NAME_SIZE];
    int lo_blksize, lo_current, lo_encrypt_key_size, lo_encrypt_type, lo_flags, lo_number, lo_offset, lo_refcnt,
        lo_state, old_gfp_mask;
    kdev_t lo_device;
    transfer_proc_t transfer;
    uid_t lo_key_owner;
    unsigned long lo_pending_reads[2];
    void *key_data;
    struct buffer_head *lo_bh, *lo_bhtail;
    struct file *lo_backing_file;
    struct semaphore lo_bh_mutex, *lo_change, lo_ctl_mutex, lo_sem;
    int (*ioctl)(struct loop_device *,int cmd,unsigned long arg);
    spinlock_t lo_lock;
};
struct loop_func_table {
    int number;
    int (*init)(struct loop_device *,struct loop_info *);
    int (*ioctl)(struct loop_device *,int cmd,unsigned long arg);
    int (*release)(struct loop_device *);
    int (*transfer)(struct loop_device * lo,int cmd,char * raw_buf,char * loop_buf,int size,loop_iv_t IV);
    void (*lock)(struct loop_device *);
    void (*unlock)(struct loop_device *);
};
extern int loop_register_transfer(struct loop_func_table *funcs);
extern int loop_unregister_transfer(int number);
static inline int lo_do_transfer(struct loop_device *lo, int cmd, char *rbuf, char *lbuf, int size, loop_iv_t IV)
{ return lo->transfer ? lo->transfer(lo, cmd, rbuf, lbuf, size, IV) : 0; }
