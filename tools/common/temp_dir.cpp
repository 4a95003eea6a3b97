// SPDX-License-Identifier: MIT
// Temporary folders and whole-file reads and writes.
#include "tools/common/temp_dir.h"
#include "tools/common/error.h"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace alcove::tools {

TempDir::TempDir(const std::string& parent) {
    // Short on purpose: a unix socket's path may not be longer than 107 characters.
    std::string name = parent + "/alcove.XXXXXX";
    if (!mkdtemp(name.data())) fail_errno("making a folder in " + parent);
    path_ = name;
}

std::string memory_folder() { return access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"; }

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) fail_errno("reading " + path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.flush();
    if (!out) fail_errno("writing " + path);
}

} // namespace alcove::tools
