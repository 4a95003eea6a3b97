// SPDX-License-Identifier: MIT
// A character device in /dev: files of programs over a CharDriver.
#pragma once
#include "exec/char/driver.h"
#include "exec/device.h"

namespace alcove::exec {

class CharDevice final : public Device {
  public:
    /// Makes a device; the caller has the first reference. `driver` stays until its unused() is called.
    /// Errors: no_memory.
    static Result<CharDevice*> create(CharDriver& driver);
    Result<File*> open(u32 flags) override;

  private:
    explicit CharDevice(CharDriver& driver) : driver_(driver) {}
    ~CharDevice() override { driver_.unused(); }
    CharDriver& driver_;
};

} // namespace alcove::exec
