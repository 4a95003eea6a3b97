// SPDX-License-Identifier: MIT
// Keeps programs' files open while a character device's driver is exchanged.
#include "recovery/char_shadow.h"
#include "exec/abi/syscall.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/log.h"
#include "exec/user_memory.h"
#include "nim/extension.h"
#include <new>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::recovery {
namespace {

constexpr u32 k_most_of_a_name = 16;

} // namespace

// --- for the manager -------------------------------------------------------------------------------------

void CharShadow::await(const char* extension_name) { strlcpy(awaited_, extension_name, sizeof awaited_); }
bool CharShadow::awaits(const char* extension_name) const { return strcmp(awaited_, extension_name) == 0; }

void CharShadow::claim(nim::Extension& e, nim::CharPort& port, u64 failure_us) {
    exec::IrqGuard guard;
    came_after_us_ = device_ ? failure_us : 0;
    awaited_[0] = 0;
    extension_ = &e;
    last_port_ = &port;
    users_++;
}

Result<void> CharShadow::serve(nim::CharPort& port) {
    const auto r = device_ ? Result<void>{} : create_device(port);
    if (r) attach(port);
    unuse();
    return r;
}

/// Another domain may have that name already: then a number is put behind it.
Result<void> CharShadow::create_device(const nim::CharPort& port) {
    const auto made = exec::CharDevice::create(*this);
    if (!made) return made.error();
    device_ = made.value();
    usize base = strlen(port.name());
    while (base > 1 && port.name()[base - 1] >= '0' && port.name()[base - 1] <= '9') base--;
    strlcpy(name_, port.name(), sizeof name_);
    u32 number = strtoul(port.name() + base, nullptr, 10);
    auto r = exec::device_add(name_, *device_, port.root());
    for (u32 i = 0; !r && r.error() == Error::exists && i < k_most_of_a_name; i++) {
        sniprintf(name_, sizeof name_, "%.*s%u", static_cast<int>(base), port.name(),
                  static_cast<unsigned>(++number));
        r = exec::device_add(name_, *device_, port.root());
    }
    return r;
}

void CharShadow::attach(nim::CharPort& port) {
    {
        exec::MutexGuard serial(telling_);
        bool line_told = files_.empty();
        replay_device(port, line_told);
        files_.for_each([&](Opened& f) {
            if (!f.lost && port.domain().alive())
                f.lost = !reopen(port, f, line_told) && port.domain().alive();
        });
        exec::IrqGuard guard;
        if (gone_ || last_port_ != &port || !port.domain().alive()) return;
        failure_us_ = came_after_us_;
        port_ = &port;
        back_.wake_all();
    }
    exec::poll_changed();
}

/// What outlives open files needs one to be told by. A line's settings are told with them if `line`.
void CharShadow::replay_device(nim::CharPort& port, bool line) {
    const auto is_due = [&](const exec::CharSetting& s) {
        return line || setting_kind(s.request).scope == SettingScope::device;
    };
    if (!settings_.has(is_due) || !port.domain().alive()) return;
    const auto file = port.open({ALCOVE_OPEN_BOTH | ALCOVE_OPEN_NONBLOCK, 0, true});
    if (!file)
        return exec::log(exec::LogLevel::warning, "%s: its settings are lost in the restart (error %d)",
                         name_, static_cast<int>(file.error()));
    if (replay(port, file.value(), settings_, is_due)) port.release(file.value());
}

bool CharShadow::reopen(nim::CharPort& port, Opened& f, bool& line_told) {
    const auto file = port.open({f.how.flags, f.how.pid, true});
    if (!file) {
        exec::log(exec::LogLevel::warning, "%s: an open file is lost in the restart (error %d)", name_,
                  static_cast<int>(file.error()));
        return false;
    }
    f.file = file.value();
    const auto is_line = [](const exec::CharSetting& s) {
        return setting_kind(s.request).scope == SettingScope::line;
    };
    if (!line_told && !replay(port, f.file, settings_, is_line)) return false;
    line_told = true;
    return replay(port, f.file, f.settings, [](const exec::CharSetting&) { return true; });
}

/// Those that the driver refuses or dies of are forgotten. False when it died.
template <typename Due>
bool CharShadow::replay(nim::CharPort& port, exec::CharFileId file, CharSettings& settings, Due is_due) {
    for (u32 i = 0; i < settings.count();) {
        if (!is_due(settings.at(i))) {
            i++;
            continue;
        }
        const auto r = port.setting(file, settings.at(i));
        if (r) {
            i++;
            continue;
        }
        exec::log(exec::LogLevel::warning, "%s: ioctl %08x is lost in the restart (error %d)", name_,
                  static_cast<unsigned>(settings.at(i).request), static_cast<int>(r.error()));
        settings.forget(i);
        if (!port.domain().alive()) return false;
    }
    return true;
}

void CharShadow::detach() {
    exec::IrqGuard guard;
    leave_place(extension_->name());
    last_port_ = nullptr;
}

void CharShadow::destroy() {
    nim::CharPort* port;
    {
        exec::IrqGuard guard;
        gone_ = true;
        port = last_port_;
        if (port) leave_place(extension_->name());
        back_.wake_all();
    }
    if (device_) exec::device_remove(*device_);
    {
        exec::MutexGuard serial(telling_);
        files_.for_each([&](Opened& f) {
            if (port && port->domain().alive() && !f.lost) port->release(f.file);
            f.lost = true;
        });
    }
    last_port_ = nullptr;
    exec::poll_changed();
    if (device_)
        device_->unref(); // and with the last one this object
    else
        delete this;
}

// --- CharDriver: pass on, and once more when the driver died under it ------------------------------------

/// Errors: interrupted, again (the caller does not wait), no_device (there will be none).
Result<void> CharShadow::wait_for_driver(u32 flags) {
    exec::IrqGuard guard;
    while (!port_ || !port_->domain().alive()) {
        if (gone_) return Error::no_device;
        if (flags & ALCOVE_OPEN_NONBLOCK) return Error::again;
        if (back_.wait(exec::k_forever, true) == exec::WakeReason::interrupted) return Error::interrupted;
    }
    return {};
}

/// Makes a call to the driver; if that fails under it, to the next one.
template <typename T, typename F>
Result<T> CharShadow::ask(const Opened* file, u32 flags, F call) {
    for (;;) {
        {
            const Use port(*this);
            if (port.alive()) {
                if (file && file->lost) return Error::io;
                const Result<T> r = call(*port);
                if (port.alive()) return r;
            }
        }
        if (const auto waited = wait_for_driver(flags); !waited) return waited.error();
    }
}

Result<exec::CharFileId> CharShadow::open(const exec::CharOpening& how) {
    auto* f = new (std::nothrow) Opened{how, 0, false, {}, {}};
    if (!f) return Error::no_memory;
    const auto r = ask<exec::CharFileId>(nullptr, how.flags, [&](nim::CharPort& port) {
        const auto file = port.open(how);
        if (!file || !port.domain().alive()) return file;
        exec::IrqGuard guard;
        f->file = file.value();
        if (!f->link.linked()) files_.push_back(*f);
        return file;
    });
    if (r) return reinterpret_cast<exec::CharFileId>(f);
    {
        exec::IrqGuard guard;
        if (f->link.linked()) f->link.unlink();
    }
    delete f;
    return r;
}

void CharShadow::release(exec::CharFileId file) {
    Opened& f = opened(file);
    for (bool done = false; !done;) {
        if (const Use port(*this); port) {
            {
                exec::IrqGuard guard;
                f.link.unlink();
            }
            if (port.alive() && !f.lost) (*port).release(f.file);
            done = true;
            continue;
        }
        exec::MutexGuard serial(telling_); // a driver that comes back may be opening it
        exec::IrqGuard guard;
        if (port_) continue;
        f.link.unlink();
        done = true;
    }
    delete &f;
}

Result<u32> CharShadow::read(exec::CharFileId file, exec::CharTransfer& transfer) {
    Opened& f = opened(file);
    return ask<u32>(&f, f.how.flags, [&](nim::CharPort& port) {
        exec::CharTransfer t = transfer;
        const exec::DriverCallScope call(t.user, t.bytes);
        const auto n = port.read(f.file, t);
        if (!port.domain().alive()) return n;
        transfer.position = t.position;
        if (n && n.value()) moved();
        return n;
    });
}

/// What a driver has fetched before it died is not given to the next one: part of it may be out already, and
/// to play or print nothing twice is worth more than a gap.
Result<u32> CharShadow::write(exec::CharFileId file, exec::CharTransfer& transfer) {
    Opened& f = opened(file);
    u32 taken = 0;
    const auto r = ask<u32>(&f, f.how.flags, [&](nim::CharPort& port) -> Result<u32> {
        if (taken && taken == transfer.bytes) return 0u;
        exec::CharTransfer t = {transfer.user + taken, transfer.bytes - taken, transfer.position};
        const exec::DriverCallScope call(t.user, t.bytes);
        const auto n = port.write(f.file, t);
        if (!port.domain().alive()) {
            taken += call.taken();
            return n;
        }
        transfer.position = t.position;
        if (n && n.value()) moved();
        return n;
    });
    if (r) return taken + r.value();
    return taken ? Result<u32>(taken) : r;
}

Result<i32> CharShadow::ioctl(exec::CharFileId file, u32 request, u32 argument) {
    Opened& f = opened(file);
    const SettingKind kind = setting_kind(request);
    exec::CharSetting setting = {request, kind.bytes ? 0 : argument, kind.bytes, {}};
    // Before the driver changes it. A bad address is the driver's to find.
    const bool known = kind.scope != SettingScope::none && kind.bytes <= sizeof setting.data &&
                       (!kind.bytes || exec::copy_from_user(setting.data, argument, kind.bytes).ok());
    return ask<i32>(&f, f.how.flags, [&](nim::CharPort& port) {
        const auto r = port.ioctl(f.file, request, argument);
        if (r && known && port.domain().alive()) note(f, setting, kind.scope);
        return r;
    });
}

void CharShadow::note(Opened& file, const exec::CharSetting& setting, SettingScope scope) {
    exec::MutexGuard serial(telling_);
    if (!(scope == SettingScope::file ? file.settings : settings_).note(setting))
        exec::log(exec::LogLevel::warning, "%s: too many ioctls; one will be missing after a restart", name_);
}

/// Nothing is ready while no driver is there; the next one makes who polls ask again.
Result<u32> CharShadow::poll(exec::CharFileId file, exec::CharPoll how) {
    Opened& f = opened(file);
    {
        exec::IrqGuard guard;
        if (gone_) return u32{ALCOVE_POLL_ERROR | ALCOVE_POLL_HANGUP};
    }
    const Use port(*this);
    if (!port.alive()) return 0u;
    if (f.lost) return u32{ALCOVE_POLL_ERROR};
    const auto r = (*port).poll(f.file, how);
    return port.alive() ? r : 0u;
}

Result<u64> CharShadow::seek(exec::CharFileId file, u64 position, i32 offset, u32 whence) {
    Opened& f = opened(file);
    return ask<u64>(&f, f.how.flags,
                    [&](nim::CharPort& port) { return port.seek(f.file, position, offset, whence); });
}

Result<void> CharShadow::sync(exec::CharFileId file) {
    Opened& f = opened(file);
    return ask<void>(&f, f.how.flags, [&](nim::CharPort& port) { return port.sync(f.file); });
}

Result<void> CharShadow::map(exec::CharFileId file, const exec::CharMapping& mapping) {
    Opened& f = opened(file);
    return ask<void>(&f, f.how.flags, [&](nim::CharPort& port) { return port.map(f.file, mapping); });
}

void CharShadow::unmap(exec::CharFileId file, const exec::CharMapping& mapping) {
    Opened& f = opened(file);
    if (const Use port(*this); port.alive() && !f.lost) (*port).unmap(f.file, mapping);
}

/// The first bytes after a failure end the gap.
void CharShadow::moved() {
    u64 failure;
    {
        exec::IrqGuard guard;
        failure = failure_us_;
        failure_us_ = 0;
    }
    if (!failure) [[likely]]
        return;
    exec::JsonLine()
        .field("event", "device_resumed")
        .field("domain", extension_->name())
        .field("device", name_)
        .field("us_since_failure", exec::now_us() - failure);
}

} // namespace alcove::recovery
