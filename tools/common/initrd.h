// SPDX-License-Identifier: MIT
// An initial RAM file system of a run's own: the built one and more files.
#pragma once
#include "tools/common/temp_dir.h"
#include <vector>

namespace alcove::tools {

class Initrd {
  public:
    /// Unpacks `base`.
    explicit Initrd(const std::string& base);
    /// Adds a file; `path` without leading slash.
    void add(const std::string& path, const std::string& contents);
    /// Adds lib/modules/NAME with this driver.conf and module object(s) NAME.o.
    void add_bundle(const std::string& name, const std::string& conf, const std::string& object);
    /// What is there: names in a folder, a file's contents.
    std::vector<std::string> list(const std::string& folder) const;
    bool has(const std::string& path) const;
    std::string read(const std::string& path) const;
    /// A file, or a folder with all in it.
    void remove(const std::string& path);
    /// Packs it and returns the archive's path, which lives as long as this object.
    std::string pack();

  private:
    TempDir dir_;
};

} // namespace alcove::tools
