// SPDX-License-Identifier: MIT
// Keeps a disk while its driver comes and goes.
#include "recovery/block_shadow.h"

namespace alcove::recovery {
namespace {

constexpr u32 k_successor_patience_ms = 10000; ///< of open and ioctl, for a driver that is away
constexpr u32 k_step_ms = 10;
constexpr u32 k_health_ticks = 50; ///< between looks at the oldest request

/// Linux's HDIO_SET_*: settings of a drive, each with a number for its argument (linux/hdreg.h).
bool sets(u32 request) { return request >= 0x0320 && request <= 0x032F; }

} // namespace

// --- for the manager --------------------------------------------------------------------------------------

Result<void> BlockShadow::serve(nim::BlockPort& port) {
    auto r = disk_ ? Result<void>{} : create_disk(port);
    if (r) r = attach(port);
    {
        exec::IrqGuard guard;
        if (!disk_) {
            last_port_ = nullptr;
            extension_ = nullptr;
        }
    }
    exec::BlockDisk* disk = r ? disk_ : nullptr;
    if (disk) disk->wait_settled();
    unuse();
    return r;
}

Result<void> BlockShadow::create_disk(const nim::BlockPort& port) {
    strlcpy(wanted_, port.name(), sizeof wanted_);
    opens_[0] = opens_[1] = 0;
    setting_count_ = 0;
    const auto disk = exec::BlockDisk::create(wanted_, *this, port.shape());
    if (!disk) return disk.error();
    disk_ = disk.value();
    return {};
}

Result<void> BlockShadow::attach(nim::BlockPort& port) {
    {
        exec::MutexGuard serial(telling_);
        port.bind(disk_);
        if (auto r = replay(port); !r) return r;
        exec::IrqGuard guard;
        if (leaving_) return Error::no_device;
        port_ = &port;
        if (!port.domain().native()) health_timer_.start(k_health_ticks);
    }
    if (came_after_us_) {
        disk_->driver_exchanged(port.shape());
        if (extension_->conf().is_volatile) {
            exec::log(exec::LogLevel::warning, "%s: its contents went with the driver", disk_->name());
            disk_->contents_lost();
        }
    }
    disk_->ready();
    return {};
}

Result<void> BlockShadow::replay(nim::BlockPort& port) {
    for (u32 write = 0; write < 2; write++)
        for (u32 i = 0; i < opens_[write]; i++)
            if (const auto opened = port.open(write); !opened) return opened.error();
    for (u32 i = 0; i < setting_count_; i++) {
        const Setting& setting = settings_[i];
        if (const auto r = port.ioctl(setting.request, setting.argument); !r)
            exec::log(exec::LogLevel::warning, "%s: ioctl %04x is lost in the restart (error %d)", wanted_,
                      static_cast<unsigned>(setting.request), static_cast<int>(r.error()));
        if (!port.domain().alive()) return Error::domain_failed;
    }
    return {};
}

void BlockShadow::detach() {
    exec::IrqGuard guard;
    health_timer_.cancel();
    leave();
    left();
}

void BlockShadow::destroy() {
    {
        exec::IrqGuard guard;
        health_timer_.cancel();
        if (last_port_) {
            nim::BlockPort* going = last_port_;
            leave();
            going->detach();
        }
    }
    if (disk_) exec::BlockDisk::destroy(*disk_);
    exec::IrqGuard guard; // from now on it may be claimed
    disk_ = nullptr;
    awaited_[0] = 0;
    left();
    extension_ = nullptr;
}

// --- health -----------------------------------------------------------------------------------------------

/// Interrupt context.
void BlockShadow::judge_health() {
    if (!port_ || !port_->domain().alive()) return; // attach() begins again
    health_timer_.start(k_health_ticks);
    const u32 limit_ms = extension_->conf().health_request_ms;
    u32 tick;
    if (!limit_ms || !port_->oldest(tick) || exec::ticks() - tick < exec::ms_to_ticks(limit_ms)) return;
    nim::Failure f;
    f.kind = nim::FailureKind::health;
    sniprintf(f.detail, sizeof f.detail, "%s: a request is not done after %u ms", wanted_,
              static_cast<unsigned>(limit_ms));
    port_->domain().fail(f);
}

// --- BlockDriver ------------------------------------------------------------------------------------------

/// Asks the driver, and the next one if it dies of it or is away. f is called with telling_ held; what it
/// says counts if the driver then still lives.
template <typename F>
auto BlockShadow::ask(F f) -> decltype(f(std::declval<nim::BlockPort&>())) {
    for (u32 waited = 0; in_use() && waited < k_successor_patience_ms; waited += k_step_ms) {
        {
            exec::MutexGuard serial(telling_);
            const Use port(*this);
            if (port.alive()) {
                auto r = f(*port.operator->());
                if (r || port.alive()) return r;
            }
        }
        if (!exec::thread_sleep_ms(k_step_ms)) return Error::interrupted;
    }
    return Error::no_device;
}

Result<exec::BlockShape> BlockShadow::open(bool write) {
    return ask([&](nim::BlockPort& port) -> Result<exec::BlockShape> {
        const auto shape = port.open(write);
        if (shape) opens_[write]++;
        return shape;
    });
}

void BlockShadow::release(bool write) {
    exec::MutexGuard serial(telling_);
    const Use port(*this);
    if (opens_[write]) opens_[write]--;
    if (port.alive()) port->release(write);
}

Result<void> BlockShadow::submit(BlockPiece& request) {
    return port_ ? port_->submit(request) : Error::no_device;
}

void BlockShadow::flush() {
    if (const Use port(*this); port) port->flush();
}

Result<u32> BlockShadow::ioctl(u32 request, u32 argument) {
    return ask([&](nim::BlockPort& port) -> Result<u32> {
        const auto r = port.ioctl(request, argument);
        if (r && sets(request)) note({request, argument});
        return r;
    });
}

void BlockShadow::note(const Setting& setting) {
    u32 i = 0;
    while (i < setting_count_ && settings_[i].request != setting.request) i++;
    if (i == k_settings) return;
    if (i == setting_count_) setting_count_++;
    settings_[i] = setting;
}

} // namespace alcove::recovery
