// SPDX-License-Identifier: MIT
// The scrubbing thread and its queue.
#include "nim/scrub.h"
#include "exec/frames.h"
#include "exec/log.h"
#include "exec/sync.h"
#include <string.h>

namespace alcove::nim {
namespace {

struct Block {
    VirtAddr address;
    u32 frames;
};
constexpr u32 k_queue = 64;
Block g_queue[k_queue];
u32 g_head, g_tail;
exec::Semaphore g_waiting(0);
bool g_running;

void give_back(const Block& b) { exec::frames_free_run(b.address - k_page_offset, b.frames); }

void scrub(void*) {
    for (;;) {
        g_waiting.down();
        Block b;
        {
            exec::IrqGuard guard;
            b = g_queue[g_tail % k_queue];
            g_tail++;
        }
        if (!b.address) continue; // taken back
        memset(reinterpret_cast<void*>(b.address), 0, k_page_size * b.frames);
        give_back(b);
    }
}

} // namespace

void scrub_init() {
    g_running = exec::Thread::create("scrub", exec::priority::worker, scrub, nullptr).ok();
    if (!g_running) exec::log(exec::LogLevel::warning, "no memory for the scrubbing thread");
}

void scrub_later(VirtAddr block, u32 frames) {
    {
        exec::IrqGuard guard;
        if (g_running && g_head - g_tail < k_queue) {
            g_queue[g_head++ % k_queue] = {block, frames};
            g_waiting.up();
            return;
        }
    }
    give_back({block, frames});
}

bool scrub_take(VirtAddr block, u32 frames) {
    exec::IrqGuard guard;
    for (u32 i = g_tail; i != g_head; i++) {
        Block& b = g_queue[i % k_queue];
        if (b.address != block || b.frames != frames) continue;
        b.address = 0;
        return true;
    }
    return false;
}

} // namespace alcove::nim
