// SPDX-License-Identifier: MIT
// Requests and answers: files of the RAM file system, test data, a sink for uploads.
#include "connection.h"
#include "alcove/http.h"
#include "alcove/pattern.h"
#include "alcove/program.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

namespace alcove::httpd {

using namespace alcove::user;

namespace {

constexpr unsigned k_buffer = 16384;
char g_buffer[k_buffer];

struct Request {
    char method[8];
    char path[512]; ///< decoded, without the query
    char query[256];
};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// Takes "METHOD /path?query HTTP/1.1" apart; false when it is none.
bool parse(const char* line, Request& to) {
    const char* target = strchr(line, ' ');
    if (!target || target - line >= static_cast<int>(sizeof to.method)) return false;
    memcpy(to.method, line, static_cast<size_t>(target - line));
    to.method[target - line] = '\0';
    unsigned n = 0;
    const char* p = target + 1;
    for (; *p && *p != ' ' && *p != '?' && n < sizeof to.path - 1; p++) {
        const int high = *p == '%' ? hex_digit(p[1]) : -1;
        const int low = high >= 0 ? hex_digit(p[2]) : -1;
        if (low >= 0) p += 2;
        to.path[n++] = low >= 0 ? static_cast<char>(high * 16 + low) : *p;
    }
    to.path[n] = '\0';
    const size_t length = *p == '?' ? strcspn(p + 1, " ") : 0;
    if ((*p != ' ' && *p != '?' && *p != '\0') || length >= sizeof to.query) return false;
    memcpy(to.query, p + 1, length);
    to.query[length] = '\0';
    return to.path[0] == '/';
}

/// Value of NAME=NUMBER in the query, or `otherwise`.
unsigned long long query_number(const Request& request, const char* name, unsigned long long otherwise) {
    const size_t length = strlen(name);
    for (const char* p = request.query; *p;) {
        if (strncmp(p, name, length) == 0 && p[length] == '=') return strtoull(p + length + 1, nullptr, 0);
        p += strcspn(p, "&");
        if (*p) p++;
    }
    return otherwise;
}

bool send_head(int fd, const char* status, const char* type, unsigned long long length, const char* more) {
    char head[512];
    const int n = sniprintf(head, sizeof head,
                            "HTTP/1.1 %s\r\nServer: Alcove\r\nContent-Type: %s\r\nContent-Length: %llu\r\n"
                            "%sConnection: close\r\n\r\n",
                            status, type, length, more);
    return send_all(fd, head, static_cast<unsigned>(n));
}

bool send_text(int fd, const char* status, const char* type, const char* text) {
    return send_head(fd, status, type, strlen(text), "") && send_all(fd, text, strlen(text));
}

/// The generated stream; `f(bytes, count)` for each piece, until it says false.
template <typename F>
bool generate(unsigned long long bytes, uint32_t seed, F f) {
    Xorshift32 words(seed);
    while (bytes > 0) {
        const unsigned n = bytes < k_buffer ? static_cast<unsigned>(bytes) : k_buffer;
        words.fill(g_buffer, (n + 3) / 4 * 4);
        if (!f(g_buffer, n)) return false;
        bytes -= n;
    }
    return true;
}

bool send_data(int fd, const Request& request, bool body) {
    const unsigned long long bytes = query_number(request, "bytes", 1 << 20);
    const uint32_t seed = static_cast<uint32_t>(query_number(request, "seed", 1));
    uint32_t crc = 0;
    generate(bytes, seed, [&](const void* data, unsigned n) {
        crc = crc32(crc, data, n);
        return true;
    });
    char header[32];
    sniprintf(header, sizeof header, "X-CRC32: %08lx\r\n", static_cast<unsigned long>(crc));
    if (!send_head(fd, "200 OK", "application/octet-stream", bytes, header)) return false;
    return !body ||
           generate(bytes, seed, [&](const void* data, unsigned n) { return send_all(fd, data, n); });
}

/// Reads an upload and tells what came.
bool receive_data(int fd, HttpMessage& message) {
    unsigned long long bytes = 0;
    uint32_t crc = 0;
    int n;
    while ((n = message.read_body(g_buffer, k_buffer)) > 0) {
        crc = crc32(crc, g_buffer, static_cast<unsigned>(n));
        bytes += static_cast<unsigned>(n);
    }
    if (n < 0) return false;
    char text[64];
    sniprintf(text, sizeof text, "bytes=%llu crc32=%08lx\n", bytes, static_cast<unsigned long>(crc));
    return send_text(fd, "200 OK", "text/plain", text);
}

bool send_folder(int fd, const Request& request) {
    DIR* directory = opendir(request.path);
    if (!directory) return send_text(fd, "500 Internal Server Error", "text/plain", "cannot be read\n");
    const bool slash = request.path[strlen(request.path) - 1] == '/';
    const char* base = slash ? request.path : strrchr(request.path, '/') + 1;
    unsigned n = static_cast<unsigned>(sniprintf(
        g_buffer, k_buffer, "<!DOCTYPE html><title>%s</title><h1>%s</h1><ul>\n", request.path, request.path));
    while (const dirent* entry = readdir(directory)) {
        const char* mark = entry->d_type == DT_DIR ? "/" : "";
        if (n + 2 * sizeof entry->d_name + sizeof request.path > k_buffer) break;
        n += static_cast<unsigned>(
            sniprintf(g_buffer + n, k_buffer - n, "<li><a href=\"%s%s%s%s\">%s%s</a> %u\n", slash ? "" : base,
                      slash ? "" : "/", entry->d_name, mark, entry->d_name, mark, entry->d_size));
    }
    closedir(directory);
    strlcat(g_buffer, "</ul>\n", k_buffer);
    return send_text(fd, "200 OK", "text/html", g_buffer);
}

const char* type_of(const char* path) {
    struct Type {
        const char *ending, *type;
    };
    constexpr Type k_types[] = {{".html", "text/html"}, {".txt", "text/plain"},     {".conf", "text/plain"},
                                {".css", "text/css"},   {".js", "text/javascript"}, {".md", "text/plain"}};
    const char* ending = strrchr(path, '.');
    for (const Type& t : k_types) {
        if (ending && strcmp(ending, t.ending) == 0) return t.type;
    }
    return "application/octet-stream";
}

bool send_file(int fd, const Request& request, bool body) {
    struct stat status;
    if (stat(request.path, &status) < 0)
        return send_text(fd, "404 Not Found", "text/plain", "no such file here\n");
    if (S_ISDIR(status.st_mode)) return send_folder(fd, request);
    const int file = S_ISREG(status.st_mode) ? open(request.path, O_RDONLY) : -1;
    if (file < 0) return send_text(fd, "403 Forbidden", "text/plain", "not a file\n");
    bool ok = send_head(fd, "200 OK", type_of(request.path), static_cast<unsigned>(status.st_size), "");
    for (int n; ok && body && (n = read(file, g_buffer, k_buffer)) > 0;)
        ok = send_all(fd, g_buffer, static_cast<unsigned>(n));
    close(file);
    return ok;
}

bool answer(int fd, HttpMessage& message, const Request& request) {
    if (strcmp(request.method, "POST") == 0) return receive_data(fd, message);
    const bool body = strcmp(request.method, "GET") == 0;
    if (!body && strcmp(request.method, "HEAD") != 0)
        return send_text(fd, "405 Method Not Allowed", "text/plain", "GET, HEAD and POST are understood\n");
    return strcmp(request.path, "/data") == 0 ? send_data(fd, request, body) : send_file(fd, request, body);
}

} // namespace

int serve(int fd, bool verbose) {
    static HttpMessage message(fd);
    if (!message.read_head()) return 1;
    message.no_body_without_length();
    Request request;
    if (!parse(message.start_line(), request))
        return send_text(fd, "400 Bad Request", "text/plain", "not understood\n") ? 0 : 1;
    if (verbose) fiprintf(stderr, "httpd: %s\n", message.start_line());
    if (answer(fd, message, request)) return 0;
    complain_errno("%s: broken off", request.path);
    return 1;
}

} // namespace alcove::httpd
