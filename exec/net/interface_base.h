// SPDX-License-Identifier: MIT
// What every interface has: its lwIP netif, its queue of received packets and the thread that handles them.
#pragma once
#include "exec/net/core.h"
#include "exec/net/receive_merge.h"
#include "exec/net/sockets.h"
#include "lib/ring.h"
#include "lwip/netif.h"
#include "lwip/pbuf.h"

namespace alcove::exec {

/// A bounded queue of packets. Not synchronised.
template <u32 Size>
class PacketRing {
    static_assert((Size & (Size - 1)) == 0);

  public:
    bool empty() const { return head_ == tail_; }
    bool full() const { return head_ - tail_ == Size; }
    u32 count() const { return head_ - tail_; }
    void push(pbuf* p) { slots_[head_++ % Size] = p; }
    pbuf* front() const { return slots_[tail_ % Size]; }
    pbuf* pop() { return slots_[tail_++ % Size]; }

  private:
    u32 head_ = 0, tail_ = 0;
    pbuf* slots_[Size];
};

/// Each interface has a thread of its own at priority::network, so that one whose driver hangs holds up
/// no other. The thread takes what arrived as one batch through the core, then flushes the driver once.
class InterfaceBase {
  public:
    InterfaceBase(const InterfaceBase&) = delete;
    InterfaceBase& operator=(const InterfaceBase&) = delete;

    /// Bits of requests to the thread; a class derived from this has the bits from request_own on.
    enum : u32 { request_input = 1, request_flush = 2, request_end = 4, request_own = 8 };
    /// Any context.
    void request(u32 bits) {
        IrqGuard guard;
        requests_ |= bits;
        queue_.wake_one();
    }
    /// Like request(), but for a thread that is woken for something else, later. Interrupts off.
    void note_request(u32 bits) { requests_ |= bits; }
    void wake_if_requested() {
        IrqGuard guard;
        if (requests_) queue_.wake_one();
    }

    /// Hands what was sent to the driver. Core not locked; may wait for an extension.
    virtual void flush() {}
    /// Full frames that its device holds at a time; 0: more than TCP asks for.
    virtual u32 receive_frames() const { return 0; }
    virtual void fill_info(InterfaceInfo& info, bool ask_driver);
    virtual int configure(const InterfaceSettings&) { return -95; } // EOPNOTSUPP
    virtual int ioctl(NetIoctl&) { return -95; }

    const char* interface_name() const { return name_; }
    u32 index() const { return index_; }

    /// What TCP knows of it. Core locked.
    void repeated() { tcp_repeated_++; }
    void acknowledged() { tcp_acknowledged_++; }

    void ref() { __atomic_fetch_add(&references_, 1, __ATOMIC_RELAXED); }
    void unref() {
        if (__atomic_sub_fetch(&references_, 1, __ATOMIC_RELAXED) == 0) delete this;
    }

    /// Whose netif it is: lwIP keeps the interface as its state.
    static InterfaceBase& of(const struct netif& n) { return *static_cast<InterfaceBase*>(n.state); }
    void* netif_state() { return this; }

    struct netif netif_ = {};

  protected:
    InterfaceBase() = default;
    virtual ~InterfaceBase();

    /// Gives it a number and enters it into the table. False: table full. Core locked.
    bool enter(const char* name);
    /// Takes it out of the table. Core locked.
    void leave();
    Result<void> start_thread();

    /// Queues a received packet; frees and counts it when the queue is full. Any context.
    bool queue_received(pbuf* packet);

    /// Run by the thread when requests came: before the core is locked, with it locked, and after.
    virtual void before_core(u32) {}
    virtual void in_core(u32) {}
    virtual void after_core(u32) {}
    /// How long the thread may sleep without a request, milliseconds.
    virtual u32 patience() const { return k_forever; }

    char name_[16] = {};
    u32 index_ = 0;
    u32 rx_packets_ = 0, rx_dropped_ = 0, rx_batches_ = 0, rx_damaged_ = 0, rx_strange_ = 0;
    u32 tcp_repeated_ = 0, tcp_acknowledged_ = 0;
    u64 rx_bytes_ = 0;

  private:
    static void thread_main(void* argument);
    void run();
    static u32 damaged_frames();
    static u32 strange_frames();
    bool is_strange_arp(const pbuf& p);
    void input_frame(pbuf* p);
    void input_batch();

    static constexpr u32 k_receive_queue = 256;
    static constexpr u32 k_most_ticks = 5; ///< without a rest, before programs count as much
    static constexpr u32 k_batch = 64;     ///< packets per hold of the core lock, so that their answers leave

    Ring<pbuf*, k_receive_queue> received_; ///< filled with interrupts off, emptied by the thread
    ReceiveMerge merge_{netif_};
    u32 requests_ = 0;
    WaitQueue queue_;
    u32 references_ = 1;
};

/// The interface in this place with a reference, or nullptr. Any context.
InterfaceBase* interface_at(u32 index);
InterfaceBase* interface_named(const char* name);
/// The first number that no interface with this prefix has. Core locked.
u32 interface_free_number(const char* prefix);

/// Starts the loopback interface. Boot.
void loopback_init();
/// lwIP's netif of the loopback interface.
struct netif& loopback_netif();

/// Registers the control commands of interfaces. Boot.
void interface_commands_init();

} // namespace alcove::exec
