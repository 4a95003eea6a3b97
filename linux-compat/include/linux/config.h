/* SPDX-License-Identifier: MIT
 * The configuration that drivers see.
 */
#pragma once
#include <linux/autoconf.h>
