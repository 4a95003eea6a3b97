/* SPDX-License-Identifier: MIT
 * The shapes that cross between programs and the executive: neutral C, read on both sides.
 */
#ifndef ALCOVE_ABI_SYSCALL_H
#define ALCOVE_ABI_SYSCALL_H

typedef int alcove_i32;
typedef unsigned int alcove_u32;
typedef unsigned long long alcove_u64;

#define ALCOVE_SYSCALL_VECTOR 0x80
#define ALCOVE_TEXT_MAX 256       /* bytes of a text argument, its NUL included */
#define ALCOVE_ARGUMENTS_MAX 8192 /* bytes of a program's argument strings */
#define ALCOVE_FD_MAX 32          /* descriptors of a process */

/* How a program starts: which of the caller's descriptors become its 0, 1, 2 (-1: closed), and its job. */
struct alcove_spawn {
    alcove_i32 fds[3];
    alcove_i32 job;   /* pid of the job's first process, ALCOVE_JOB_NEW or ALCOVE_JOB_SAME */
    alcove_u32 flags; /* ALCOVE_SPAWN_* */
};
#define ALCOVE_SPAWN_FOREGROUND 1 /* its job gets the console, before its first instruction */
#define ALCOVE_JOB_NEW 0
#define ALCOVE_JOB_SAME (-1)

#define ALCOVE_WAIT_NOHANG 1

struct alcove_clock {
    alcove_u64 monotonic_ns; /* since boot */
    alcove_u32 unix_seconds; /* since 1970 */
    alcove_u32 tsc_khz;
};

enum alcove_process_state { ALCOVE_RUNNING, ALCOVE_READY, ALCOVE_SLEEPING, ALCOVE_ENDED };

struct alcove_process {
    alcove_i32 pid; /* 0: a thread of the executive */
    alcove_i32 parent;
    alcove_i32 job;
    alcove_u32 state; /* enum alcove_process_state */
    alcove_u32 cpu_ms;
    alcove_u32 priority;
    alcove_u32 memory_kib;
    char name[20];
};

/* open: access in the low bits as POSIX has it. */
#define ALCOVE_OPEN_READ 0
#define ALCOVE_OPEN_WRITE 1
#define ALCOVE_OPEN_BOTH 2
#define ALCOVE_OPEN_ACCESS 3
/* With write access. */
#define ALCOVE_OPEN_CREATE 4
#define ALCOVE_OPEN_TRUNCATE 8
#define ALCOVE_OPEN_APPEND 16
#define ALCOVE_OPEN_EXCLUSIVE 32 /* with CREATE: an error when it is there */
#define ALCOVE_OPEN_NONBLOCK 64  /* devices: what would wait is an error */

enum alcove_file_type { ALCOVE_FILE, ALCOVE_DIRECTORY, ALCOVE_DEVICE, ALCOVE_PIPE, ALCOVE_SOCKET };

struct alcove_stat {
    alcove_u32 type; /* enum alcove_file_type */
    alcove_u32 size;
    alcove_u32 modified; /* seconds since 1970 */
    alcove_u32 changes;  /* how often it was written since boot */
};

struct alcove_dirent {
    char name[104];
    alcove_u32 type;
    alcove_u32 size;
};

/* poll: the bits are Linux's. */
struct alcove_pollfd {
    alcove_i32 fd; /* negative: left out */
    unsigned short wanted, ready;
};
#define ALCOVE_POLL_IN 0x001
#define ALCOVE_POLL_OUT 0x004
#define ALCOVE_POLL_ERROR 0x008
#define ALCOVE_POLL_HANGUP 0x010
#define ALCOVE_POLL_INVALID 0x020 /* not open, or cannot be polled */
#define ALCOVE_POLL_MOST 32       /* files at once */

struct alcove_pipe {
    alcove_i32 read_fd, write_fd;
};

/* ioctl of the console: get and set alcove_u32 ALCOVE_TTY_* flags. */
#define ALCOVE_IOCTL_TTY_GET 1
#define ALCOVE_IOCTL_TTY_SET 2
#define ALCOVE_TTY_RAW 1 /* characters as they come, no echo, no Ctrl-C; else lines with editing */

/* ioctls of disks and partitions that the executive answers itself, by Linux's numbers; the others are the
 * driver's. The argument is an address: of alcove_u32, or alcove_u64 where it is said. */
#define ALCOVE_IOCTL_BLOCK_READ_ONLY 0x125e
#define ALCOVE_IOCTL_BLOCK_RESCAN 0x125f       /* reads the partition table anew; no argument */
#define ALCOVE_IOCTL_BLOCK_SECTORS 0x1260      /* size in sectors of 512 bytes */
#define ALCOVE_IOCTL_BLOCK_FLUSH 0x1261        /* no argument */
#define ALCOVE_IOCTL_BLOCK_SECTOR_BYTES 0x1268 /* the device's own sectors */
#define ALCOVE_IOCTL_BLOCK_BYTES 0x80041272    /* size in bytes; alcove_u64 */
#define ALCOVE_IOCTL_BLOCK_SEEK 0x40081300     /* Alcove's own: to this byte; alcove_u64 */

/* What is mapped of a device. */
struct alcove_mapping {
    alcove_u32 bytes, first;     /* first: in pages */
};
#define ALCOVE_MAP_READ 1
#define ALCOVE_MAP_WRITE 2

/* A disk (partition 0) or one of its partitions. Counts are those of the disk. */
struct alcove_disk {
    char name[32];
    alcove_u32 partition;
    alcove_u32 type;             /* of a partition, as its table says */
    alcove_u64 first, sectors;   /* of 512 bytes */
    alcove_u32 sector_bytes;     /* the device's own */
    unsigned char read_only, removable, pad[2];
    alcove_u32 opens;            /* files that are open now */
    alcove_u32 reads, writes;    /* requests done */
    alcove_u64 sectors_read, sectors_written;
    alcove_u32 merges;           /* pieces that joined another one's request */
    alcove_u32 errors;           /* pieces that could not be read or written */
    alcove_u32 retries;          /* requests that a failed driver left behind */
    alcove_u32 queued, in_flight;
    alcove_u32 drivers;          /* how often the driver below was exchanged */
};

/* An IPv4 end point; the layout is Linux's sockaddr_in. */
struct alcove_sockaddr {
    unsigned short family;
    unsigned short port; /* network order */
    alcove_u32 address;  /* network order */
    unsigned char zero[8];
};

struct alcove_interface {
    char name[16];
    unsigned char mac[6];
    unsigned char up;      /* by configuration */
    unsigned char carrier; /* as the driver says */
    unsigned char dhcp;
    unsigned char pad[3];
    alcove_u32 address, mask, gateway; /* network order, 0: none */
    alcove_u32 mtu;
    alcove_u64 rx_bytes, tx_bytes; /* through TCP/IP */
    alcove_u32 rx_packets, rx_dropped, tx_packets, tx_dropped;
    alcove_u32 tx_queued; /* waiting for the driver now */
    alcove_u32 tx_in_flight; /* with the driver now, not finished */
    alcove_u32 drivers;   /* how often the driver below was exchanged */
    alcove_u32 driver_rx_packets, driver_rx_errors, driver_rx_dropped;
    alcove_u32 driver_tx_packets, driver_tx_errors, driver_tx_dropped;
    unsigned char promiscuous, all_multicast, pad2[2];
    alcove_u32 multicast_count; /* addresses that it has joined */
    unsigned char multicast[32][6];
};

/* What to change: ALCOVE_SET_* bits; the rest stays. */
struct alcove_interface_settings {
    alcove_u32 set;
    alcove_u32 address, mask, gateway; /* network order */
    alcove_u32 mtu;
    unsigned char promiscuous, all_multicast;
    unsigned char mac[6];
    unsigned char multicast[6]; /* joined or left */
    unsigned char pad[2];
};
#define ALCOVE_SET_UP 1
#define ALCOVE_SET_DOWN 2
#define ALCOVE_SET_ADDRESS 4
#define ALCOVE_SET_DHCP 8
#define ALCOVE_SET_MTU 16
#define ALCOVE_SET_PROMISCUOUS 32
#define ALCOVE_SET_ALL_MULTICAST 64
#define ALCOVE_SET_MAC 128
#define ALCOVE_SET_MULTICAST_ADD 256
#define ALCOVE_SET_MULTICAST_DROP 512

/* A request to an interface's driver, by Linux's number. argument: what follows the name in Linux's ifreq.
 * Where that is an address, data_bytes of `data` are what lies there. */
struct alcove_interface_ioctl {
    alcove_u32 command;
    unsigned char argument[16];
    alcove_u32 data_bytes; /* 0: the argument is no address */
    unsigned char data[256];
};

/* A failure that the recovery agent is asked about. */
#define ALCOVE_RECOVERY_RECENT 16
struct alcove_recovery_event {
    alcove_u32 id;
    char domain[32]; /* the extension's name */
    char kind[20];   /* of the failure */
    char detail[96];
    char where[64];
    alcove_u32 generation, failures; /* failures: since it was loaded */
    alcove_u32 in_a_row;             /* without a generation between that lived 250 ms; this one included */
    alcove_u32 lived_ms;             /* the generation that failed */
    alcove_u32 requested;            /* a user asked for the restart */
    alcove_u32 recent_count;         /* of recent_ms */
    alcove_u32 recent_ms[ALCOVE_RECOVERY_RECENT]; /* age of the last failures, this one first; no requests */
};

/* DEFAULT: the executive's own policy shall decide. */
enum alcove_recovery_verdict {
    ALCOVE_RECOVERY_DEFAULT,
    ALCOVE_RECOVERY_RESTART, /* after pause_ms */
    ALCOVE_RECOVERY_GIVE_UP,
    ALCOVE_RECOVERY_INSTEAD, /* give up, and start the bundle `instead` in its place */
    ALCOVE_RECOVERY_VERDICTS
};
#define ALCOVE_RECOVERY_PAUSE_MAX 86400000 /* ms */

struct alcove_recovery_decision {
    alcove_u32 id; /* the event's */
    alcove_u32 verdict;
    alcove_u32 pause_ms;
    char instead[32];
};

/* What an application saw of a trial. */
struct alcove_trial_view {
    alcove_u32 finished; /* the workload came to its end */
    alcove_u32 bytes, wrong_bytes;
    alcove_u32 pings, lost_pings;
    alcove_u32 errors; /* calls that failed */
    alcove_u32 longest_stall_ms;
    alcove_u32 back;     /* the extension serves at the end */
    alcove_u32 provoked; /* canned failures of the plan that were started */
    alcove_u32 refused;  /* lines of the plan that were not applied */
};

enum alcove_extension_mode { ALCOVE_MODE_DEFAULT, ALCOVE_MODE_NATIVE, ALCOVE_MODE_NOOKS };

enum alcove_syscall_number {
#define SYSCALL0(name, number) ALCOVE_SYS_##name = number,
#define SYSCALL1(name, number, ...) ALCOVE_SYS_##name = number,
#define SYSCALL2(name, number, ...) ALCOVE_SYS_##name = number,
#define SYSCALL3(name, number, ...) ALCOVE_SYS_##name = number,
#define SYSCALL4(name, number, ...) ALCOVE_SYS_##name = number,
#include "exec/abi/syscalls.def"
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3
#undef SYSCALL4
    ALCOVE_SYS_COUNT
};

#endif
