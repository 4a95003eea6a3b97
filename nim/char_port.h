// SPDX-License-Identifier: MIT
// A domain's character device as the executive sees it: each call becomes an upcall.
#pragma once
#include "exec/char/driver.h"
#include "lib/handle_table.h"
#include "lib/list.h"
#include "nim/abi/types.h"

namespace alcove::nim {

class Domain;

/// Base that carries the link, so that Domain can list ports without their definition.
struct CharPortLink {
    ListNode link;
};

class CharPort final : public exec::CharDriver, public CharPortLink {
  public:
    CharPort(Domain& domain, const nim_char_info& info);

    Result<exec::CharFileId> open(const exec::CharOpening& how) override;
    void release(exec::CharFileId file) override;
    Result<u32> read(exec::CharFileId file, exec::CharTransfer& transfer) override;
    Result<u32> write(exec::CharFileId file, exec::CharTransfer& transfer) override;
    Result<i32> ioctl(exec::CharFileId file, u32 request, u32 argument) override;
    Result<u32> poll(exec::CharFileId file, exec::CharPoll how) override;
    Result<u64> seek(exec::CharFileId file, u64 position, i32 offset, u32 whence) override;
    Result<void> sync(exec::CharFileId file) override;
    Result<void> map(exec::CharFileId file, const exec::CharMapping& mapping) override;
    void unmap(exec::CharFileId file, const exec::CharMapping& mapping) override;
    /// A setting that a driver before it was told.
    Result<void> setting(exec::CharFileId file, const exec::CharSetting& setting);

    Domain& domain() { return domain_; }
    const char* name() const { return name_; }                     ///< as the driver asked for it
    const char* root() const { return in_proc_ ? "proc" : "dev"; } ///< where it is to be
    u32 number() const { return number_; }                         ///< the domain's own
    Handle handle = 0;
    bool announced = false; ///< programs (or a shadow) know it

  private:
    Domain& domain_;
    u32 number_;
    bool in_proc_;
    char name_[NIM_CHAR_NAME];
};

/// Tracker: the domain gave the device up or died. Thread context.
void char_port_release(CharPort* port);

} // namespace alcove::nim
