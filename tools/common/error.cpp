// SPDX-License-Identifier: MIT
// Errors of the host tools: the message of a failed system call.
#include "tools/common/error.h"
#include <cerrno>
#include <cstring>

namespace alcove::tools {

void fail_errno(const std::string& what) { fail("{}: {}", what, std::strerror(errno)); }

} // namespace alcove::tools
