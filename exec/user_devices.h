// SPDX-License-Identifier: MIT
// The devices that programs find in /dev.
#pragma once
#include "exec/user_file.h"
#include <span>

namespace alcove::exec {

struct DeviceNode {
    const char* path;
    Result<File*> (*open)();
};

extern const std::span<const DeviceNode> k_device_nodes;

/// The executive's own handles, for programs that it starts itself.
Result<File*> open_console();
Result<File*> open_null();

} // namespace alcove::exec
