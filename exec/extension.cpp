// SPDX-License-Identifier: MIT
// The registered extension manager and the default mode.
#include "exec/extension.h"
#include "exec/boot_info.h"
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {
ExtensionManager* g_manager;
}

void extension_manager_register(ExtensionManager& manager) { g_manager = &manager; }
ExtensionManager* extension_manager() { return g_manager; }

namespace {

ExtensionMode mode_from(const char* text) {
    return text && strcmp(text, "native") == 0 ? ExtensionMode::native : ExtensionMode::nooks;
}

} // namespace

ExtensionMode default_extension_mode() { return mode_from(boot_option("mode")); }

ExtensionMode extension_mode_of(const char* name) {
    char option[48];
    sniprintf(option, sizeof option, "mode.%s", name);
    const char* own = boot_option(option);
    return own ? mode_from(own) : default_extension_mode();
}

} // namespace alcove::exec
