// SPDX-License-Identifier: MIT
// Device files: /dev/console, /dev/null, /dev/zero.
#include "exec/user_devices.h"
#include "exec/tty.h"
#include <new>
#include <string.h>

namespace alcove::exec {

namespace {

class Device : public File {
  public:
    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_DEVICE, 0, 0, 0};
        return {};
    }
};

class Console final : public Device {
  public:
    Result<u32> read(u8* to, u32 size) override { return tty_read(to, size); }
    Result<u32> write(const u8* from, u32 size) override { return tty_write(from, size); }
    Result<i32> ioctl(u32 request, void* argument, u32 size) override {
        return tty_ioctl(request, argument, size);
    }
};

class Null final : public Device {
  public:
    Result<u32> read(u8*, u32) override { return 0u; }
    Result<u32> write(const u8*, u32 size) override { return size; }
};

class Zero final : public Device {
  public:
    Result<u32> read(u8* to, u32 size) override {
        memset(to, 0, size);
        return size;
    }
    Result<u32> write(const u8*, u32 size) override { return size; }
};

template <typename T>
Result<File*> open_device() {
    File* file = new (std::nothrow) T;
    return file ? Result<File*>(file) : Error::no_memory;
}

constexpr DeviceNode k_nodes[] = {
    {"dev/console", open_device<Console>},
    {"dev/null", open_device<Null>},
    {"dev/zero", open_device<Zero>},
};

} // namespace

constinit const std::span<const DeviceNode> k_device_nodes = k_nodes;

Result<File*> open_console() { return open_device<Console>(); }
Result<File*> open_null() { return open_device<Null>(); }

} // namespace alcove::exec
