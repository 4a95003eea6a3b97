// SPDX-License-Identifier: MIT
// Checked copies between the executive and the running program.
#include "exec/user_memory.h"
#include "arch/x86/api/user.h"
#include <algorithm>

namespace alcove::exec {

namespace {

void* user_pointer(VirtAddr address) { return reinterpret_cast<void*>(address); }

/// Calls f(address) for one byte in each page of the range, until it says false.
template <typename F>
Result<void> for_each_page(VirtAddr address, u32 size, F f) {
    if (!user_range(address, size)) return Error::bad_address;
    const VirtAddr end = address + size;
    for (VirtAddr at = address; at < end; at = round_down(at, k_page_size) + k_page_size) {
        if (!f(at)) return Error::bad_address;
    }
    return {};
}

bool readable(VirtAddr at) {
    u8 byte;
    return arch::copy_from_user_raw(&byte, user_pointer(at), 1);
}

/// Writes back what is there: the only question that the processor answers for certain.
bool writable(VirtAddr at) {
    u8 byte;
    return arch::copy_from_user_raw(&byte, user_pointer(at), 1) &&
           arch::copy_to_user_raw(user_pointer(at), &byte, 1);
}

} // namespace

Result<void> copy_from_user(void* to, VirtAddr from, u32 size) {
    if (!user_range(from, size)) return Error::bad_address;
    if (!arch::copy_from_user_raw(to, user_pointer(from), size)) return Error::bad_address;
    return {};
}

Result<void> copy_to_user(VirtAddr to, const void* from, u32 size) {
    if (!user_range(to, size)) return Error::bad_address;
    if (!arch::copy_to_user_raw(user_pointer(to), from, size)) return Error::bad_address;
    return {};
}

Result<u32> copy_text_from_user(char* to, VirtAddr from, u32 size) {
    if (!user_range(from, 1)) return Error::bad_address;
    // Text that would run into the kernel half has no end of its own: stop right before it.
    const u32 room = std::min<u32>(size, k_page_offset - from);
    const int length = arch::strncpy_from_user_raw(to, static_cast<const char*>(user_pointer(from)), room);
    if (length >= 0) return static_cast<u32>(length);
    return check_readable(from, room) && room == size ? Error::name_too_long : Error::bad_address;
}

Result<void> check_readable(VirtAddr address, u32 size) { return for_each_page(address, size, readable); }
Result<void> check_writable(VirtAddr address, u32 size) { return for_each_page(address, size, writable); }

Result<void> UserSource::copy(u32 offset, void* to, u32 size) const {
    if (offset > size_ || size > size_ - offset) return Error::bad_address;
    return copy_from_user(to, address_ + offset, size);
}

Result<void> UserSink::fill(u32 offset, const void* from, u32 size) const {
    if (offset > size_ || size > size_ - offset) return Error::bad_address;
    return copy_to_user(address_ + offset, from, size);
}

Result<void> UserBytes::fill(u32 offset, const void* from, u32 size) const {
    return UserSink(address_, size_).fill(offset, from, size);
}

} // namespace alcove::exec
