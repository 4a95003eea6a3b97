/* SPDX-License-Identifier: MIT
 * The printer driver, of which others use nothing.
 */
#pragma once
#include <linux/types.h>
