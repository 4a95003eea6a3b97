// SPDX-License-Identifier: MIT
// System-call dispatch: the table that syscalls.def generates, and the entry from arch/x86.
#include "exec/syscall.h"
#include "arch/x86/api/trap.h"
#include "exec/log.h"
#include "exec/process.h"
#include "exec/syscall_arguments.h"

namespace alcove::exec {

namespace {

struct Row {
    const char* name;
    i32 (*enter)(const u32* registers);
};

#define SYSCALL0(name, number) [number] = {#name, arguments::enter<&syscall_##name>},
#define SYSCALL1(name, number, k1, t1, n1)                                                                   \
    [number] = {#name, arguments::enter<&syscall_##name, arguments::k1<t1>>},
#define SYSCALL2(name, number, k1, t1, n1, k2, t2, n2)                                                       \
    [number] = {#name, arguments::enter<&syscall_##name, arguments::k1<t1>, arguments::k2<t2>>},
#define SYSCALL3(name, number, k1, t1, n1, k2, t2, n2, k3, t3, n3)                                           \
    [number] = {#name,                                                                                       \
                arguments::enter<&syscall_##name, arguments::k1<t1>, arguments::k2<t2>, arguments::k3<t3>>},
#define SYSCALL4(name, number, k1, t1, n1, k2, t2, n2, k3, t3, n3, k4, t4, n4)                               \
    [number] = {#name, arguments::enter<&syscall_##name, arguments::k1<t1>, arguments::k2<t2>,               \
                                        arguments::k3<t3>, arguments::k4<t4>>},
const Row k_rows[ALCOVE_SYS_COUNT] = {
#include "exec/abi/syscalls.def"
};
#undef SYSCALL0
#undef SYSCALL1
#undef SYSCALL2
#undef SYSCALL3
#undef SYSCALL4

u32 g_counts[ALCOVE_SYS_COUNT];

} // namespace

const char* syscall_name(u32 number) { return number < ALCOVE_SYS_COUNT ? k_rows[number].name : nullptr; }

u32 syscall_count(u32 number) { return number < ALCOVE_SYS_COUNT ? g_counts[number] : 0; }

} // namespace alcove::exec

/// Runs on the program's kernel stack, interrupts on.
extern "C" alcove::i32 syscall_dispatch(SyscallFrame* frame) {
    using namespace alcove;
    using namespace alcove::exec;
    i32 result = to_errno(Error::not_implemented);
    if (frame->eax < ALCOVE_SYS_COUNT && k_rows[frame->eax].enter) {
        g_counts[frame->eax]++;
        result = k_rows[frame->eax].enter(&frame->ebx);
    }
    process_before_user_return();
    return result;
}
