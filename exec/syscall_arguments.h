// SPDX-License-Identifier: MIT
// How each kind of a system call's parameter comes out of the registers, is checked and goes back.
#pragma once
#include "exec/abi/syscall.h"
#include "exec/user_memory.h"
#include <tuple>
#include <type_traits>

namespace alcove::exec::arguments {

/// Each kind: `Type` is the handler's parameter, load() takes registers and checks, get() hands over,
/// store() writes results after the handler succeeded.
struct NoStore {
    Result<void> store() { return {}; }
};

template <typename T>
struct value : NoStore {
    static_assert(sizeof(T) == 4 && std::is_integral_v<T>);
    using Type = T;
    Result<void> load(const u32*& registers) {
        value_ = static_cast<T>(*registers++);
        return {};
    }
    T get() { return value_; }
    T value_;
};

template <typename T>
struct text : NoStore {
    static_assert(std::is_same_v<T, char>);
    using Type = const char*;
    Result<void> load(const u32*& registers) {
        const Result<u32> length = copy_text_from_user(text_, *registers++, sizeof text_);
        return length ? Result<void>{} : length.error();
    }
    const char* get() { return text_; }
    char text_[ALCOVE_TEXT_MAX];
};

template <typename T>
struct in : NoStore {
    using Type = const T&;
    Result<void> load(const u32*& registers) { return copy_from_user(&value_, *registers++, sizeof value_); }
    const T& get() { return value_; }
    T value_;
};

template <typename T>
struct out {
    using Type = T&;
    Result<void> load(const u32*& registers) {
        address_ = *registers++;
        return check_writable(address_, sizeof value_);
    }
    T& get() { return value_; }
    Result<void> store() { return copy_to_user(address_, &value_, sizeof value_); }
    VirtAddr address_;
    T value_{}; ///< zeroed: nothing of the executive's stack may leave with it
};

template <typename Range, Result<void> (*Check)(VirtAddr, u32)>
struct Bytes : NoStore {
    using Type = const Range&;
    Result<void> load(const u32*& registers) {
        const VirtAddr address = *registers++;
        const u32 size = *registers++;
        range_ = Range(address, size);
        return Check(address, size);
    }
    const Range& get() { return range_; }
    Range range_;
};

template <typename T>
using bytes_in = Bytes<UserSource, check_readable>;
template <typename T>
using bytes_out = Bytes<UserSink, check_writable>;
template <typename T>
using bytes_inout = Bytes<UserBytes, check_writable>;

/// The checked entry of one call: decode and check everything, act, hand back.
template <auto Handler, typename... Arguments>
i32 enter(const u32* registers) {
    static_assert(std::is_same_v<decltype(Handler), i32 (*)(typename Arguments::Type...)>,
                  "the handler's signature differs from its row in syscalls.def");
    std::tuple<Arguments...> all;
    return std::apply(
        [&](auto&... each) -> i32 {
            Result<void> status;
            (void)((status = each.load(registers), status.ok()) && ...);
            if (!status) return to_errno(status.error());
            const i32 result = Handler(each.get()...);
            if (result < 0) return result;
            (void)((status = each.store(), status.ok()) && ...);
            return status ? result : to_errno(status.error());
        },
        all);
}

} // namespace alcove::exec::arguments
