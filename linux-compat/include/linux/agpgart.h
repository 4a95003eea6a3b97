/* SPDX-License-Identifier: MIT
 * Graphics apertures, as programs use them, and what their driver keeps of programs.
 */
#pragma once
#include <linux/agp_backend.h>
#include <linux/ioctl.h>
#include <asm/pgtable.h>
#include <asm/semaphore.h>

/* What is handed over with a request */
typedef struct _agp_info {
    agp_version version;
    __u32 bridge_id, agp_mode;
    off_t aper_base;
    size_t aper_size, pg_total, pg_system, pg_used;
} agp_info;
typedef struct _agp_setup { __u32 agp_mode; } agp_setup;
typedef struct _agp_segment { off_t pg_start; size_t pg_count; int prot; } agp_segment;
typedef struct _agp_region { pid_t pid; size_t seg_count; struct _agp_segment *seg_list; } agp_region;
typedef struct _agp_allocate { int key; size_t pg_count; __u32 type, physical; } agp_allocate;
typedef struct _agp_bind { int key; off_t pg_start; } agp_bind;
typedef struct _agp_unbind { int key; __u32 priority; } agp_unbind;

/* Requests carry the size of a pointer, not that of what it points to. */
enum lx_agp_requests {
    LX_AGP_INFO, LX_AGP_ACQUIRE, LX_AGP_RELEASE, LX_AGP_SETUP, LX_AGP_RESERVE, LX_AGP_PROTECT, LX_AGP_ALLOCATE,
    LX_AGP_DEALLOCATE, LX_AGP_BIND, LX_AGP_UNBIND
};
#define AGPIOC_ACQUIRE _IO('A', LX_AGP_ACQUIRE)
#define AGPIOC_RELEASE _IO('A', LX_AGP_RELEASE)
#define AGPIOC_INFO _IOR('A', LX_AGP_INFO, agp_info *)
#define AGPIOC_SETUP _IOW('A', LX_AGP_SETUP, agp_setup *)
#define AGPIOC_RESERVE _IOW('A', LX_AGP_RESERVE, agp_region *)
#define AGPIOC_PROTECT _IOW('A', LX_AGP_PROTECT, agp_region *)
#define AGPIOC_ALLOCATE _IOWR('A', LX_AGP_ALLOCATE, agp_allocate *)
#define AGPIOC_DEALLOCATE _IOW('A', LX_AGP_DEALLOCATE, int)
#define AGPIOC_BIND _IOW('A', LX_AGP_BIND, agp_bind *)
#define AGPIOC_UNBIND _IOW('A', LX_AGP_UNBIND, agp_unbind *)
#define AGP_DEVICE "/dev/agpgart"
#define AGPGART_MINOR 175

/* The driver's own: who has opened it, and what of the aperture he may map. */
typedef struct _agp_segment_priv { off_t pg_start; size_t pg_count; pgprot_t prot; } agp_segment_priv;
typedef struct _agp_client {
    struct _agp_client *next, *prev;
    pid_t pid;
    int num_segments;
    agp_segment_priv **segments;
} agp_client;
typedef struct _agp_controller {
    struct _agp_controller *next, *prev;
    pid_t pid;
    int num_clients;
    agp_memory *pool;
    agp_client *clients;
} agp_controller;
typedef struct _agp_file_private { struct _agp_file_private *next, *prev; pid_t my_pid; long access_flags; } agp_file_private;
/* Bits of access_flags, by number */
enum { AGP_FF_ALLOW_CLIENT, AGP_FF_ALLOW_CONTROLLER, AGP_FF_IS_CLIENT, AGP_FF_IS_CONTROLLER, AGP_FF_IS_VALID };
struct agp_front_data {
    struct semaphore agp_mutex;
    agp_controller *current_controller, *controllers;
    agp_file_private *file_priv_list;
    u8 used_by_controller, backend_acquired;
};
/* Of the one such structure there is, which its driver calls agp_fe */
#define AGP_LOCK_INIT() sema_init(&agp_fe.agp_mutex, 1)
#define AGP_LOCK() down(&agp_fe.agp_mutex)
#define AGP_UNLOCK() up(&agp_fe.agp_mutex)
