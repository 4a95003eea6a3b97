// SPDX-License-Identifier: MIT
// The shadow of a disk's driver: it keeps the disk open while the driver is away, and opens the next one as
// often. Requests need no log: the queue keeps each until it is done (exec/block/disk.h).
#pragma once
#include "exec/block/disk.h"
#include "exec/clock.h"
#include "nim/block_port.h"
#include "recovery/shadow_base.h"
#include <utility>

namespace alcove::recovery {

class BlockShadow final : public exec::BlockDriver, public ShadowBase<nim::BlockPort> {
  public:
    static constexpr const char* k_not_made = "no disk";
    // --- for the recovery manager, thread context ---
    /// Makes a disk above the port if there is none yet; puts the port in place, opened as often as the disk
    /// is, then sends what waits. May sleep as long as the driver does; detach() waits for it. Errors: what
    /// the new driver answered, no_device when the port left meanwhile.
    Result<void> serve(nim::BlockPort& port);
    /// Takes the port out; returns when no thread uses it any more.
    void detach();
    /// The same, and ends the disk too: who has it open gets errors.
    void destroy();
    const char* disk_name() const { return wanted_; }
    bool matches(const nim::BlockPort& port) const { return strcmp(wanted_, port.name()) == 0; }

    // --- BlockDriver. While the driver is away, open and ioctl wait for the next one. ---
    Result<exec::BlockShape> open(bool write) override;
    void release(bool write) override;
    Result<void> submit(BlockPiece& request) override;
    void flush() override;
    Result<u32> ioctl(u32 request, u32 argument) override;

  private:
    /// A setting that the next driver is told too.
    struct Setting {
        u32 request, argument;
    };
    static constexpr u32 k_settings = 8;

    Result<void> create_disk(const nim::BlockPort& port);
    Result<void> attach(nim::BlockPort& port);
    Result<void> replay(nim::BlockPort& port);
    void note(const Setting& setting);
    void judge_health();
    template <typename F>
    auto ask(F f) -> decltype(f(std::declval<nim::BlockPort&>()));

    exec::BlockDisk* disk_ = nullptr;
    char wanted_[NIM_BLOCK_NAME] = ""; ///< the name that the driver gives its disk

    // What the driver was told; telling_ keeps that and a replay apart.
    exec::Mutex telling_;
    u32 opens_[2] = {}; ///< for reading only, for writing
    Setting settings_[k_settings];
    u32 setting_count_ = 0;
    exec::Timer health_timer_{[](void* self) { static_cast<BlockShadow*>(self)->judge_health(); }, this};
};

} // namespace alcove::recovery
