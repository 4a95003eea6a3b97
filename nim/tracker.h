// SPDX-License-Identifier: MIT
// The object tracker: what a domain holds of the executive, as typed handles, and how each is given back.
#pragma once
#include "exec/pci.h"
#include "lib/handle_table.h"
#include "nim/object_types.h"

namespace alcove::nim {

class Domain;
class NetPort;
class BlockPort;
class CharPort;
struct IrqLine;
struct DomainThread;

/// A tracked object: which member means something depends on the type.
struct Object {
    u32 first = 0;        ///< frames: address; ports: first port; mmio: address
    u32 second = 0;       ///< frames: order; ports: count; mmio: bytes
    bool charged = false; ///< frames: counts against the quota
    bool code = false;    ///< frames: text of a module
    u32 fence = 0;        ///< frames: address of a nim_fence in domain memory; 0: not watched
    union {
        void* pointer = nullptr;
        exec::PciFunction* pci;
        IrqLine* irq;
        NetPort* port;
        BlockPort* block_port;
        CharPort* char_port;
        DomainThread* thread;
    };
};

/// Keeps a function from memory and from its interrupt line (where it has PCI 2.3's switch) until who has
/// it requests the line. Does nothing where another domain has it. Any context.
void pci_silence(const Domain& domain, exec::PciFunction& function);

/// Masks an ISA DMA channel (0 to 7): nothing is moved any more. Any context.
void dma_channel_mask(u32 channel);
/// The same, and it may be requested again.
void dma_channel_release(u32 channel);

/// Pages that a device-memory mapping touches.
constexpr u32 mapped_pages(u32 address, u32 bytes) {
    return (round_up(address + bytes, k_page_size) - round_down(address, k_page_size)) / k_page_size;
}

/// Handles of one domain. Calls are short and made with interrupts off or inside services.
class ObjectTracker {
  public:
    explicit ObjectTracker(Domain& domain) : domain_(domain), table_(16384) {}

    /// Errors: quota, no_memory.
    Result<Handle> add(ObjectType type, const Object& object);
    Result<Object*> find(Handle h, ObjectType type);
    Handle find_first(ObjectType type, u32 first);
    /// Releases the object behind the handle and forgets it. Errors: bad_descriptor, invalid (type).
    Result<void> release(Handle h, ObjectType type);
    /// Releases everything: by type in the order of object_types.def, youngest first. Thread context.
    void release_all();
    u32 count(ObjectType type) const { return table_.count(static_cast<unsigned>(type)); }
    u32 total() const { return table_.total(); }
    template <typename F>
    void for_each(ObjectType type, F f) {
        table_.for_each(static_cast<unsigned>(type), f);
    }

    /// Handles alive in all domains, of all types or of one. Any context.
    static u32 alive();
    static u32 alive(ObjectType type);

  private:
    Domain& domain_;
    HandleTable<Object, k_object_types> table_;
};

} // namespace alcove::nim
