// SPDX-License-Identifier: MIT
// The executive looking behind the architecture's facade, and for a header that isn't there.
#include "arch/x86/inside.h"
#include "exec/missing.h"
