// SPDX-License-Identifier: MIT
// A Result that nobody looks at. must fail: ignoring returned value
#include "lib/result.h"

alcove::Result<void> attempt();

void careless() { attempt(); }
