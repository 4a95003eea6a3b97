// SPDX-License-Identifier: MIT
// Listening and connected stream sockets for emulators' serial lines and for the traffic peer.
#pragma once
#include "tools/common/fd.h"
#include <string>

namespace alcove::tools {

/// A listening unix socket at `path`.
Fd listen_unix(const std::string& path);
/// A listening TCP socket on 127.0.0.1, port chosen by the system and stored in `port`.
Fd listen_loopback(unsigned short& port);
/// A UDP socket on 127.0.0.1, port chosen by the system and stored in `port`.
Fd udp_loopback(unsigned short& port);
/// Connects to a TCP port of 127.0.0.1; an empty Fd when refused.
Fd connect_loopback(unsigned short port);
/// Waits until the descriptor can be read; false after `timeout_ms`.
bool wait_readable(int fd, int timeout_ms);
/// Sends everything; false when the other side is gone.
bool send_all(int fd, const void* data, std::size_t size);

} // namespace alcove::tools
