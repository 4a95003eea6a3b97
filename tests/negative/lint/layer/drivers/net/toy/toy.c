/* SPDX-License-Identifier: MIT
 * A driver that reaches into the executive. */
#include "exec/high.h"
