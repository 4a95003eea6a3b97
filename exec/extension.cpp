// SPDX-License-Identifier: MIT
// The registered extension manager and the default mode.
#include "exec/extension.h"
#include "exec/boot_info.h"
#include <string.h>

namespace alcove::exec {
namespace {
ExtensionManager* g_manager;
}

void extension_manager_register(ExtensionManager& manager) { g_manager = &manager; }
ExtensionManager* extension_manager() { return g_manager; }

ExtensionMode default_extension_mode() {
    const char* mode = boot_option("mode");
    return mode && strcmp(mode, "native") == 0 ? ExtensionMode::native : ExtensionMode::nooks;
}

} // namespace alcove::exec
