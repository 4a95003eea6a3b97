// SPDX-License-Identifier: MIT
// System calls on processes, memory and time.
#include "exec/clock.h"
#include "exec/process.h"
#include "exec/syscall.h"
#include "exec/tty.h"
#include <stdlib.h>

namespace alcove::exec {

i32 syscall_exit(i32 status) { process_exit(status & 0xFF); }

i32 syscall_spawn(const char* path, const UserSource& arguments, const alcove_spawn& how) {
    Process& self = *Process::current();
    if (arguments.size() > ALCOVE_ARGUMENTS_MAX) return to_errno(Error::too_big);
    ProcessRequest request = {.path = path,
                              .arguments = nullptr,
                              .arguments_size = arguments.size(),
                              .files = {},
                              .parent = &self,
                              .job = how.job == ALCOVE_JOB_SAME ? self.job : how.job,
                              .foreground = (how.flags & ALCOVE_SPAWN_FOREGROUND) != 0};
    if (request.job < 0 || (how.flags & ~u32{ALCOVE_SPAWN_FOREGROUND})) return to_errno(Error::invalid);
    for (u32 i = 0; i < 3; i++) {
        if (how.fds[i] == -1) continue;
        request.files[i] = self.files.at(how.fds[i]);
        if (!request.files[i]) return to_errno(Error::bad_descriptor);
    }
    char* copy = static_cast<char*>(malloc(arguments.size()));
    if (!copy) return to_errno(Error::no_memory);
    request.arguments = copy;
    const Result<void> copied = arguments.copy(0, copy, arguments.size());
    const Result<Process*> child = copied ? Process::start(request) : copied.error();
    free(copy);
    // The child can't vanish: only its parent, busy here, may take it away.
    return child ? child.value()->pid : to_errno(child.error());
}

i32 syscall_wait(i32 pid, u32 flags, i32& status) {
    return syscall_result(process_wait(*Process::current(), pid, flags & ALCOVE_WAIT_NOHANG, status));
}

i32 syscall_kill(i32 pid, i32 signal) {
    if (signal <= 0 || signal > 127) return to_errno(Error::invalid);
    return syscall_result(process_kill(pid, signal));
}

i32 syscall_getpid() { return Process::current()->pid; }

i32 syscall_sbrk(i32 increment, u32& before) {
    const Result<VirtAddr> r = Process::current()->space.grow_heap(increment);
    if (!r) return to_errno(r.error());
    before = r.value();
    return 0;
}

i32 syscall_sleep_ms(u32 milliseconds) {
    return thread_sleep_ms(milliseconds) ? 0 : to_errno(Error::interrupted);
}

i32 syscall_clock(alcove_clock& now) {
    now = {now_ns(), unix_time(), tsc_khz()};
    return 0;
}

i32 syscall_processes(const UserSink& table) {
    constexpr u32 k_max = 64;
    struct List {
        alcove_process entries[k_max];
        u32 count, room;
    };
    List* list = static_cast<List*>(malloc(sizeof(List)));
    if (!list) return to_errno(Error::no_memory);
    list->count = 0;
    list->room = table.size() / sizeof(alcove_process);
    if (list->room > k_max) list->room = k_max;
    process_for_each(
        [](const alcove_process& info, void* argument) {
            List& to = *static_cast<List*>(argument);
            if (to.count < to.room) to.entries[to.count++] = info;
        },
        list);
    const u32 count = list->count;
    const Result<void> r = table.fill(0, list->entries, count * sizeof(alcove_process));
    free(list);
    return r ? static_cast<i32>(count) : to_errno(r.error());
}

i32 syscall_foreground(i32 job) {
    if (job < 0) return to_errno(Error::invalid);
    tty_set_foreground(job);
    return 0;
}

} // namespace alcove::exec
