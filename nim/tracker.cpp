// SPDX-License-Identifier: MIT
// How each type of object is given back, and the order in which recovery does it.
#include "nim/tracker.h"
#include "exec/frame_holds.h"
#include "exec/frames.h"
#include "exec/thread.h"
#include "exec/vmap.h"
#include "nim/block_port.h"
#include "nim/char_port.h"
#include "nim/dma.h"
#include "nim/domain.h"
#include "nim/extension.h"
#include "nim/interrupts.h"
#include "nim/net_port.h"
#include "nim/scrub.h"
#include "nim/threads.h"

namespace alcove::nim {
namespace {

u32 g_alive[k_object_types];

void release_pci_function(Domain& d, Object& o) {
    pci_silence(d, *o.pci);
    dma_release(d, *o.pci);
}
void release_dma_channel(Domain&, Object& o) { dma_channel_release(o.first); }
void release_irq_line(Domain&, Object& o) {
    const u8 line = o.irq->line;
    irq_line_release(o.irq);
    for (; o.second; o.second--) exec::irq_unmask(line); // what irq_disable left
}
void release_timer(Domain&, Object&) {}
void release_thread(Domain&, Object& o) { domain_thread_release(o.thread); }
void release_net_interface(Domain&, Object& o) { net_port_release(o.port); }
void release_char_device(Domain&, Object& o) { char_port_release(o.char_port); }
void release_block_device(Domain&, Object& o) { block_port_release(o.block_port); }
void release_packet(Domain&, Object&) {}
void release_ports(Domain& d, Object& o) {
    if (d.native() || d.extension.lists_ports(o.first, o.second)) return;
    (void)d.space.ports(static_cast<u16>(o.first), o.second, false).ok();
}
void release_mmio(Domain& d, Object& o) {
    if (!d.native()) d.space.revoke(round_down(o.first, k_page_size), mapped_pages(o.first, o.second));
    exec::vunmap_io(o.first, o.second);
}
void release_frames(Domain& d, Object& o) {
    const u32 frames = o.second;
    {
        exec::IrqGuard guard;
        dma_unmap(d, o);
    }
    if (!d.native()) d.space.revoke(o.first, frames);
    if (o.charged) d.frames_charged -= frames;
    if (o.code)
        scrub_later(o.first, frames);
    else
        exec::frames_free_held(virt_to_phys(reinterpret_cast<void*>(o.first)), frames);
}

struct TypeRow {
    const char* text;
    void (*release)(Domain&, Object&);
};
constexpr TypeRow k_rows[] = {
#define OBJECT_TYPE(name, text) {text, release_##name},
#include "nim/abi/object_types.def"
#undef OBJECT_TYPE
};

} // namespace

const char* object_type_name(ObjectType t) { return k_rows[static_cast<u32>(t)].text; }

Result<Handle> ObjectTracker::add(ObjectType type, const Object& object) {
    exec::IrqGuard guard;
    if (table_.total() >= domain_.limits.handles) return Error::quota;
    const auto h = table_.insert(static_cast<unsigned>(type), object);
    if (h) g_alive[static_cast<u32>(type)]++;
    return h;
}

Result<Object*> ObjectTracker::find(Handle h, ObjectType type) {
    return table_.lookup(h, static_cast<unsigned>(type));
}

Handle ObjectTracker::find_first(ObjectType type, u32 first) {
    exec::IrqGuard guard;
    return table_.find(static_cast<unsigned>(type), [first](const Object& o) { return o.first == first; });
}

Result<void> ObjectTracker::release(Handle h, ObjectType type) {
    Object object;
    {
        exec::IrqGuard guard;
        auto removed = table_.remove(h, static_cast<unsigned>(type));
        if (!removed) return removed.error();
        object = removed.value();
        g_alive[static_cast<u32>(type)]--;
    }
    k_rows[static_cast<u32>(type)].release(domain_, object);
    return {};
}

void ObjectTracker::release_all() {
    for (u32 t = 0; t < k_object_types; t++)
        while (const Handle h = table_.youngest(t)) (void)release(h, static_cast<ObjectType>(t)).ok();
}

u32 ObjectTracker::alive() {
    u32 sum = 0;
    for (const u32 n : g_alive) sum += n;
    return sum;
}

u32 ObjectTracker::alive(ObjectType type) { return g_alive[static_cast<u32>(type)]; }

} // namespace alcove::nim
