// SPDX-License-Identifier: MIT
// One connection of the HTTP server.
#pragma once

namespace alcove::httpd {

/// Answers one request on the socket. Returns the status for the process.
int serve(int fd, bool verbose);

} // namespace alcove::httpd
