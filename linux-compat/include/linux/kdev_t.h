/* SPDX-License-Identifier: MIT
 * Device numbers.
 */
#pragma once
#include <linux/types.h>
#define MINORBITS 8
#define MINORMASK ((1U << MINORBITS) - 1)
#define MAJOR(dev) ((unsigned int)((dev) >> MINORBITS))
#define MINOR(dev) ((unsigned int)((dev) & MINORMASK))
#define MKDEV(ma, mi) ((kdev_t)(((ma) << MINORBITS) | (mi)))
#define NODEV 0
/* as 2.5 came to spell them */
#define major(d) MAJOR(d)
#define minor(d) MINOR(d)
static inline unsigned int kdev_t_to_nr(kdev_t dev) { return dev; }
static inline kdev_t to_kdev_t(int dev) { return dev; }
/* A device's name for messages, in a buffer that the next call takes: "08:01". */
extern const char *kdevname(kdev_t dev);
extern const char *bdevname(kdev_t dev);
