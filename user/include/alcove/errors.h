// SPDX-License-Identifier: MIT
// From the executive's error numbers (Linux's) to newlib's errno, and to words.
#pragma once

namespace alcove::user {

/// newlib has no number for it: an extension failed during the call.
constexpr int k_extension_failed = 3001;
/// gethostbyname found no such name; ENOENT would speak of a file.
constexpr int k_unknown_host = 3002;

/// A system call's result as POSIX wants it: -1 with errno set, or the result.
int posix(int result);
/// The text for an errno, extension failures included.
const char* error_text(int number);

} // namespace alcove::user
