/* SPDX-License-Identifier: MIT
 * Numbers of system calls, which a driver does not make.
 */
#pragma once
#include <linux/types.h>
