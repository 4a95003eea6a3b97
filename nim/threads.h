// SPDX-License-Identifier: MIT
// Kernel threads that a domain makes, and its sleeping and waking.
#pragma once
#include "exec/thread.h"
#include "lib/handle_table.h"

namespace alcove::nim {

class Domain;

/// A thread made by service thread_create. Tracker and thread each hold a reference.
struct DomainThread {
    Domain* domain = nullptr;
    u32 entry = 0, argument = 0, task = 0;
    u32 references = 2;
    Handle handle = 0;
};

/// Errors: no_memory, quota. Thread context.
Result<Handle> domain_thread_create(Domain& domain, u32 entry, u32 argument, u32 task);
void domain_thread_release(DomainThread* thread);

/// Sleeps until domain_wake(task), `timeout` jiffies, or the domain's end. Returns jiffies left.
/// Thread context, monitor not held. Errors: interrupted, if `interruptible` and the thread's program is to
/// end.
Result<u32> domain_block(Domain& domain, u32 task, u32 timeout, bool interruptible);
/// Any context.
void domain_wake(Domain& domain, u32 task);

} // namespace alcove::nim
