// SPDX-License-Identifier: MIT
// The PS/2 keyboard: scan codes in, the bytes of an ANSI terminal out.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// Starts to deliver typed bytes to `sink`, in interrupt context. Errors: no_device, busy.
Result<void> keyboard_start(void (*sink)(u8 byte));

} // namespace alcove::exec
