// SPDX-License-Identifier: MIT
// A row of services.def that doesn't fit its function. must fail: row of services.def does not fit its
// function
#include "nim/service.h"

using namespace alcove;
using namespace alcove::nim;

static Result<void> function(Caller&, u32, u32&) { return {}; }

auto entry = Service<0, ServiceContext::any, function, kind::value<u32>>::run;
