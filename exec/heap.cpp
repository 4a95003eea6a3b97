// SPDX-License-Identifier: MIT
// The executive's heap: lib/heap.h over the frame allocator, under malloc's, newlib's and C++'s names.
#include "exec/heap.h"
#include "exec/assert.h"
#include "exec/frames.h"
#include "exec/thread.h"
#include "lib/heap.h"
#include <new>

struct _reent; // newlib's per-thread state; the heap has none

namespace alcove::exec {
namespace {

struct FrameSource {
    void* pages_alloc(unsigned order) {
        const Result<PhysAddr> block = frames_alloc(order);
        return block ? phys_to_virt(block.value()) : nullptr;
    }
    void pages_free(void* pages, unsigned order) { frames_free(virt_to_phys(pages), order); }
    [[noreturn]] void damaged(const char* what, const void* block) { panic("heap: %s (%p)", what, block); }
};

/// Usable before any constructor has run.
constinit Heap<FrameSource> g_heap;

void* allocate(usize alignment, usize size) {
    IrqGuard guard;
    return alignment <= Heap<FrameSource>::k_alignment ? g_heap.malloc(size)
                                                       : g_heap.memalign(alignment, size);
}
void release(void* p) {
    IrqGuard guard;
    g_heap.free(p);
}
void* resize(void* p, usize size) {
    IrqGuard guard;
    return g_heap.realloc(p, size);
}
void* allocate_cleared(usize count, usize size) {
    usize bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) return nullptr;
    void* p = allocate(1, bytes);
    return p ? memset(p, 0, bytes) : nullptr;
}
/// For the forms of operator new that must not fail.
void* allocate_or_panic(usize alignment, usize size) {
    void* p = allocate(alignment, size);
    if (!p) panic("out of memory: operator new(%u)", static_cast<unsigned>(size));
    return p;
}

} // namespace

HeapStats heap_stats() {
    IrqGuard guard;
    return {g_heap.blocks(), g_heap.bytes(), g_heap.frames()};
}
void heap_check() {
    IrqGuard guard;
    g_heap.check();
}
void heap_trim() {
    IrqGuard guard;
    g_heap.trim();
}

} // namespace alcove::exec

using namespace alcove::exec;
using std::align_val_t;
using std::nothrow_t;
using std::size_t;

extern "C" {
void* malloc(size_t size) { return allocate(1, size); }
void* calloc(size_t count, size_t size) { return allocate_cleared(count, size); }
void* realloc(void* p, size_t size) { return resize(p, size); }
void free(void* p) { release(p); }
void* memalign(size_t alignment, size_t size) { return allocate(alignment, size); }

void* _malloc_r(_reent*, size_t size) { return allocate(1, size); }
void* _calloc_r(_reent*, size_t count, size_t size) { return allocate_cleared(count, size); }
void* _realloc_r(_reent*, void* p, size_t size) { return resize(p, size); }
void _free_r(_reent*, void* p) { release(p); }
void* _memalign_r(_reent*, size_t alignment, size_t size) { return allocate(alignment, size); }
}

void* operator new(size_t n) { return allocate_or_panic(1, n); }
void* operator new[](size_t n) { return allocate_or_panic(1, n); }
void* operator new(size_t n, align_val_t a) { return allocate_or_panic(static_cast<size_t>(a), n); }
void* operator new[](size_t n, align_val_t a) { return allocate_or_panic(static_cast<size_t>(a), n); }
void* operator new(size_t n, const nothrow_t&) noexcept { return allocate(1, n); }
void* operator new[](size_t n, const nothrow_t&) noexcept { return allocate(1, n); }
void* operator new(size_t n, align_val_t a, const nothrow_t&) noexcept {
    return allocate(static_cast<size_t>(a), n);
}
void* operator new[](size_t n, align_val_t a, const nothrow_t&) noexcept {
    return allocate(static_cast<size_t>(a), n);
}
void operator delete(void* p) noexcept { release(p); }
void operator delete[](void* p) noexcept { release(p); }
void operator delete(void* p, size_t) noexcept { release(p); }
void operator delete[](void* p, size_t) noexcept { release(p); }
void operator delete(void* p, align_val_t) noexcept { release(p); }
void operator delete[](void* p, align_val_t) noexcept { release(p); }
void operator delete(void* p, size_t, align_val_t) noexcept { release(p); }
void operator delete[](void* p, size_t, align_val_t) noexcept { release(p); }
void operator delete(void* p, const nothrow_t&) noexcept { release(p); }
void operator delete[](void* p, const nothrow_t&) noexcept { release(p); }
void operator delete(void* p, align_val_t, const nothrow_t&) noexcept { release(p); }
void operator delete[](void* p, align_val_t, const nothrow_t&) noexcept { release(p); }

/// libstdc++'s default objects; the kernel links no libstdc++.
const std::nothrow_t std::nothrow{};
