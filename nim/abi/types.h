/* SPDX-License-Identifier: MIT
 * The shapes that cross the boundary between the executive and a domain: neutral C, read by gnu89 C
 * inside a domain and by C++20 outside. Nothing here belongs to Linux and nothing to the executive.
 */
#ifndef NIM_ABI_TYPES_H
#define NIM_ABI_TYPES_H

typedef unsigned char nim_u8;
typedef unsigned short nim_u16;
typedef unsigned int nim_u32;
typedef unsigned long long nim_u64;

/* A typed handle of the domain's object table: generation in the upper 16 bits, index in the lower. 0 is none. */
typedef nim_u32 nim_handle_t;
/* Result of every service and upcall: zero or more on success, -errno (Linux numbers) otherwise. */
typedef int nim_result_t;

#define NIM_ABI_VERSION 1

/* --- bytes of the caller, described by address and length --- */
struct nim_bytes {
    nim_u32 address;
    nim_u32 length;
};

/* --- the system page: written by the executive, read by every domain --- */
struct nim_system_page {
    volatile nim_u32 jiffies;      /* 100 Hz ticks since boot */
    volatile nim_u32 xtime_sec;    /* seconds since 1970 */
    volatile nim_u32 xtime_usec;
    nim_u32 tsc_khz;               /* rate of the time-stamp counter, for udelay */
    volatile nim_u32 tick_tsc;     /* lower half of the counter at the last tick */
};

/* --- injected faults that the personality counts --- */
enum nim_fault_counter {
    NIM_FAULT_ALLOC,               /* kmalloc, kmem_cache_alloc, vmalloc, whole pages */
    NIM_FAULT_DMA,                 /* pci_alloc_consistent, pci_pool_alloc, pci_map_sg */
    NIM_FAULT_COUNT
};

/* --- checkers (docs/checkers.md) --- */
enum nim_check {
    NIM_CHECK_SLEEP = 1,           /* what may sleep is called where nothing may */
    NIM_CHECK_IRQS = 2,            /* virtual interrupts left off */
    NIM_CHECK_FREE = 4,            /* freed blocks are unmapped for a while */
    NIM_CHECK_GUARDS = 8,          /* blocks end at an unmapped page */
    NIM_CHECK_LEAKS = 16,          /* blocks that are left at unload */
    NIM_CHECK_LOCKS = 32,          /* a lock taken twice */
    NIM_CHECK_WARN = 64            /* a finding that the domain survives is only told */
};

/* A block of memory that is watched, in domain memory: what a fault near it is told with. */
struct nim_fence {
    nim_u32 block;                 /* its address */
    nim_u32 bytes;
    nim_u32 allocated;             /* where in the code */
    nim_u32 freed;                 /* 0 while it is in use */
};

/* What a checker has found (service `finding`). Places are return addresses in the domain's code, 0 none. */
struct nim_check_report {
    nim_u32 kind;                  /* enum nim_fail_kind */
    nim_u32 place;                 /* 0: who called the personality */
    nim_u32 first;                 /* allocated, taken or switched off there */
    nim_u32 second;                /* freed there */
    nim_u32 warning;               /* 1: the domain goes on */
};

/* --- the domain's shared block: in domain memory, so the executive distrusts every word --- */
struct nim_shared {
    volatile nim_u32 vif;          /* virtual interrupt flag: 1 enabled. Domain writes; executive clears around an interrupt upcall */
    volatile nim_u32 vif_pending;  /* executive sets: something waits for vif; after setting vif call vif_deliver */
    volatile nim_u32 bh_count;     /* personality: bottom halves disabled when not 0 (executive only shows it) */
    volatile nim_u32 delay_usecs;  /* personality: microseconds the driver asked to wait, summed (executive only shows it) */
    volatile nim_u32 fault_countdown[NIM_FAULT_COUNT]; /* executive sets: the so-manieth fails; personality counts down */
    volatile nim_u32 fault_jiffy[NIM_FAULT_COUNT]; /* personality: when it failed (executive only shows it) */
    nim_u32 check;                 /* executive, before `start`: enum nim_check, what is watched */
    nim_u32 tx_copy;               /* executive, before `start`: the driver gets copies of the frames to send, to write into */
};

/* --- modules of the bundle, as the `start` upcall gets them --- */
struct nim_module {
    nim_u32 name;                  /* address of a NUL-terminated name */
    nim_u32 init;                  /* address of int init_module(void), or 0 */
    nim_u32 cleanup;               /* address of void cleanup_module(void), or 0 */
    nim_u32 this_module;           /* address of the module's __this_module, or 0 */
};

/* --- PCI --- */
struct nim_pci_info {
    nim_u8 bus, device, function, irq;
    nim_u16 vendor, device_id, sub_vendor, sub_device;
    nim_u32 class_code;            /* 24 bits */
    nim_u32 revision;
    nim_u32 bar_start[6];          /* port number or physical address, 0 if absent */
    nim_u32 bar_size[6];
    nim_u32 bar_flags[6];          /* NIM_BAR_* */
};
#define NIM_BAR_IO 1
#define NIM_BAR_MEMORY 2
#define NIM_BAR_PREFETCH 4

/* --- network --- */
#define NIM_NET_RING 128           /* descriptors per ring, a power of two */
#define NIM_NET_IOCTL_DATA 256
#define NIM_NET_MAX_FRAME 1536     /* bytes of an Ethernet frame in a descriptor, at most */

struct nim_net_descriptor {
    nim_u32 address;               /* of the frame's first byte */
    nim_u32 length;
};

/* One per network interface, in domain memory. Indices run freely and are taken modulo NIM_NET_RING.
 * rx: the domain produces frames that it received; the executive copies each once and advances rx_tail.
 * tx: the executive produces frames to send (readable, not writable by the domain, physically
 *     contiguous); the domain consumes them (tx_tail) and posts the slot of each finished one in done.
 */
struct nim_net_rings {
    volatile nim_u32 rx_head;      /* domain */
    volatile nim_u32 rx_tail;      /* executive */
    volatile nim_u32 tx_head;      /* executive */
    volatile nim_u32 tx_tail;      /* domain */
    volatile nim_u32 done_head;    /* domain */
    volatile nim_u32 done_tail;    /* executive */
    volatile nim_u32 tx_stopped;   /* domain: 1 while the driver's queue is stopped (netif_stop_queue) */
    volatile nim_u32 tx_wanted;    /* executive: 1 when it waits for a transmit upcall after tx_stopped falls */
    struct nim_net_descriptor rx[NIM_NET_RING];
    struct nim_net_descriptor tx[NIM_NET_RING];
    nim_u32 done[NIM_NET_RING];    /* slots (index modulo NIM_NET_RING) of finished tx descriptors */
};

struct nim_net_info {
    nim_u8 mac[6];
    nim_u8 pad[2];
    nim_u32 mtu;
    nim_u32 cookie;                /* the domain's own name for the device, given back in upcalls */
    nim_u32 rings;                 /* address of its struct nim_net_rings, 4-byte aligned, in one block of domain memory */
    char name[16];                 /* what the driver asked for ("eth%d"); the executive decides */
};

struct nim_net_config {
    nim_u32 flags;                 /* NIM_NET_* */
    nim_u32 mtu;
    nim_u8 mac[6];
    nim_u8 pad[2];
    nim_u32 multicast_count;
    nim_u8 multicast[32][6];
};
#define NIM_NET_PROMISCUOUS 1
#define NIM_NET_ALLMULTI 2

/* An ioctl of the interface, by the personality's own number. `argument` is what follows the interface's name
 * in its request; where that is an address of a program's memory, `data` is that memory's copy. */
struct nim_net_ioctl {
    nim_u32 command;
    nim_u8 argument[16];
    nim_u32 data_bytes;            /* 0: the argument is no address */
    nim_u8 data[NIM_NET_IOCTL_DATA];
};

struct nim_net_stats {
    nim_u32 rx_packets, rx_bytes, rx_errors, rx_dropped;
    nim_u32 tx_packets, tx_bytes, tx_errors, tx_dropped;
};

/* --- character devices --- */
#define NIM_CHAR_NAME 32
#define NIM_CHAR_SETTING 64

/* A device, or what looks like one: its name below /dev or /proc, which the executive may change, and the domain's own
 * number for it, given back when a program opens it. */
struct nim_char_info {
    char name[NIM_CHAR_NAME];
    nim_u32 number;
    nim_u32 tree;                  /* enum nim_char_tree */
};
enum nim_char_tree { NIM_CHAR_DEV, NIM_CHAR_PROC };

struct nim_char_open {
    nim_u32 flags;                 /* NIM_CHAR_* */
    nim_u32 pid;                   /* of the program */
    nim_u32 file;                  /* the domain's own name for the open file, given back in the other upcalls */
};
#define NIM_CHAR_READ 1
#define NIM_CHAR_WRITE 2
#define NIM_CHAR_NONBLOCK 4
#define NIM_CHAR_AGAIN 8           /* it was open when the last driver failed */

struct nim_char_transfer {
    nim_u32 user;                  /* in the program's memory: services user_read, user_write */
    nim_u32 bytes;
    nim_u64 position;              /* the file's; comes back changed */
};

struct nim_char_seek {
    nim_u64 position;              /* comes back changed */
    nim_u32 offset;                /* signed */
    nim_u32 whence;                /* 0 start, 1 here, 2 end */
};

/* A request that no program makes: a setting is told to the driver again. */
struct nim_char_setting {
    nim_u32 request;
    nim_u32 argument;
    nim_u32 bytes;                 /* of data, that the argument means; 0: it is a number */
    nim_u8 data[NIM_CHAR_SETTING];
};

struct nim_char_mapping {
    nim_u32 user, bytes;           /* of the program's memory, whole pages: service user_map fills it */
    nim_u32 first;                 /* page of the device */
    nim_u32 write;
};

enum nim_char_poll { NIM_CHAR_LOOK, NIM_CHAR_WAIT, NIM_CHAR_WAIT_END };

/* --- block devices --- */
#define NIM_BLOCK_RING 8           /* requests that a disk's driver has at a time, a power of two */
#define NIM_BLOCK_SEGMENTS 16      /* of a request */
#define NIM_BLOCK_SEGMENT_BYTES 4096 /* at most, and within one page */
#define NIM_BLOCK_NAME 24

/* What a driver says of its disk. Sectors are of 512 bytes, whatever the device has. */
struct nim_block_shape {
    nim_u64 sectors;               /* 0: no medium, or not known before it is opened */
    nim_u32 sector_bytes;          /* the device's own: the least that it reads or writes */
    nim_u32 most_sectors;          /* of a request */
    nim_u32 minors;                /* numbers that the disk and its partitions take; 1: it is never partitioned */
    nim_u32 flags;                 /* NIM_BLOCK_* */
};
#define NIM_BLOCK_READ_ONLY 1
#define NIM_BLOCK_REMOVABLE 2

struct nim_block_segment {
    nim_u32 address;
    nim_u32 length;                /* a multiple of 512 */
};
struct nim_block_request {
    nim_u64 sector;
    nim_u32 write;
    nim_u32 segment_count;
    struct nim_block_segment segment[NIM_BLOCK_SEGMENTS];
};
struct nim_block_done {
    nim_u32 slot;                  /* index of the request modulo NIM_BLOCK_RING */
    nim_u32 failed;                /* bit per segment that could not be read or written */
};

/* One per disk, in domain memory. Indices run freely and are taken modulo NIM_BLOCK_RING. The executive produces
 * requests; the domain consumes them (tail) and posts each, in any order, in done.
 * To be written: segments are readable where they lie, not writable by the domain.
 * Read: the domain puts the data into memory of its own and that memory's addresses into the segments, before it
 * posts the request; the executive copies them once.
 */
struct nim_block_rings {
    volatile nim_u32 head;         /* executive */
    volatile nim_u32 tail;         /* domain */
    volatile nim_u32 done_head;    /* domain */
    volatile nim_u32 done_tail;    /* executive */
    struct nim_block_request request[NIM_BLOCK_RING];
    struct nim_block_done done[NIM_BLOCK_RING];
};

struct nim_block_info {
    char name[NIM_BLOCK_NAME];     /* below /dev */
    nim_u32 cookie;                /* the domain's own name for the disk, given back in upcalls */
    nim_u32 rings;                 /* address of its struct nim_block_rings, 4-byte aligned, in one block of domain memory */
    struct nim_block_shape shape;
};

/* shape comes back: opening may have found another medium. */
struct nim_block_open {
    nim_u32 write;
    struct nim_block_shape shape;
};

/* --- failures that the personality reports itself (service `fail`) --- */
enum nim_fail_kind {
    NIM_FAIL_BUG = 1,              /* BUG(), or an assertion of the personality */
    NIM_FAIL_PANIC = 2,            /* panic() */
    NIM_FAIL_HEAP = 3,             /* damaged guard, double free, free of a bad pointer */
    NIM_FAIL_STOP_STUB = 4,        /* a symbol that is declared but not implemented was called */
    NIM_FAIL_CONTEXT = 5,          /* slept where sleeping is forbidden */
    NIM_FAIL_TRANSMIT = 6,         /* a transmitter that stopped does not come back */
    NIM_FAIL_IRQS_OFF = 7,         /* virtual interrupts were left off */
    NIM_FAIL_LOCK = 8,             /* a lock taken twice */
    NIM_FAIL_LEAK = 9              /* memory that nobody gave back */
};

/* --- canned failures (upcall `provoke`), in the order `nim fail` lists them --- */
enum nim_provoke_kind {
    NIM_PROVOKE_NULL_WRITE,        /* store through a null pointer */
    NIM_PROVOKE_WILD_WRITE,        /* argument: address to fill with `NIM_PROVOKE_WILD_BYTES` bytes */
    NIM_PROVOKE_WILD_JUMP,         /* argument: address to jump to */
    NIM_PROVOKE_DIVIDE,            /* integer division by zero */
    NIM_PROVOKE_STACK_OVERFLOW,    /* recursion without end */
    NIM_PROVOKE_BAD_STACK,         /* stack pointer set to the argument, then a push */
    NIM_PROVOKE_LOOP,              /* for (;;) */
    NIM_PROVOKE_LOOP_CLI,          /* cli(); for (;;) */
    NIM_PROVOKE_PRIVILEGED,        /* argument: 0 cli 1 hlt 2 mov cr3 3 lidt 4 wrmsr 5 mov dr7 6 clts 7 invlpg 8 lgdt 9 ltr 10 mov cr0 11 sti */
    NIM_PROVOKE_PORT,              /* argument: port number to read */
    NIM_PROVOKE_LEAK,              /* kmalloc until it fails */
    NIM_PROVOKE_DOUBLE_FREE,       /* kfree twice */
    NIM_PROVOKE_BAD_ARGUMENT,      /* a service with a handle it does not own */
    NIM_PROVOKE_BUG,               /* BUG() */
    NIM_PROVOKE_WRITE_AT,          /* argument: address of one 32-bit store (tests of each kind of memory) */
    NIM_PROVOKE_DMA,               /* argument: bus address that the device is sent to instead of its buffers */
    NIM_PROVOKE_COUNT
};
#define NIM_PROVOKE_WILD_BYTES 65536 /* a driver that clears far more than its buffer */

#endif
