// SPDX-License-Identifier: MIT
// A library that reaches up.
#include "exec/high.h"
