// SPDX-License-Identifier: MIT
// Open files of character devices.
#include "exec/char/device.h"
#include "exec/process.h"
#include <new>

namespace alcove::exec {

namespace {

class CharFile final : public File {
  public:
    CharFile(CharDevice& device, CharDriver& driver, CharFileId id, u32 flags)
        : device_(device), driver_(driver), id_(id), flags_(flags) {
        device_.ref();
    }

    bool direct() const override { return true; }

    Result<u32> read_user(const UserSink& to) override {
        if ((flags_ & ALCOVE_OPEN_ACCESS) == ALCOVE_OPEN_WRITE) return Error::bad_descriptor;
        return move(&CharDriver::read, reinterpret_cast<VirtAddr>(to.in_place()), to.size());
    }
    Result<u32> write_user(const UserSource& from) override {
        if ((flags_ & ALCOVE_OPEN_ACCESS) == ALCOVE_OPEN_READ) return Error::bad_descriptor;
        return move(&CharDriver::write, reinterpret_cast<VirtAddr>(from.in_place()), from.size());
    }
    Result<u32> seek(i32 offset, u32 whence) override {
        const Result<u64> at = driver_.seek(id_, position_, offset, whence);
        if (!at) return at.error();
        position_ = at.value();
        return static_cast<u32>(position_);
    }
    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_DEVICE, 0, 0, 0};
        return {};
    }
    Result<i32> ioctl(u32 request, u32 argument) override {
        const DriverCallScope call(0, 0);
        return driver_.ioctl(id_, request, argument);
    }
    Result<u32> poll(bool wait) override { return driver_.poll(id_, wait ? CharPoll::wait : CharPoll::look); }
    void poll_end() override { (void)driver_.poll(id_, CharPoll::end).ok(); }
    Result<void> sync() override { return driver_.sync(id_); }
    Result<void> map(const Mapping& m) override {
        const u32 access = flags_ & ALCOVE_OPEN_ACCESS;
        if (access == ALCOVE_OPEN_WRITE || (m.writable && access == ALCOVE_OPEN_READ)) return Error::access;
        const DriverCallScope call(0, 0);
        return driver_.map(id_, {m.address, m.bytes, m.first, m.writable});
    }
    void unmap(const Mapping& m) override { driver_.unmap(id_, {m.address, m.bytes, m.first, m.writable}); }

  private:
    using Mover = Result<u32> (CharDriver::*)(CharFileId, CharTransfer&);
    Result<u32> move(Mover mover, VirtAddr user, u32 size) {
        CharTransfer transfer = {user, size, position_};
        const Result<u32> n = (driver_.*mover)(id_, transfer);
        if (n) position_ = transfer.position;
        return n;
    }
    ~CharFile() override {
        driver_.release(id_);
        device_.unref();
    }

    CharDevice& device_;
    CharDriver& driver_;
    CharFileId id_;
    u32 flags_;
    u64 position_ = 0;
};

} // namespace

DriverCallScope::DriverCallScope(VirtAddr buffer, u32 size) : call_{buffer, size, 0} {
    if (Process* process = Process::current()) process->driver_call = &call_;
}
DriverCallScope::~DriverCallScope() {
    if (Process* process = Process::current()) process->driver_call = nullptr;
}
DriverCall* DriverCallScope::current() {
    Process* process = Process::current();
    return process ? process->driver_call : nullptr;
}

Result<CharDevice*> CharDevice::create(CharDriver& driver) {
    auto* device = new (std::nothrow) CharDevice(driver);
    return device ? Result<CharDevice*>(device) : Error::no_memory;
}

Result<File*> CharDevice::open(u32 flags) {
    const Process* process = Process::current();
    const Result<CharFileId> id = driver_.open({flags, process ? process->pid : 0});
    if (!id) return id.error();
    File* file = new (std::nothrow) CharFile(*this, driver_, id.value(), flags);
    if (file) return file;
    driver_.release(id.value());
    return Error::no_memory;
}

} // namespace alcove::exec
