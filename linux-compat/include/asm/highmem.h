/* SPDX-License-Identifier: MIT
 * High memory, of which there is none.
 */
#pragma once
#include <linux/highmem.h>
