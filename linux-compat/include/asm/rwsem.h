/* SPDX-License-Identifier: MIT
 * Read-write semaphores are in linux/rwsem.h.
 */
#pragma once
#include <linux/rwsem.h>
