// SPDX-License-Identifier: MIT
// An initial RAM file system of a run's own: the built one and more files.
#pragma once
#include "tools/common/temp_dir.h"

namespace alcove::tools {

class Initrd {
  public:
    /// Unpacks `base`.
    explicit Initrd(const std::string& base);
    /// Adds a file; `path` without leading slash.
    void add(const std::string& path, const std::string& contents);
    /// Adds lib/modules/NAME with this driver.conf and module object(s) NAME.o.
    void add_bundle(const std::string& name, const std::string& conf, const std::string& object);
    /// Packs it and returns the archive's path, which lives as long as this object.
    std::string pack();

  private:
    TempDir dir_;
};

} // namespace alcove::tools
