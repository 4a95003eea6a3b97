// SPDX-License-Identifier: MIT
// Processes: starting, ending, waiting, killing.
#include "exec/process.h"
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/paging.h"
#include "arch/x86/api/user.h"
#include "exec/assert.h"
#include "exec/clock.h"
#include "exec/elf_exec.h"
#include "exec/log.h"
#include "exec/recovery_agent.h"
#include "exec/tty.h"
#include <algorithm>
#include <new>
#include <stdlib.h>
#include <string.h>
#include <utility>

namespace alcove::exec {

namespace {

List<Process, &Process::all_link> g_processes;
i32 g_next_pid = 1;

/// What the new thread needs to enter the program.
struct Entry {
    VirtAddr eip, esp;
};

/// The stack as crt0 finds it: argc, argv[0..argc-1], nullptr; the strings above. Returns esp.
Result<VirtAddr> build_stack(AddressSpace& space, const char* arguments, u32 size) {
    if (size > ALCOVE_ARGUMENTS_MAX) return Error::too_big;
    if (size == 0 || arguments[size - 1] != '\0') return Error::invalid;
    const VirtAddr low = k_user_stack_top - k_user_stack_bytes;
    if (const Result<void> r = space.map(low, k_user_stack_bytes, true); !r) return r.error();
    const VirtAddr strings = round_down(k_user_stack_top - size, 16);
    if (const Result<void> r = space.write(strings, arguments, size); !r) return r.error();

    const u32 argc = static_cast<u32>(std::count(arguments, arguments + size, '\0'));
    const VirtAddr esp = round_down(strings - (argc + 2) * 4, 16);
    (void)space.write(esp, &argc, sizeof argc);
    VirtAddr slot = esp + 4;
    for (u32 at = 0; at < size; at += strlen(arguments + at) + 1, slot += 4) {
        const VirtAddr argument = strings + at;
        (void)space.write(slot, &argument, sizeof argument);
    }
    return esp;
}

Process* find_process(i32 pid) {
    for (Process* p = g_processes.front(); p; p = g_processes.next(*p)) {
        if (p->pid == pid) return p;
    }
    return nullptr;
}

Result<Entry> load_program(const ProcessRequest& request, Process& process) {
    const Result<FileView> file = vfs_view(request.path);
    if (!file) return file.error() == Error::invalid ? Error::access : file.error();
    if (const Result<void> r = process.space.create(); !r) return r.error();
    const Result<VirtAddr> eip = elf_load(request.path, file.value(), process.space);
    if (!eip) return eip.error();
    const Result<VirtAddr> esp = build_stack(process.space, request.arguments, request.arguments_size);
    if (!esp) return esp.error();
    return Entry{eip.value(), esp.value()};
}

const char* last_part(const char* path) {
    const char* slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void kill_locked(Process& p, i32 signal) {
    if (p.ended || !p.thread) return;
    if (p.killed_by == 0) p.killed_by = signal;
    p.thread->kill_pending = true;
    interrupt_sleep(*p.thread);
}

/// Children that ended go, those alive become nobody's.
void abandon_children(const Process& parent) {
    g_processes.for_each([&](Process& p) {
        if (p.parent != &parent) return;
        p.parent = nullptr;
        if (!p.ended) return;
        p.all_link.unlink();
        delete &p;
    });
}

} // namespace

Result<Process*> Process::start(const ProcessRequest& request) {
    Process* process = new (std::nothrow) Process;
    void* fpu = calloc(1, arch::k_fpu_state_size);
    if (!process || !fpu) {
        delete process;
        free(fpu);
        return Error::no_memory;
    }
    Result<Entry> entry = load_program(request, *process);
    Entry* start = entry ? new (std::nothrow) Entry(entry.value()) : nullptr;
    if (entry && !start) entry = Error::no_memory;
    // Interrupts stay off until the thread knows its process, or it might run before.
    IrqGuard guard;
    Result<Thread*> thread = Error::no_memory;
    if (entry) thread = Thread::create(last_part(request.path), priority::user, Process::main, start);
    if (!thread) {
        const Error error = entry ? thread.error() : entry.error();
        delete process;
        delete start;
        free(fpu);
        return error;
    }
    arch::fpu_init_state(fpu);
    strlcpy(process->name, last_part(request.path), sizeof process->name);
    process->pid = g_next_pid++;
    process->job = request.job == ALCOVE_JOB_NEW ? process->pid : request.job;
    process->parent = request.parent;
    process->on_exit = request.on_exit;
    process->argument = request.argument;
    process->thread = thread.value();
    for (i32 fd = 0; fd < 3; fd++) {
        if (request.files[fd]) (void)process->files.put(fd, &request.files[fd]->ref());
    }
    process->thread->process = process;
    process->thread->fpu_state = fpu;
    process->thread->page_directory = process->space.directory();
    g_processes.push_back(*process);
    if (request.foreground) tty_set_foreground(process->job);
    return process;
}

void Process::main(void* start) {
    const Entry entry = *static_cast<Entry*>(start);
    delete static_cast<Entry*>(start);
    process_before_user_return(); // killed before its first instruction
    arch::enter_user(entry.eip, entry.esp);
}

void process_exit(i32 status) {
    Thread& thread = *Thread::current();
    Process* self = thread.process;
    ALCOVE_ASSERT(self && !thread.xpc);
    {
        IrqGuard guard;
        self->thread = nullptr; // nobody kills it any more: closing files may sleep
        recovery_agent_ended(*self);
        thread.kill_pending = thread.wake_interrupted = false;
        thread.page_directory = arch::kernel_directory();
        arch::load_directory(arch::kernel_directory());
    }
    self->mappings.unmap_all();
    self->files.close_all();
    self->space.destroy();
    const i32 pid = self->pid;
    const auto on_exit = self->on_exit;
    void* const argument = self->argument;
    {
        IrqGuard guard;
        self->status = status;
        self->ended = true;
        thread.process = nullptr;
        abandon_children(*self);
        if (self->parent) {
            self->parent->child_ended.wake_all();
        } else {
            self->all_link.unlink();
            delete self;
        }
    }
    if (on_exit) on_exit(pid, status, argument);
    thread_exit();
}

Result<void> process_kill(i32 pid, i32 signal) {
    IrqGuard guard;
    Process* p = find_process(pid);
    if (!p || p->ended) return Error::no_process;
    kill_locked(*p, signal);
    return {};
}

void process_kill_job(i32 job, i32 signal) {
    IrqGuard guard;
    g_processes.for_each([&](Process& p) {
        if (p.job == job) kill_locked(p, signal);
    });
}

Result<i32> process_wait(Process& parent, i32 pid, bool no_hang, i32& status) {
    IrqGuard guard;
    for (;;) {
        bool any = false;
        for (Process* p = g_processes.front(); p; p = g_processes.next(*p)) {
            if (p->parent != &parent || (pid != -1 && p->pid != pid)) continue;
            any = true;
            if (!p->ended) continue;
            const i32 ended = p->pid;
            status = p->status;
            p->all_link.unlink();
            delete p;
            return ended;
        }
        if (!any) return Error::no_child;
        if (no_hang) return 0;
        if (parent.child_ended.wait(k_forever, true) == WakeReason::interrupted) return Error::interrupted;
    }
}

void process_before_user_return() {
    Thread& thread = *Thread::current();
    if (!thread.kill_pending) [[likely]]
        return;
    const i32 signal = thread.process->killed_by;
    process_exit(status_of_signal(signal ? signal : k_signal_kill));
}

void process_for_each(void (*f)(const alcove_process& info, void* argument), void* argument) {
    struct Call {
        void (*f)(const alcove_process& info, void* argument);
        void* argument;
    } call{f, argument};
    Thread::for_each(
        [](Thread& t, void* context) {
            constexpr u32 k_states[] = {ALCOVE_READY, ALCOVE_RUNNING, ALCOVE_SLEEPING, ALCOVE_ENDED};
            alcove_process info = {};
            info.state = k_states[static_cast<u32>(t.state)];
            info.cpu_ms = static_cast<u32>(t.cpu_cycles / std::max(tsc_khz(), 1u));
            info.priority = t.effective_priority;
            strlcpy(info.name, t.name, sizeof info.name);
            if (const Process* p = t.process) {
                info.pid = p->pid;
                info.parent = p->parent ? p->parent->pid : 0;
                info.job = p->job;
                info.memory_kib = p->space.memory_kib();
            }
            const Call& each = *static_cast<Call*>(context);
            each.f(info, each.argument);
        },
        &call);
}

} // namespace alcove::exec

/// A program's exception: it ends, the rest goes on.
extern "C" void user_fault(alcove::u32 vector, alcove::u32 error, alcove::u32 address, alcove::u32 eip) {
    using namespace alcove::exec;
    constexpr alcove::u32 k_page_fault = 14;
    const Process& p = *Process::current();
    if (vector == k_page_fault) {
        log(LogLevel::notice, "%s[%d]: page fault: %s of address 0x%08x by 0x%08x", p.name, int(p.pid),
            error & 2 ? "write" : "read", unsigned(address), unsigned(eip));
    } else {
        log(LogLevel::notice, "%s[%d]: exception %u (error 0x%x) at 0x%08x", p.name, int(p.pid),
            unsigned(vector), unsigned(error), unsigned(eip));
    }
    process_exit(status_of_signal(k_signal_fault));
}
