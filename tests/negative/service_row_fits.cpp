// SPDX-License-Identifier: MIT
// The control of service_row_misfits: a row that fits its function. must compile
#include "nim/service.h"

using namespace alcove;
using namespace alcove::nim;

static Result<void> function(Caller&, u32, u32&) { return {}; }

auto entry = Service<0, ServiceContext::any, function, kind::value<u32>, kind::out<u32>>::run;
