// SPDX-License-Identifier: MIT
// The executive's own devices: /dev/console, /dev/null, /dev/zero.
#include "exec/device.h"
#include "exec/log.h"
#include "exec/tty.h"
#include <new>
#include <string.h>

namespace alcove::exec {

namespace {

class DeviceFile : public File {
  public:
    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_DEVICE, 0, 0, 0};
        return {};
    }
};

class Console final : public DeviceFile {
  public:
    Result<u32> read(u8* to, u32 size) override { return tty_read(to, size); }
    Result<u32> write(const u8* from, u32 size) override { return tty_write(from, size); }
    Result<i32> ioctl(u32 request, u32 argument) override { return tty_ioctl(request, argument); }
    Result<u32> poll(bool) override { return Error::not_permitted; }
};

class Null final : public DeviceFile {
  public:
    Result<u32> read(u8*, u32) override { return 0u; }
    Result<u32> write(const u8*, u32 size) override { return size; }
};

class Zero final : public DeviceFile {
  public:
    Result<u32> read(u8* to, u32 size) override {
        memset(to, 0, size);
        return size;
    }
    Result<u32> write(const u8*, u32 size) override { return size; }
};

template <typename T>
Result<File*> make_file() {
    File* file = new (std::nothrow) T;
    return file ? Result<File*>(file) : Error::no_memory;
}

template <typename T>
class OwnDevice final : public Device {
  public:
    Result<File*> open(u32) override { return make_file<T>(); }
};

template <typename T>
void add(const char* name) {
    Device* device = new (std::nothrow) OwnDevice<T>;
    if (!device || !device_add(name, *device)) log(LogLevel::error, "no memory for /dev/%s", name);
    if (device) device->unref();
}

} // namespace

void devices_init() {
    add<Console>("console");
    add<Null>("null");
    add<Zero>("zero");
}

Result<File*> open_console() { return make_file<Console>(); }
Result<File*> open_null() { return make_file<Null>(); }

} // namespace alcove::exec
