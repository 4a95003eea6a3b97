// SPDX-License-Identifier: MIT
// An extension as the user knows it: it has a name and outlives the domains that run it.
#pragma once
#include "exec/extension.h"
#include "exec/sync.h"
#include "nim/bundle.h"
#include "nim/domain.h"
#include "nim/loader.h"

namespace alcove::nim {

/// Times of the last recovery, each a duration in microseconds (recovery/ fills it).
struct RecoveryRecord {
    u32 generation = 0; ///< that came out of it; 0: there was none
    u64 failure_us = 0; ///< time stamp
    u32 detect_us = 0, quiesce_us = 0, unwind_us = 0, release_us = 0, decide_us = 0, restart_us = 0,
        resume_us = 0;
    u32 delays_us = 0; ///< of restart: what the driver itself asked for (udelay, sleeps)
    u32 total_us = 0;
    u32 first_packet_us = 0;
};

struct CoreKeeper;

class Extension {
  public:
    /// `name` is the domain's; a second instance of a bundle is NAME:INSTANCE.
    Extension(const char* name, exec::ExtensionMode mode, const char* parameters);
    ~Extension();
    Extension(const Extension&) = delete;
    Extension& operator=(const Extension&) = delete;

    const char* name() const { return name_; }
    const char* bundle() const { return bundle_; }
    exec::ExtensionMode mode() const { return mode_; }
    const DriverConf& conf() const { return conf_; }

    /// Reads driver.conf. Errors with one line in `message`.
    Result<void> configure(char* message, usize size);
    /// A fresh domain: loads the modules, runs their init, announces interfaces. Nothing stays behind on
    /// an error, which has one line in `message`. Thread context.
    Result<void> start(char* message, usize size);
    /// cleanup_module, then everything released. Thread context.
    Result<void> stop();
    /// Releases a domain that failed and is empty. Thread context.
    void discard();

    Domain* domain() { return domain_; }
    u32 generation() const { return generation_; }
    /// What is loaded; nullptr while the extension is down.
    const ModuleSet* modules() const { return modules_; }

    // --- rights (driver.conf, and the BARs of functions the domain has enabled) ---
    bool may_see(const exec::PciFunction& f) const;
    bool owns_ports(Domain& d, u32 first, u32 count) const;
    /// driver.conf has them: they are open as long as the domain is there.
    bool lists_ports(u32 first, u32 count) const;
    bool owns_device_memory(Domain& d, u32 physical, u32 bytes) const;
    bool may_use_irq(Domain& d, u32 line) const;

    /// A network interface was registered after start: tell TCP/IP from another thread.
    void announce_later(Domain& d);
    void announce(Domain& d);

    VirtAddr last_text[k_max_modules] = {}; ///< where its modules' code was last
    CoreKeeper* core = nullptr;             ///< failures leave cores (nim/core.h); nullptr: never asked for
    u32 failures = 0;
    Failure last_failure;
    RecoveryRecord last_recovery;
    u32 interfaces_announced = 0;
    ListNode link;
    u32 references = 1;   ///< the list's, and one of each ExtensionRef
    bool loading = false; ///< its first start: a failure then only fails the load
    exec::Mutex lock;     ///< held across start, stop, and recovery

  private:
    bool is_meant(const exec::PciFunction& f) const;
    bool bar_covers(Domain& d, u32 first, u32 count, bool io) const;
    char name_[32];
    char bundle_[32];
    char parameters_[256];
    exec::ExtensionMode mode_;
    DriverConf conf_;
    Domain* domain_ = nullptr;
    ModuleSet* modules_ = nullptr;
    u32 generation_ = 0;
};

/// Keeps an extension from being deleted while it is in use; empty when there is none of that name.
class ExtensionRef {
  public:
    explicit ExtensionRef(Extension* e) : e_(e) {} ///< takes over one reference
    ~ExtensionRef();
    ExtensionRef(const ExtensionRef&) = delete;
    ExtensionRef& operator=(const ExtensionRef&) = delete;
    explicit operator bool() const { return e_; }
    Extension* operator->() const { return e_; }
    Extension& operator*() const { return *e_; }

  private:
    Extension* e_;
};

/// A loaded extension by name. Thread context.
ExtensionRef extension_find(const char* name);
/// Calls f for each loaded extension; f may sleep, and the list may change meanwhile. Thread context.
void extension_for_each(void (*f)(Extension&, void*), void* argument);
/// The same for a panic: no lock is taken, nothing is counted.
void extension_for_each_unlocked(void (*f)(Extension&, void*), void* argument);

} // namespace alcove::nim
