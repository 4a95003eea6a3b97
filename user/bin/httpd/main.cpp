// SPDX-License-Identifier: MIT
// httpd: a small HTTP server; each connection gets a process of its own.
#include "alcove/http.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include "connection.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "httpd", "[-v] [-p PORT]", "Serves the RAM file system over HTTP.", "p:vC",
    "  -p  port (default 80)\n"
    "  -v  tells of each request\n"
    "GET /data?bytes=N&seed=S sends generated test data, with its CRC-32 in X-CRC32;\n"
    "POST takes any body and answers with its length and CRC-32.\n"};

constexpr int k_most_children = 16;
constexpr unsigned k_timeout_ms = 120000; // a driver may be restarting below

int listen_on(unsigned port) {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) fail_errno("no socket");
    const int yes = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0)
        fail_errno("port %u", port);
    if (listen(fd, k_most_children) < 0) fail_errno("port %u", port);
    return fd;
}

void serve_in_child(int connection, bool verbose) {
    const char* const argv[] = {"httpd", "-C", verbose ? "-v" : nullptr, nullptr};
    if (spawn("/bin/httpd", argv, {connection, STDOUT_FILENO, STDERR_FILENO}, ALCOVE_JOB_SAME) < 0)
        complain_errno("cannot start a process for a connection");
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    unsigned port = 80;
    bool verbose = false, child = false;
    while (const char letter = options.next()) {
        if (letter == 'p') port = options.number(1, 65535);
        if (letter == 'v') verbose = true;
        if (letter == 'C') child = true;
    }
    options.expect_operands(0, 0);
    if (child) return alcove::httpd::serve(STDIN_FILENO, verbose);

    const int listener = listen_on(port);
    for (int children = 0;;) {
        const int connection = accept(listener, nullptr, nullptr);
        if (connection < 0) {
            complain_errno("accept");
            sleep_ms(100);
            continue;
        }
        set_timeouts(connection, k_timeout_ms);
        serve_in_child(connection, verbose);
        close(connection);
        int status;
        children++;
        while (children > 0 && wait_for(-1, status, children < k_most_children) > 0) children--;
    }
}
