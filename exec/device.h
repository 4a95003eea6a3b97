// SPDX-License-Identifier: MIT
// Names in /dev: whoever has a device adds it here, and programs open it by its name.
#pragma once
#include "exec/user_file.h"
#include <atomic>

namespace alcove::exec {

/// What lies behind a name. The name and each open file hold a reference; the last one deletes it.
class Device {
  public:
    Device() = default;
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    /// A program opens it; `flags`: ALCOVE_OPEN_*. May sleep. Errors: the device's own.
    virtual Result<File*> open(u32 flags) = 0;

    void ref() { references_++; }
    /// May sleep.
    void unref() {
        if (--references_ == 0) delete this;
    }

  protected:
    virtual ~Device() = default;

  private:
    std::atomic<u32> references_{1};
};

/// The device appears as /dev/NAME, or below another directory of the root; the name may have directories.
/// The name takes a reference of its own. Thread context. Errors: exists, no_memory, name_too_long.
Result<void> device_add(const char* name, Device& device, const char* root = "dev");
/// Takes the device's names away; who has it open keeps it. Thread context.
void device_remove(Device& device);

/// The executive's own files, for programs that it starts itself.
Result<File*> open_console();
Result<File*> open_null();
/// Adds /dev/console, /dev/null and /dev/zero. Boot, after the file system has its archive.
void devices_init();

} // namespace alcove::exec
