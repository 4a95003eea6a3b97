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
#define kdev_t_to_nr(dev) (dev)
#define to_kdev_t(dev) (dev)
