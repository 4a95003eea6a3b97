// SPDX-License-Identifier: MIT
// Calls of programs to a driver's character device.
#include "nim/char_port.h"
#include "exec/abi/syscall.h"
#include "nim/extension.h"
#include "nim/recovery_hook.h"
#include "nim/upcall.h"
#include <string.h>

namespace alcove::nim {
namespace {

template <typename T>
Result<T> as_value(i32 r) {
    if (r >= 0) return static_cast<T>(r);
    return static_cast<Error>(-r);
}

u32 flags_of(u32 open_flags) {
    static constexpr u32 k_access[] = {NIM_CHAR_READ, NIM_CHAR_WRITE, NIM_CHAR_READ | NIM_CHAR_WRITE, 0};
    return k_access[open_flags & ALCOVE_OPEN_ACCESS] |
           (open_flags & ALCOVE_OPEN_NONBLOCK ? u32{NIM_CHAR_NONBLOCK} : 0);
}

/// No more than was asked for, whatever the driver says.
template <typename Upcall>
Result<u32> move(Upcall upcall, Domain& d, u32 file, exec::CharTransfer& t) {
    nim_char_transfer n = {t.user, t.bytes, t.position};
    const i32 r = upcall(d, file, n);
    if (r < 0) return static_cast<Error>(-r);
    t.position = n.position;
    return static_cast<u32>(r) < t.bytes ? static_cast<u32>(r) : t.bytes;
}

} // namespace

CharPort::CharPort(Domain& domain, const nim_char_info& info)
    : domain_(domain), number_(info.number), in_proc_(info.tree == NIM_CHAR_PROC) {
    memcpy(name_, info.name, sizeof name_);
    name_[sizeof name_ - 1] = 0;
}

Result<exec::CharFileId> CharPort::open(const exec::CharOpening& how) {
    nim_char_open opening = {flags_of(how.flags) | (how.again ? u32{NIM_CHAR_AGAIN} : 0),
                             static_cast<u32>(how.pid), 0};
    const i32 r = up_char_open(domain_, number_, opening);
    if (r < 0) return static_cast<Error>(-r);
    return opening.file;
}

void CharPort::release(exec::CharFileId file) { (void)up_char_release(domain_, file); }
Result<u32> CharPort::read(exec::CharFileId file, exec::CharTransfer& t) {
    return move(up_char_read, domain_, file, t);
}
Result<u32> CharPort::write(exec::CharFileId file, exec::CharTransfer& t) {
    return move(up_char_write, domain_, file, t);
}
Result<i32> CharPort::ioctl(exec::CharFileId file, u32 request, u32 argument) {
    return as_value<i32>(up_char_ioctl(domain_, file, request, argument));
}

Result<u32> CharPort::poll(exec::CharFileId file, exec::CharPoll how) {
    static constexpr nim_u32 k_how[] = {NIM_CHAR_LOOK, NIM_CHAR_WAIT, NIM_CHAR_WAIT_END};
    return as_value<u32>(up_char_poll(domain_, file, k_how[static_cast<u32>(how)]));
}

Result<u64> CharPort::seek(exec::CharFileId file, u64 position, i32 offset, u32 whence) {
    nim_char_seek seek = {position, static_cast<u32>(offset), whence};
    const i32 r = up_char_seek(domain_, file, seek);
    if (r < 0) return static_cast<Error>(-r);
    return u64{seek.position};
}

Result<void> CharPort::sync(exec::CharFileId file) {
    const i32 r = up_char_sync(domain_, file);
    return r < 0 ? Result<void>(static_cast<Error>(-r)) : Result<void>();
}

Result<void> CharPort::map(exec::CharFileId file, const exec::CharMapping& m) {
    const nim_char_mapping n = {m.user, m.bytes, m.first, m.writable};
    const i32 r = up_char_map(domain_, file, n);
    return r < 0 ? Result<void>(static_cast<Error>(-r)) : Result<void>();
}
void CharPort::unmap(exec::CharFileId file, const exec::CharMapping& m) {
    (void)up_char_unmap(domain_, file, m.user);
}

Result<void> CharPort::setting(exec::CharFileId file, const exec::CharSetting& s) {
    static_assert(NIM_CHAR_SETTING == exec::CharSetting::k_most_bytes);
    nim_char_setting n = {s.request, s.argument, s.bytes, {}};
    memcpy(n.data, s.data, sizeof n.data);
    const i32 r = up_char_setting(domain_, file, n);
    return r < 0 ? Result<void>(static_cast<Error>(-r)) : Result<void>();
}

void char_port_release(CharPort* port) {
    if (port->announced) recovery_hook().char_vanished(port->domain(), *port);
    {
        exec::IrqGuard guard;
        port->link.unlink();
    }
    delete port;
}

} // namespace alcove::nim
