// SPDX-License-Identifier: MIT
// fetch: gets a URL, or sends test data to one, and checks what was transferred.
#include "alcove/http.h"
#include "alcove/pattern.h"
#include "alcove/program.h"
#include "progress.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

using namespace alcove::user;
using alcove::fetch::Progress;

namespace {

constexpr Program k_program = {
    "fetch", "[-cq] [-t SECONDS] [-u BYTES [-s SEED]] URL",
    "Gets a http:// URL and writes it to standard output.", "cqs:t:u:",
    "  -c  prints length and CRC-32 only, and compares them with the headers Content-Length and X-CRC32\n"
    "  -q  no progress bar\n"
    "  -t  gives up after so much silence (default 120 s: a driver may be restarting)\n"
    "  -u  posts BYTES of test data instead, and compares the answer's crc32=\n"
    "  -s  seed of the test data (default 1)\n"
    "The status is 0 when all is right, else 1.\n"};

constexpr unsigned k_buffer = 32768;
char g_buffer[k_buffer];

struct Request {
    char host[128];
    char path[512];
    unsigned short port = 80;
    bool check = false, quiet = false;
    unsigned timeout_ms = 120000;
    unsigned upload = 0, seed = 1;
    /// Only where somebody sits and nothing else is written.
    bool bar() const {
        if (quiet || !isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) return false;
        return check || upload || !isatty(STDOUT_FILENO);
    }
};

/// http://HOST[:PORT][/PATH]
void parse_url(const char* url, Request& request) {
    constexpr char k_scheme[] = "http://";
    if (strncmp(url, k_scheme, sizeof k_scheme - 1) != 0) fail("%s: only http:// URLs are understood", url);
    const char* host = url + sizeof k_scheme - 1;
    const size_t length = strcspn(host, ":/");
    if (length == 0 || length >= sizeof request.host) fail("%s: the host is missing or too long", url);
    memcpy(request.host, host, length);
    request.host[length] = '\0';
    const char* rest = host + length;
    if (*rest == ':') {
        char* end;
        const unsigned long port = strtoul(rest + 1, &end, 10);
        if (end == rest + 1 || port == 0 || port > 65535) fail("%s: wrong port", url);
        request.port = static_cast<unsigned short>(port);
        rest = end;
    }
    if (*rest != '\0' && *rest != '/') fail("%s: wrong URL", url);
    if (strlcpy(request.path, *rest ? rest : "/", sizeof request.path) >= sizeof request.path)
        fail("%s: too long", url);
}

Request parse(Options& options) {
    Request request;
    while (const char letter = options.next()) {
        switch (letter) {
        case 'c':
            request.check = true;
            break;
        case 'q':
            request.quiet = true;
            break;
        case 't':
            request.timeout_ms = options.number(1, 86400) * 1000;
            break;
        case 'u':
            request.upload = options.number(1, 0xFFFFFFFF);
            break;
        case 's':
            request.seed = options.number(0, 0xFFFFFFFF);
            break;
        }
    }
    options.expect_operands(1, 1);
    parse_url(options.operands()[0], request);
    return request;
}

void send_head(int fd, const Request& request) {
    char head[1024];
    int n = sniprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: %s:%u\r\nConnection: close\r\n",
                      request.upload ? "POST" : "GET", request.path, request.host, request.port);
    if (request.upload) {
        n += sniprintf(head + n, sizeof head - static_cast<size_t>(n),
                       "Content-Type: application/octet-stream\r\nContent-Length: %u\r\n", request.upload);
    }
    strlcat(head, "\r\n", sizeof head);
    if (!send_all(fd, head, strlen(head))) fail_errno("%s: sending the request", request.host);
}

/// Posts the test data; returns its CRC.
uint32_t send_data(int fd, const Request& request) {
    Progress progress(request.upload, request.bar());
    Xorshift32 words(request.seed);
    uint32_t crc = 0;
    for (unsigned sent = 0; sent < request.upload;) {
        const unsigned n = request.upload - sent < k_buffer ? request.upload - sent : k_buffer;
        words.fill(g_buffer, (n + 3) / 4 * 4);
        crc = crc32(crc, g_buffer, n);
        if (!send_all(fd, g_buffer, n)) fail_errno("%s: after %u bytes", request.host, sent);
        sent += n;
        progress.at(sent);
    }
    progress.clear();
    return crc;
}

/// Reads the body and hands it on; returns its CRC.
uint32_t receive(HttpMessage& answer, const Request& request, uint64_t& bytes) {
    uint64_t length = 0;
    answer.length(length);
    Progress progress(length, request.bar());
    uint32_t crc = 0;
    for (bytes = 0;;) {
        const int n = answer.read_body(g_buffer, k_buffer);
        if (n == 0) break;
        if (n < 0) {
            progress.clear();
            fail("%s: after %llu bytes: %s", request.host, static_cast<unsigned long long>(bytes),
                 answer.error());
        }
        if (request.check) {
            crc = crc32(crc, g_buffer, static_cast<unsigned>(n));
        } else if (write(STDOUT_FILENO, g_buffer, static_cast<unsigned>(n)) < 0) {
            fail_errno("standard output");
        }
        bytes += static_cast<unsigned>(n);
        progress.at(bytes);
    }
    progress.clear();
    return crc;
}

/// "N bytes, crc32 XXXXXXXX, ok". `expected`: hexadecimal, or nullptr when the other side didn't say.
int verdict(uint64_t bytes, uint32_t crc, const char* expected) {
    iprintf("%llu bytes, crc32 %08lx", static_cast<unsigned long long>(bytes),
            static_cast<unsigned long>(crc));
    if (!expected) {
        puts("");
        return 0;
    }
    const unsigned long there = strtoul(expected, nullptr, 16);
    if (there == crc) {
        puts(", ok");
        return 0;
    }
    iprintf(", WRONG: %08lx was expected\n", there);
    return 1;
}

int finish_upload(HttpMessage& answer, const Request& request, uint32_t crc) {
    unsigned length = 0;
    for (int n; length < sizeof g_buffer - 1; length += static_cast<unsigned>(n)) {
        n = answer.read_body(g_buffer + length, sizeof g_buffer - 1 - length);
        if (n < 0) fail("%s: in the answer: %s", request.host, answer.error());
        if (n == 0) break;
    }
    g_buffer[length] = '\0';
    const char* there = strstr(g_buffer, "crc32=");
    return verdict(request.upload, crc, there ? there + strlen("crc32=") : nullptr);
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const Request request = parse(options);
    const int fd = connect_to(request.host, request.port, request.timeout_ms);
    if (fd < 0) fail_errno("%s:%u", request.host, request.port);
    send_head(fd, request);
    const uint32_t sent = request.upload ? send_data(fd, request) : 0;

    static HttpMessage answer(fd);
    if (!answer.read_head()) fail("%s: %s", request.host, answer.error());
    const char* code = strchr(answer.start_line(), ' ');
    if (!code || code[1] != '2') fail("%s%s: %s", request.host, request.path, answer.start_line());
    if (request.upload) return finish_upload(answer, request, sent);

    uint64_t bytes;
    const uint32_t crc = receive(answer, request, bytes);
    return request.check ? verdict(bytes, crc, answer.header("X-CRC32")) : 0;
}
