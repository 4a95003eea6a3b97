// SPDX-License-Identifier: MIT
// The initial RAM file system: a ustar archive from a boot module, read-only, plus /dev nodes.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

struct FileView {
    const u8* data; ///< in the linear map, for ever
    u32 size;
};

/// A whole regular file in place, without copying. Errors: not_found, is_directory. Any context.
Result<FileView> vfs_view(const char* path);

/// Calls f for each entry directly below `directory`. Errors: not_found, not_directory.
Result<void> vfs_list(const char* directory,
                      void (*f)(const char* name, bool directory, u32 size, void* argument), void* argument);

} // namespace alcove::exec
