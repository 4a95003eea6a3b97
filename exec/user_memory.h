// SPDX-License-Identifier: MIT
// Memory of the running program: checked copies that survive any pointer.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// The range lies in the user half and does not wrap. Any context.
constexpr bool user_range(VirtAddr address, u32 size) {
    return address <= k_page_offset && size <= k_page_offset - address;
}

/// Errors: bad_address. Thread of a program only.
Result<void> copy_from_user(void* to, VirtAddr from, u32 size);
Result<void> copy_to_user(VirtAddr to, const void* from, u32 size);
/// Copies a string with its NUL; returns its length. Errors: bad_address, name_too_long.
Result<u32> copy_text_from_user(char* to, VirtAddr from, u32 size);

/// Touches each page of the range, so that a call can fail before it has changed anything.
/// A program has one thread, so what is mapped stays mapped during the call.
Result<void> check_readable(VirtAddr address, u32 size);
Result<void> check_writable(VirtAddr address, u32 size);

/// Ranges of program memory that were checked as their type says.
class UserSource {
  public:
    UserSource() = default;
    UserSource(VirtAddr address, u32 size) : address_(address), size_(size) {}
    u32 size() const { return size_; }
    Result<void> copy(u32 offset, void* to, u32 size) const;
    /// The memory itself, for code that works in place while the program waits (exec/net/sockets.h).
    const void* in_place() const { return reinterpret_cast<const void*>(address_); }

  protected:
    VirtAddr address_ = 0;
    u32 size_ = 0;
};

class UserSink {
  public:
    UserSink() = default;
    UserSink(VirtAddr address, u32 size) : address_(address), size_(size) {}
    u32 size() const { return size_; }
    Result<void> fill(u32 offset, const void* from, u32 size) const;
    void* in_place() const { return reinterpret_cast<void*>(address_); }

  protected:
    VirtAddr address_ = 0;
    u32 size_ = 0;
};

class UserBytes : public UserSource {
  public:
    using UserSource::UserSource;
    Result<void> fill(u32 offset, const void* from, u32 size) const;
};

} // namespace alcove::exec
