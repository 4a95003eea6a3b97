// SPDX-License-Identifier: MIT
// System calls on sockets and network interfaces, over exec/net/sockets.h.
#include "exec/net/interface.h"
#include "exec/net/sockets.h"
#include "exec/process.h"
#include "exec/syscall.h"
#include <algorithm>
#include <new>
#include <string.h>

namespace alcove::exec {

namespace {

constexpr u32 k_option_bytes = 64; ///< of a socket option, at most
constexpr i32 k_not_socket = -88;  ///< ENOTSOCK

class SocketFile final : public File {
  public:
    explicit SocketFile(Socket& socket) : socket_(socket) {}
    Result<void> stat(alcove_stat& status) override {
        status = {ALCOVE_SOCKET, 0, 0, 0};
        return {};
    }
    Socket* socket() override { return &socket_; }
    Result<u32> poll(bool) override { return Error::not_permitted; }

  private:
    ~SocketFile() override { socket_close(&socket_); }
    Socket& socket_;
};

SocketAddress from_abi(const alcove_sockaddr& a) { return {a.family, a.port, a.address, {}}; }
alcove_sockaddr to_abi(const SocketAddress& a) { return {a.family, a.port, a.address, {}}; }

/// Calls f(Socket&) with the socket of a descriptor, held for the call.
template <typename F>
i32 with_socket(i32 fd, F f) {
    File* file = Process::current()->files.at(fd);
    if (!file) return to_errno(Error::bad_descriptor);
    Socket* socket = file->socket();
    return socket ? f(*socket) : k_not_socket;
}

i32 add_socket(Socket* socket) {
    const Result<File*> file = socket_file(*socket);
    if (file) return syscall_result(Process::current()->files.add(file.value()));
    socket_close(socket);
    return to_errno(file.error());
}

} // namespace

Result<File*> socket_file(Socket& socket) {
    File* file = new (std::nothrow) SocketFile(socket);
    return file ? Result<File*>(file) : Error::no_memory;
}

i32 syscall_socket(i32 domain, i32 type, i32 protocol) {
    Socket* socket = nullptr;
    const int r = socket_create(domain, type, protocol, socket);
    return r < 0 ? r : add_socket(socket);
}

i32 syscall_bind(i32 fd, const alcove_sockaddr& address) {
    return with_socket(fd, [&](Socket& s) { return socket_bind(s, from_abi(address)); });
}

i32 syscall_connect(i32 fd, const alcove_sockaddr& address) {
    return with_socket(fd, [&](Socket& s) { return socket_connect(s, from_abi(address)); });
}

i32 syscall_listen(i32 fd, i32 backlog) {
    return with_socket(fd, [&](Socket& s) { return socket_listen(s, backlog); });
}

i32 syscall_accept(i32 fd, alcove_sockaddr& peer) {
    return with_socket(fd, [&](Socket& s) {
        Socket* accepted = nullptr;
        SocketAddress address = {};
        const int r = socket_accept(s, accepted, &address);
        peer = to_abi(address);
        return r < 0 ? r : add_socket(accepted);
    });
}

i32 syscall_send(i32 fd, const UserSource& data, i32 flags) {
    return with_socket(fd, [&](Socket& s) { return socket_send(s, data.in_place(), data.size(), flags); });
}

i32 syscall_recv(i32 fd, const UserSink& data, i32 flags) {
    return with_socket(fd, [&](Socket& s) { return socket_recv(s, data.in_place(), data.size(), flags); });
}

i32 syscall_sendto(i32 fd, const UserSource& data, i32 flags, const alcove_sockaddr& to) {
    return with_socket(fd, [&](Socket& s) {
        const SocketAddress address = from_abi(to);
        return socket_sendto(s, data.in_place(), data.size(), flags, &address);
    });
}

i32 syscall_recvfrom(i32 fd, const UserSink& data, i32 flags, alcove_sockaddr& from) {
    return with_socket(fd, [&](Socket& s) {
        SocketAddress address = {};
        const int r = socket_recvfrom(s, data.in_place(), data.size(), flags, &address);
        from = to_abi(address);
        return r;
    });
}

i32 syscall_setsockopt(i32 fd, i32 level, i32 option, const UserSource& setting) {
    u8 value[k_option_bytes];
    if (setting.size() > sizeof value) return to_errno(Error::invalid);
    if (const Result<void> r = setting.copy(0, value, setting.size()); !r) return to_errno(r.error());
    return with_socket(fd,
                       [&](Socket& s) { return socket_setsockopt(s, level, option, value, setting.size()); });
}

i32 syscall_getsockopt(i32 fd, i32 level, i32 option, const UserBytes& setting) {
    u8 value[k_option_bytes] = {};
    u32 size = std::min<u32>(setting.size(), sizeof value);
    const i32 r =
        with_socket(fd, [&](Socket& s) { return socket_getsockopt(s, level, option, value, size); });
    if (r < 0) return r;
    size = std::min(size, setting.size());
    const Result<void> copied = setting.fill(0, value, size);
    return copied ? static_cast<i32>(size) : to_errno(copied.error());
}

i32 syscall_getsockname(i32 fd, alcove_sockaddr& address) {
    return with_socket(fd, [&](Socket& s) {
        SocketAddress a = {};
        const int r = socket_getsockname(s, a);
        address = to_abi(a);
        return r;
    });
}

i32 syscall_getpeername(i32 fd, alcove_sockaddr& address) {
    return with_socket(fd, [&](Socket& s) {
        SocketAddress a = {};
        const int r = socket_getpeername(s, a);
        address = to_abi(a);
        return r;
    });
}

i32 syscall_shutdown(i32 fd, i32 how) {
    return with_socket(fd, [&](Socket& s) { return socket_shutdown(s, how); });
}

i32 syscall_resolve(const char* host, u32& address) { return socket_resolve(host, address); }

i32 syscall_interface_info(u32 index, u32 ask_driver, alcove_interface& info) {
    InterfaceInfo i = {};
    const int r = interface_info(index, i, ask_driver != 0);
    if (r < 0) return r;
    strlcpy(info.name, i.name, sizeof info.name);
    memcpy(info.mac, i.mac, sizeof info.mac);
    info.up = i.up;
    info.carrier = i.carrier;
    info.dhcp = i.dhcp;
    info.address = i.address;
    info.mask = i.mask;
    info.gateway = i.gateway;
    info.mtu = i.mtu;
    info.rx_bytes = i.rx_bytes;
    info.tx_bytes = i.tx_bytes;
    info.rx_packets = i.rx_packets;
    info.rx_dropped = i.rx_dropped;
    info.tx_packets = i.tx_packets;
    info.tx_dropped = i.tx_dropped;
    info.tx_queued = i.tx_queued;
    info.tx_in_flight = i.tx_in_flight;
    info.drivers = i.drivers;
    info.driver_rx_packets = i.driver_rx_packets;
    info.driver_rx_errors = i.driver_rx_errors;
    info.driver_rx_dropped = i.driver_rx_dropped;
    info.driver_tx_packets = i.driver_tx_packets;
    info.driver_tx_errors = i.driver_tx_errors;
    info.driver_tx_dropped = i.driver_tx_dropped;
    info.promiscuous = i.promiscuous;
    info.all_multicast = i.all_multicast;
    info.multicast_count = i.multicast_count;
    static_assert(sizeof info.multicast == sizeof i.multicast);
    memcpy(info.multicast, i.multicast, sizeof info.multicast);
    return r;
}

i32 syscall_interface_configure(const char* name, const alcove_interface_settings& settings) {
    constexpr u32 k_both = ALCOVE_SET_UP | ALCOVE_SET_DOWN;
    if ((settings.set & k_both) == k_both) return to_errno(Error::invalid);
    InterfaceSettings s;
    s.set_up = settings.set & k_both;
    s.up = settings.set & ALCOVE_SET_UP;
    s.set_address = settings.set & ALCOVE_SET_ADDRESS;
    s.address = settings.address;
    s.mask = settings.mask;
    s.gateway = settings.gateway;
    s.start_dhcp = settings.set & ALCOVE_SET_DHCP;
    s.set_promiscuous = settings.set & ALCOVE_SET_PROMISCUOUS;
    s.promiscuous = settings.promiscuous;
    s.set_all_multicast = settings.set & ALCOVE_SET_ALL_MULTICAST;
    s.all_multicast = settings.all_multicast;
    s.mtu = settings.set & ALCOVE_SET_MTU ? settings.mtu : 0;
    s.set_mac = settings.set & ALCOVE_SET_MAC;
    memcpy(s.mac, settings.mac, sizeof s.mac);
    s.add_multicast = settings.set & ALCOVE_SET_MULTICAST_ADD;
    s.drop_multicast = settings.set & ALCOVE_SET_MULTICAST_DROP;
    memcpy(s.multicast, settings.multicast, sizeof s.multicast);
    return interface_configure(name, s);
}

i32 syscall_interface_ioctl(const char* name, const UserBytes& request) {
    alcove_interface_ioctl copy;
    NetIoctl ioctl = {};
    static_assert(sizeof copy.data == sizeof ioctl.data && sizeof copy.argument == sizeof ioctl.argument);
    if (request.size() != sizeof copy) return to_errno(Error::invalid);
    if (const Result<void> r = request.copy(0, &copy, sizeof copy); !r) return to_errno(r.error());
    if (copy.data_bytes > sizeof copy.data) return to_errno(Error::invalid);
    ioctl.command = copy.command;
    ioctl.data_bytes = copy.data_bytes;
    memcpy(ioctl.argument, copy.argument, sizeof copy.argument);
    memcpy(ioctl.data, copy.data, sizeof copy.data);
    const int r = interface_ioctl(name, ioctl);
    if (r < 0) return r;
    memcpy(copy.argument, ioctl.argument, sizeof copy.argument);
    memcpy(copy.data, ioctl.data, sizeof copy.data);
    return syscall_result(request.fill(0, &copy, sizeof copy));
}

} // namespace alcove::exec
