// SPDX-License-Identifier: MIT
// Finds a canned failure by name and makes the upcall that breaks the driver.
#include "nim/provoke.h"
#include "exec/clock.h"
#include "nim/extension.h"
#include "nim/upcall.h"
#include <new>
#include <string.h>

namespace alcove::nim {
namespace {

// In the order of enum nim_provoke_kind.
constexpr const char* k_kinds[] = {"null-write",     "wild-write", "wild-jump", "divide",
                                   "stack-overflow", "bad-stack",  "loop",      "loop-cli",
                                   "privileged",     "port",       "leak",      "double-free",
                                   "bad-argument",   "bug",        "write-at",  "dma"};
static_assert(sizeof k_kinds / sizeof k_kinds[0] == NIM_PROVOKE_COUNT);

struct Job {
    Domain* domain;
    u32 kind, argument;
};

void run(void* argument) {
    const Job job = *static_cast<Job*>(argument);
    delete static_cast<Job*>(argument);
    job.domain->provoked_us = exec::now_us();
    (void)up_provoke(*job.domain, job.kind, job.argument);
    job.domain->unpin();
}

} // namespace

Result<void> provoke_extension(Extension& e, const char* kind, u32 argument) {
    u32 k = 0;
    while (k < NIM_PROVOKE_COUNT && strcmp(k_kinds[k], kind) != 0) k++;
    if (k == NIM_PROVOKE_COUNT) return Error::invalid;
    exec::MutexGuard guard(e.lock);
    Domain* d = e.domain();
    if (!d || !d->alive()) return Error::not_found;
    auto* job = new (std::nothrow) Job{d, k, argument};
    if (!job) return Error::no_memory;
    d->pin();
    const auto thread = exec::Thread::create("provoke", exec::priority::domain, run, job);
    if (!thread) {
        d->unpin();
        delete job;
        return thread.error();
    }
    return {};
}

} // namespace alcove::nim
