// SPDX-License-Identifier: MIT
// Half of a cycle.
#include "lib/a.h"
