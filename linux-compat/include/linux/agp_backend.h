/* SPDX-License-Identifier: MIT
 * Graphics apertures. The module agpgart exports what is declared here.
 */
#pragma once
#include <linux/types.h>
#ifndef TRUE
#define FALSE 0
#define TRUE 1
#endif
struct pci_dev;
enum chipset_type {
    NOT_SUPPORTED, INTEL_GENERIC, INTEL_LX, INTEL_BX, INTEL_GX, INTEL_I810, INTEL_I815, INTEL_I820, INTEL_I830_M,
    INTEL_I840, INTEL_I845, INTEL_I850, INTEL_I860, VIA_GENERIC, VIA_VP3, VIA_MVP3, VIA_MVP4, VIA_APOLLO_PRO,
    VIA_APOLLO_KX133, VIA_APOLLO_KT133, SIS_GENERIC, AMD_GENERIC, AMD_IRONGATE, ALI_GENERIC, SVWRKS_GENERIC,
    ALI_M1541, ALI_M1621, ALI_M1631, ALI_M1632, ALI_M1641, ALI_M1644, ALI_M1647, ALI_M1651, SVWRKS_HE, SVWRKS_LE, HP_ZX1
};
typedef struct _agp_version {
    u16 major, minor;
} agp_version;
typedef struct _agp_kern_info {
    agp_version version;
    enum chipset_type chipset;
    int cant_use_aperture, current_memory, max_memory;
    off_t aper_base;
    size_t aper_size;
    unsigned long mode, page_mask;
    struct pci_dev *device;
} agp_kern_info;
typedef struct _agp_memory {
    int key, num_scratch_pages;
    off_t pg_start;
    size_t page_count;
    u32 physical, type;
    u8 is_bound, is_flushed;
    unsigned long *memory;
    struct _agp_memory *next, *prev;
} agp_memory;
/* What agpgart offers by inter_module_get("drm_agp") */
typedef struct {
    int (*acquire)(void);
    void (*release)(void);
    void (*enable)(u32);
    agp_memory *(*allocate_memory)(size_t,u32);
    void (*free_memory)(agp_memory *);
    int (*bind_memory)(agp_memory *,off_t);
    int (*unbind_memory)(agp_memory *);
    void (*copy_info)(agp_kern_info *);
} drm_agp_t;
extern agp_memory *agp_allocate_memory(size_t,u32);
extern int agp_backend_acquire(void);
extern void agp_backend_release(void);
extern int agp_bind_memory(agp_memory *,off_t);
extern void agp_copy_info(agp_kern_info *);
extern void agp_enable(u32);
extern void agp_free_memory(agp_memory *);
extern int agp_unbind_memory(agp_memory *);
