// SPDX-License-Identifier: MIT
// The control of result_ignored: a Result that is looked at. must compile
#include "lib/result.h"

alcove::Result<void> attempt();

bool careful() { return attempt().ok(); }
