/* SPDX-License-Identifier: MIT
 * The version of the interface: 2.4.18.
 */
#pragma once
#define KERNEL_VERSION(a, b, c) (((a) << 16) | ((b) << 8) | (c))
#define LINUX_VERSION_CODE 132114

#define UTS_RELEASE "2.4.18"
