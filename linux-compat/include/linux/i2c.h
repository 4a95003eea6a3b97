/* SPDX-License-Identifier: MIT
 * I2C buses. The module i2c-core exports their functions.
 */
#pragma once
#include <linux/version.h>
#include <linux/types.h>
