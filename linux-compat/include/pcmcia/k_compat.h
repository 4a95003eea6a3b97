/* SPDX-License-Identifier: MIT
 * What card drivers used to differ in from kernel to kernel.
 */
#pragma once
#include <linux/version.h>
#include <linux/types.h>
