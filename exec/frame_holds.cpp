// SPDX-License-Identifier: MIT
// Who holds which frame. There are few at a time, so a list will do.
#include "exec/frame_holds.h"
#include "exec/assert.h"
#include "exec/frames.h"
#include "exec/sync.h"
#include "lib/list.h"
#include <new>

namespace alcove::exec {
namespace {

struct Hold {
    PhysAddr frame;
    u32 count = 1;
    bool orphan = false; ///< the owner has given up the block below
    PhysAddr block = 0;
    u32 frames = 0; ///< of the block
    ListNode link = {};
};
List<Hold, &Hold::link> g_holds;
u32 g_held;

Hold* find(PhysAddr frame) {
    Hold* found = nullptr;
    g_holds.for_each([&](Hold& h) {
        if (h.frame == frame) found = &h;
    });
    return found;
}

bool any_held(PhysAddr block, u32 frames) {
    bool any = false;
    g_holds.for_each([&](Hold& h) { any |= h.frame - block < k_page_size * frames; });
    return any;
}

} // namespace

Result<void> frame_hold(PhysAddr frame) {
    IrqGuard guard;
    if (Hold* h = find(frame)) {
        h->count++;
        return {};
    }
    auto* h = new (std::nothrow) Hold{frame};
    if (!h) return Error::no_memory;
    g_holds.push_back(*h);
    g_held++;
    return {};
}

void frame_let_go(PhysAddr frame) {
    IrqGuard guard;
    Hold* h = find(frame);
    ALCOVE_ASSERT(h);
    if (--h->count) return;
    h->link.unlink();
    g_held--;
    if (h->orphan && !any_held(h->block, h->frames)) frames_free_run(h->block, h->frames);
    delete h;
}

void frames_free_held(PhysAddr block, u32 frames) {
    IrqGuard guard;
    bool any = false;
    if (g_held)
        g_holds.for_each([&](Hold& h) {
            if (h.frame - block >= k_page_size * frames) return;
            h.orphan = any = true;
            h.block = block;
            h.frames = frames;
        });
    if (!any) frames_free_run(block, frames);
}

u32 frames_held() { return g_held; }

} // namespace alcove::exec
