// SPDX-License-Identifier: MIT
// Result: a value or an error that cannot be ignored.
#pragma once
#include "lib/types.h"
#include <utility>

namespace alcove {

/// Why something could not be done. The values are Linux's errno numbers (i386), so that the
/// Linux and system-call edges convert by a sign alone; nothing else depends on the numbers.
enum class Error : int {
    none = 0,
    not_permitted = 1,    // EPERM
    not_found = 2,        // ENOENT
    no_process = 3,       // ESRCH
    interrupted = 4,      // EINTR
    io = 5,               // EIO
    no_device_addr = 6,   // ENXIO
    too_big = 7,          // E2BIG
    not_executable = 8,   // ENOEXEC
    bad_descriptor = 9,   // EBADF
    no_child = 10,        // ECHILD
    again = 11,           // EAGAIN
    no_memory = 12,       // ENOMEM
    access = 13,          // EACCES
    bad_address = 14,     // EFAULT
    busy = 16,            // EBUSY
    exists = 17,          // EEXIST
    no_device = 19,       // ENODEV
    not_directory = 20,   // ENOTDIR
    is_directory = 21,    // EISDIR
    invalid = 22,         // EINVAL
    too_many_files = 24,  // EMFILE
    not_tty = 25,         // ENOTTY
    no_space = 28,        // ENOSPC
    read_only = 30,       // EROFS
    pipe = 32,            // EPIPE
    range = 34,           // ERANGE
    name_too_long = 36,   // ENAMETOOLONG
    not_implemented = 38, // ENOSYS
    timed_out = 110,      // ETIMEDOUT
    network_down = 100,   // ENETDOWN
    domain_failed = 121,  // EREMOTEIO: the extension failed during the call
    quota = 122,          // EDQUOT
};

/// -errno, as Linux drivers and system calls return it.
constexpr int to_errno(Error e) { return -static_cast<int>(e); }

template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : value_(std::move(value)), error_(Error::none) {}
    Result(Error error) : value_(), error_(error) {}
    bool ok() const { return error_ == Error::none; }
    explicit operator bool() const { return ok(); }
    Error error() const { return error_; }
    T& value() { return value_; }
    const T& value() const { return value_; }
    T value_or(T other) const { return ok() ? value_ : other; }

  private:
    T value_;
    Error error_;
};

template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(error) {}
    bool ok() const { return error_ == Error::none; }
    explicit operator bool() const { return ok(); }
    Error error() const { return error_; }

  private:
    Error error_ = Error::none;
};

} // namespace alcove
