// SPDX-License-Identifier: MIT
// System calls: the register frame of `int 0x80`, the handlers of syscalls.def, counts and names.
#pragma once
#include "arch/x86/api/trap.h"
#include "exec/abi/syscall.h"
#include "exec/user_memory.h"

namespace alcove::exec {

/// Name of a system call for traces, or nullptr.
const char* syscall_name(u32 number);
/// Calls made since boot.
u32 syscall_count(u32 number);

#define SYS_H_value(T) T
#define SYS_H_text(T) const char*
#define SYS_H_in(T) const T&
#define SYS_H_out(T) T&
#define SYS_H_bytes_in(T) const UserSource&
#define SYS_H_bytes_out(T) const UserSink&
#define SYS_H_bytes_inout(T) const UserBytes&

// i32 syscall_NAME(...) for each row; syscall_*.cpp define them by subject.
#define SYSCALL0(name, number) i32 syscall_##name();
#define SYSCALL1(name, number, k1, t1, n1) i32 syscall_##name(SYS_H_##k1(t1) n1);
#define SYSCALL2(name, number, k1, t1, n1, k2, t2, n2)                                                       \
    i32 syscall_##name(SYS_H_##k1(t1) n1, SYS_H_##k2(t2) n2);
#define SYSCALL3(name, number, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                           \
    i32 syscall_##name(SYS_H_##k1(t1) n1, SYS_H_##k2(t2) n2, SYS_H_##k3(t3) n3);
#define SYSCALL4(name, number, k1, t1, n1, k2, t2, n2, k3, t3, n3, k4, t4, n4)                               \
    i32 syscall_##name(SYS_H_##k1(t1) n1, SYS_H_##k2(t2) n2, SYS_H_##k3(t3) n3, SYS_H_##k4(t4) n4);
#include "exec/abi/syscalls.def"
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3
#undef SYSCALL4

/// A handler's end: the value, or -errno.
template <typename T>
i32 syscall_result(const Result<T>& r) {
    return r ? static_cast<i32>(r.value()) : to_errno(r.error());
}
inline i32 syscall_result(const Result<void>& r) { return to_errno(r.error()); }

} // namespace alcove::exec
