// SPDX-License-Identifier: MIT
// Threads, synchronisation, time, memory: the executive's base, tested where it runs.
#include "arch/x86/api/paging.h"
#include "exec/clock.h"
#include "exec/frames.h"
#include "exec/heap.h"
#include "exec/irq.h"
#include "exec/self_test.h"
#include "exec/sync.h"
#include "exec/vmap.h"
#include <stdlib.h>
#include <string.h>

namespace {

using namespace alcove;
using namespace alcove::exec;

/// Letters in the order in which things happened.
struct Trail {
    char text[32] = {};
    u32 length = 0;
    void add(char c) {
        IrqGuard guard;
        if (length < sizeof text - 1) text[length++] = c;
    }
    bool is(const char* expected) const { return strcmp(text, expected) == 0; }
};

struct Shared {
    Trail trail;
    Mutex mutex;
    Semaphore go{0}, done{0};
    u8 seen_priority = 0;
};

SELF_TEST(threads_more_urgent_runs_first) {
    Shared s;
    {
        IrqGuard guard; // both become ready before either can run
        auto low = Thread::create(
            "low", priority::user,
            [](void* p) {
                static_cast<Shared*>(p)->trail.add('l');
                static_cast<Shared*>(p)->done.up();
            },
            &s);
        auto high = Thread::create(
            "high", priority::interrupt,
            [](void* p) {
                static_cast<Shared*>(p)->trail.add('h');
                static_cast<Shared*>(p)->done.up();
            },
            &s);
        EXPECT(low.ok() && high.ok());
    }
    s.done.down();
    s.done.down();
    EXPECT(s.trail.is("hl"));
}

/// One that is interrupted in each tick must not begin a new quantum each time.
SELF_TEST(threads_of_one_priority_share_the_processor) {
    struct Loops {
        volatile bool over = false;
        volatile u32 turns[2] = {};
        Semaphore done{0};
    } loops;
    const auto run = [](Loops& l, u32 i) {
        while (!l.over) l.turns[i] = l.turns[i] + 1;
        l.done.up();
    };
    static const auto run_either = run;
    const auto first = Thread::create(
        "first", priority::worker, [](void* p) { run_either(*static_cast<Loops*>(p), 0); }, &loops);
    const auto second = Thread::create(
        "second", priority::worker, [](void* p) { run_either(*static_cast<Loops*>(p), 1); }, &loops);
    const auto urgent = Thread::create(
        "urgent", priority::interrupt,
        [](void* p) {
            for (u32 i = 0; i < 20; i++) (void)thread_sleep_ms(10);
            static_cast<Loops*>(p)->over = true;
            static_cast<Loops*>(p)->done.up();
        },
        &loops);
    EXPECT(first.ok() && second.ok() && urgent.ok());
    for (u32 i = 0; i < 3; i++) loops.done.down();
    const u32 a = loops.turns[0], b = loops.turns[1];
    EXPECT(a > b / 4 && b > a / 4);
}

SELF_TEST(mutex_lends_priority) {
    Shared s;
    s.mutex.lock();
    const u8 before = Thread::current()->effective_priority;
    auto waiter = Thread::create(
        "waiter", priority::interrupt,
        [](void* p) {
            auto& shared = *static_cast<Shared*>(p);
            shared.mutex.lock();
            shared.trail.add('w');
            shared.mutex.unlock();
            shared.done.up();
        },
        &s);
    EXPECT(waiter.ok());
    (void)thread_sleep_ms(20);
    EXPECT(Thread::current()->effective_priority == priority::interrupt);
    s.trail.add('u');
    s.mutex.unlock();
    EXPECT(Thread::current()->effective_priority == before);
    s.done.down();
    EXPECT(s.trail.is("uw"));
}

SELF_TEST(waits_time_out) {
    Semaphore never(0);
    const u32 start = ticks();
    EXPECT(never.down(50) == WakeReason::timed_out);
    const u32 waited = ticks() - start;
    EXPECT(waited >= 5 && waited <= 12);
}

SELF_TEST(sleep_is_interrupted) {
    Shared s;
    static Thread* sleeper;
    sleeper = nullptr;
    auto t = Thread::create(
        "sleeper", priority::interrupt,
        [](void* p) {
            auto& shared = *static_cast<Shared*>(p);
            sleeper = Thread::current();
            shared.trail.add(thread_sleep_ms(60000) ? 'f' : 'i');
            shared.done.up();
        },
        &s);
    EXPECT(t.ok());
    (void)thread_sleep_ms(20);
    EXPECT(sleeper != nullptr);
    interrupt_sleep(*sleeper);
    EXPECT(s.done.down(1000) == WakeReason::woken);
    EXPECT(s.trail.is("i"));
}

SELF_TEST(timers_fire_in_order_and_not_when_cancelled) {
    static Trail trail;
    trail = {};
    Timer late([](void*) { trail.add('l'); }, nullptr);
    Timer early([](void*) { trail.add('e'); }, nullptr);
    Timer never([](void*) { trail.add('n'); }, nullptr);
    late.start(4);
    early.start(2);
    never.start(3);
    EXPECT(never.cancel());
    EXPECT(!never.cancel());
    (void)thread_sleep_ms(80);
    EXPECT(trail.is("el"));
}

SELF_TEST(clock_agrees_with_ticks) {
    const u64 start = now_us();
    const u32 first = ticks();
    (void)thread_sleep_ms(100);
    const u64 us = now_us() - start;
    const u32 passed = ticks() - first;
    EXPECT(passed >= 10);
    EXPECT(us > passed * 7000 && us < passed * 13000);
}

SELF_TEST(frames_are_aligned_and_come_back) {
    heap_trim();
    const u32 before = frames_stats().free;
    for (unsigned order = 0; order <= 6; order++) {
        const auto block = frames_alloc(order);
        EXPECT(block.ok());
        EXPECT(block.value() % (k_page_size << order) == 0);
        EXPECT(frames_stats().free == before - (1u << order));
        frames_free(block.value(), order);
    }
    const auto low = frames_alloc(2, FrameZone::isa_dma);
    EXPECT(low.ok() && low.value() + 4 * k_page_size <= 16u << 20);
    if (low) frames_free(low.value(), 2);
    EXPECT(!frames_alloc(k_max_order + 1));
    EXPECT(frames_stats().free == before);
}

SELF_TEST(heap_counts_and_checks) {
    heap_trim();
    const HeapStats before = heap_stats();
    void* blocks[64];
    for (u32 i = 0; i < 64; i++) {
        blocks[i] = malloc(16 + i * 97);
        EXPECT(blocks[i] != nullptr);
        memset(blocks[i], static_cast<int>(i), 16 + i * 97);
    }
    heap_check();
    for (void* b : blocks) free(b);
    heap_trim();
    const HeapStats after = heap_stats();
    EXPECT(after.blocks == before.blocks && after.bytes == before.bytes && after.frames == before.frames);
    heap_check();
}

SELF_TEST(stacks_have_a_guard) {
    const auto stack = vmap_stack_alloc(2);
    EXPECT(stack.ok());
    if (!stack) return;
    EXPECT(arch::vmap_get(stack.value()) != 0);
    EXPECT(arch::vmap_get(stack.value() + k_page_size) != 0);
    EXPECT(arch::vmap_get(stack.value() - k_page_size) == 0);
    vmap_stack_free(stack.value(), 2);
    EXPECT(arch::vmap_get(stack.value()) == 0);
}

SELF_TEST(interrupt_lines_refuse_wrong_use) {
    static IrqAction alone{[](u8, void*) { return false; }, nullptr, nullptr, false};
    EXPECT(irq_attach(0, alone).error() == Error::busy);    // the tick does not share
    EXPECT(irq_attach(2, alone).error() == Error::invalid); // the cascade
    EXPECT(irq_attach(16, alone).error() == Error::invalid);
    EXPECT(irq_count(0) > 0);
}

} // namespace
