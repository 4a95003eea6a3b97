// SPDX-License-Identifier: MIT
// What the executive's system calls need of extensions; nim/ implements it and registers itself.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

enum class ExtensionMode : u8 { native, nooks };

/// The executive never includes nim/: it reaches extensions through this interface alone.
class ExtensionManager {
  public:
    virtual ~ExtensionManager() = default;
    /// Loads a bundle: `name` is a directory /lib/modules/<name> with driver.conf, or a path of a module
    /// object. `parameters` is "a=1 b=2". Says what is wrong in one clear log line and in `message`.
    virtual Result<void> load(const char* name, ExtensionMode mode, const char* parameters, char* message,
                              usize message_size) = 0;
    virtual Result<void> unload(const char* name) = 0;
    /// Writes a text report ("domains", "objects NAME", "quotas NAME", "crossings [NAME]", "failures",
    /// "recovery [NAME]", "modules") into `buffer`; returns the length. Errors: not_found, invalid.
    virtual Result<usize> report(const char* what, char* buffer, usize size) = 0;
    /// Breaks a running extension in a canned way, by the name `nim fail` lists. Errors: not_found, invalid.
    virtual Result<void> provoke(const char* name, const char* kind, u32 argument) = 0;
    /// A program's or user's request to restart an extension as if it had failed.
    virtual Result<void> restart(const char* name) = 0;
    /// Applies a line of a fault plan (docs/fault-injection.md) to a running extension; `message` says what
    /// is wrong. Errors: not_found, invalid, and others that nim/inject.h lists.
    virtual Result<void> inject(const char* name, const char* line, char* message, usize size) = 0;
};

void extension_manager_register(ExtensionManager& manager);
ExtensionManager* extension_manager(); ///< nullptr until registered

/// What an extension loaded from the command line or by the shell runs in unless told otherwise
/// (command line mode=native|nooks; default nooks).
ExtensionMode default_extension_mode();
/// The same for one extension: mode.NAME=native|nooks, else the default.
ExtensionMode extension_mode_of(const char* name);

} // namespace alcove::exec
