// SPDX-License-Identifier: MIT
// A folder of a run's own that disappears with it.
#pragma once
#include <string>

namespace alcove::tools {

class TempDir {
  public:
    TempDir() : TempDir("/tmp") {}
    /// In another folder that exists.
    explicit TempDir(const std::string& parent);
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::string& path() const { return path_; }
    std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

/// A folder whose files need no disk, where there is one.
std::string memory_folder();
/// Whole file as a string; throws when it can't be read.
std::string read_file(const std::string& path);
/// Writes (replaces) a file; throws when it can't.
void write_file(const std::string& path, const std::string& text);

} // namespace alcove::tools
