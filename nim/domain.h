// SPDX-License-Identifier: MIT
// A protection domain: its memory, stacks, monitor, objects, and the state of its failure.
#pragma once
#include "arch/x86/api/dma_space.h"
#include "arch/x86/api/domain_space.h"
#include "arch/x86/api/xpc.h"
#include "exec/extension.h"
#include "exec/frames.h"
#include "exec/sync.h"
#include "lib/list.h"
#include "nim/abi/services.h"
#include "nim/abi/upcalls.h"
#include "nim/block_port.h"
#include "nim/char_port.h"
#include "nim/environment.h"
#include "nim/failure.h"
#include "nim/interrupts.h"
#include "nim/net_port.h"
#include "nim/tracker.h"

namespace alcove::nim {

class Domain;
class Extension;

enum class CallContext : u8 { process, interrupt };
enum class Deadline : u8 { none, interrupt, softirq, process };

constexpr u32 k_domain_stack_frames = 4; ///< 16 KiB: one guard frame, 12 KiB of stack
constexpr u32 k_domain_stack_bytes = k_page_size * k_domain_stack_frames - k_page_size;

/// One upcall in progress. It belongs to a stack in domain memory and is reused with it, so that what does
/// not change between upcalls is written once.
struct Upcall : arch::UpcallRecord {
    Domain* domain = nullptr;
    u32 number = 0;
    u32 ticks = 0;                  ///< timer ticks that found it in the domain
    u32 ticks_off = 0;              ///< of these in a row, with virtual interrupts off
    u32 waited = 0;                 ///< ticks that found its thread waiting for the processor
    u32 slept = 0;                  ///< ticks that found its thread asleep
    u32 yields = 0, yield_tick = 0; ///< how often it has yielded in that tick
    struct Mode {
        Deadline deadline;
        CallContext context;
        bool holds_monitor;
        bool active;        ///< a thread runs it now
    } mode = {};            ///< one word, written at once
    Upcall* next = nullptr; ///< in the list of free stacks
    VirtAddr top() const { return stack_low + k_domain_stack_bytes; }
};

/// The domain's monitor: one thread of process context inside at a time. A waiter lends its priority.
class Monitor {
  public:
    /// Interrupts off. False when the domain failed meanwhile.
    bool enter(Domain& domain) {
        if (owner_) [[unlikely]]
            return enter_slow(domain);
        owner_ = exec::Thread::current();
        return true;
    }
    void leave() {
        owner_ = nullptr;
        if (contended_) [[unlikely]]
            leave_slow();
    }
    exec::Thread* owner() const { return owner_; }
    void wake_all() { queue_.wake_all(); }

  private:
    bool enter_slow(Domain& domain);
    void leave_slow();
    exec::Thread* owner_ = nullptr;
    exec::WaitQueue queue_;
    bool contended_ = false;
};

/// A thread of the domain that waits in service `block`, or a wake-up that came first.
struct TaskWait {
    u32 task = 0;
    bool woken = false;
    exec::Thread* sleeper = nullptr;
    exec::WaitQueue queue;
};

struct Limits {
    u32 memory_frames = 1024; ///< quota of frames beyond modules and stacks
    u32 handles = 512;
    u32 interrupt_ticks = 25, softirq_ticks = 25, process_ticks = 100; ///< deadlines
    u32 interrupts_per_tick = 20000;                                   ///< beyond it: a storm
};

/// Those before `failed` are alive.
enum class DomainState : u8 { loading, running, stopping, failed, gone };

struct TextRange {
    VirtAddr low = 0, high = 0;
};

class Domain {
  public:
    Domain(Extension& extension, exec::ExtensionMode mode, u32 generation);
    ~Domain();
    Domain(const Domain&) = delete;
    Domain& operator=(const Domain&) = delete;

    const char* name() const;
    bool native() const { return mode_ == exec::ExtensionMode::native; }
    bool alive() const { return state < DomainState::failed; }

    /// Makes an upcall with up to four words and returns the domain's result, or -EREMOTEIO when the domain
    /// failed. Thread context, monitor rules as in upcalls.def; native domains also from interrupts.
    template <u32 Number, CallContext Context, Deadline Limit, typename... Words>
    i32 call(Words... words);
    /// The same with a structure placed in domain memory as the last argument; at least one of in and out.
    i32 call_with(u32 number, CallContext context, Deadline deadline, u32 word, const void* in, void* out,
                  u32 bytes);

    /// Virtual interrupts are on again: let the interrupt thread go on. Interrupts off.
    void deliver_pending();
    /// The native extension that runs now (native upcalls nest by interrupts), or nullptr.
    static Domain* native_current() { return native_current_; }
    static void set_native_current(Domain* d) { native_current_ = d; }

    // --- memory ---
    /// May the domain write / read the range as its own? Any context.
    bool may_write(VirtAddr address, u32 bytes) const;
    bool may_read(VirtAddr address, u32 bytes) const;
    /// Contiguous frames for the domain, aligned as exec::frames_alloc_run says; `charge` counts them against
    /// its quota; the first `skip` pages stay read-only to it (guards), all of them when not `writable`
    /// (text). Errors: quota, no_memory.
    Result<VirtAddr> grow(u32 frames, exec::FrameZone zone, bool charge, bool writable = true, u32 skip = 0);
    /// The same for a block of frames that is the caller's, not charged and not writable. It is given back on
    /// an error.
    Result<VirtAddr> adopt(VirtAddr block, u32 frames);
    bool in_stack_guard(VirtAddr address) const;
    /// An upcall record with its stack; nullptr when there is no room for another. Interrupts off.
    Upcall* take_stack() {
        Upcall* u = free_stacks_;
        if (!u) [[unlikely]]
            return make_stack();
        free_stacks_ = u->next;
        return u;
    }
    void give_stack(Upcall& u) {
        u.next = free_stacks_;
        free_stacks_ = &u;
    }

    /// Timer ticks that an upcall of this class may take; 0: no limit.
    u32 ticks_for(Deadline deadline) const;

    // --- failure ---
    /// Dooms every upcall in progress: none returns to ring 1. Interrupts off.
    void doom();
    /// Is a thread inside? Interrupts off.
    bool occupied() const;
    /// Ends the domain's generation: no thread returns to it. Any context. The first failure counts.
    void fail(const Failure& failure);
    /// Fills in the names of the failure's places: takes too long for fail() itself. While the modules are
    /// there. Thread context.
    void explain();
    /// Wakes every sleeping thread so that it can leave, masks lines, stops bus mastering. Thread context.
    void quiesce();
    /// Wakes every sleeping thread of a failed domain so that it leaves. Any context.
    void wake_everyone();
    /// Keeps the object alive while a thread of the executive works for it. Any context.
    void pin();
    void unpin();
    /// Waits until no thread is inside and none holds a pin. Thread context. Returns false after
    /// `timeout_ms`.
    bool wait_empty(u32 timeout_ms);
    /// Releases every object in the tracker's order, then memory. No thread may be inside. Thread context.
    void release();

    Extension& extension;
    const u32 generation;
    DomainState state = DomainState::loading;
    Failure failure;
    Limits limits;
    arch::DomainSpace space;
    arch::DmaSpace dma; ///< what its devices reach; exists once it has claimed one, where DMA is confined
    ObjectTracker tracker;
    Monitor monitor;
    InterruptThread* interrupts = nullptr;
    List<NetPortLink, &NetPortLink::link> ports;           ///< its network interfaces
    List<BlockPortLink, &BlockPortLink::link> block_ports; ///< its disks
    List<CharPortLink, &CharPortLink::link> char_ports;    ///< its character devices

    DomainTimer timer;
    nim_shared* shared = nullptr; ///< in domain memory
    u32 upcall_entry[NIM_UPCALL_COUNT] = {};
    u32 return_address = 0; ///< nim_upcall_return
    TextRange text[8];      ///< read-only parts of its modules

    u32 service_count[NIM_SERVICE_COUNT] = {};
    u32 upcall_count[NIM_UPCALL_COUNT] = {};
    const u8 trace_id;   ///< the extension, in the trace
    u64 provoked_us = 0; ///< when the canned failure in progress was called
    u32 frames_charged = 0;
    u32 interrupts_taken = 0;
    u32 checks = 0; ///< enum nim_check (nim/checks.h)
    EnvironmentFaults environment;
    VirtAddr thunks = 0; ///< page of code that injected faults need, of which so much is used
    u32 thunks_used = 0;

    exec::WaitQueue left; ///< woken when one leaves a failed domain
    TaskWait tasks[64];
    exec::WaitQueue vif_wait; ///< the interrupt thread, while virtual interrupts are off

  private:
    Result<VirtAddr> own(Object& o, bool writable, u32 skip);
    i32 call_native(u32 number, u32 a, u32 b, u32 c);
    i32 run(Upcall& u, u32 number, u32 esp);
    i32 enter_traced(Upcall& u);
    i32 call_traced(u32 number, u32 a, u32 b, u32 c);
    Upcall* begin(CallContext context, Deadline deadline, i32& error);
    i32 end(Upcall& u, i32 result);
    i32 leave_failed(Upcall& u);
    static void give_way();
    Upcall* make_stack();
    void note_objects(Failure& f);
    void forget(Upcall& u);
    exec::ExtensionMode mode_;
    static Domain* native_current_;
    u32 pins_ = 0;
    Upcall* free_stacks_ = nullptr;
    Upcall stacks_[16];
    u32 stack_count_ = 0;
};

} // namespace alcove::nim
