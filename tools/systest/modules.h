// SPDX-License-Identifier: MIT
// The initial RAM file system with the test extensions of tests/system/modules.
#pragma once
#include "tools/common/initrd.h"
#include "tools/systest/test.h"

namespace alcove::systest {

class TestInitrd : public Initrd {
  public:
    explicit TestInitrd(const Test& test);
    /// An object that the build made: build/modules/NAME.o.
    static std::string object(const std::string& name);
    /// driver.conf of a test extension or of a driver.
    static std::string conf(const std::string& name);
};

} // namespace alcove::systest
