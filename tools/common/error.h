// SPDX-License-Identifier: MIT
// Errors of the host tools: one exception type, caught in main and printed as one line.
#pragma once
#include <stdexcept>
#include <string>
#include <utility>
#include <fmt/format.h>

namespace alcove::tools {

/// Something a person has to know; what() is the whole message.
class Error : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Throws an Error with a formatted message.
template <typename... Arguments>
[[noreturn]] void fail(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    throw Error(fmt::format(format, std::forward<Arguments>(arguments)...));
}

/// Throws an Error that names the failed operation and errno.
[[noreturn]] void fail_errno(const std::string& what);

/// Exit status of a tool that was called in a wrong way.
constexpr int k_usage_error = 2;

} // namespace alcove::tools
