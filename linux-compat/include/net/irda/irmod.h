/* SPDX-License-Identifier: MIT
 * The infrared stack as a module.
 */
#pragma once
#include <net/irda/irda.h>
