// SPDX-License-Identifier: MIT
// Sends a file of the RAM file system over the control channel, as base64 (RFC 4648).
#include "exec/control_file.h"
#include "exec/control.h"
#include "exec/vfs.h"
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_piece = 1200; ///< bytes to a line: 1600 characters

/// Writes the text of up to k_piece bytes.
void encode(const u8* from, u32 size, char* to) {
    static constexpr char k_letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (u32 i = 0; i < size; i += 3) {
        const u32 left = size - i;
        const u32 bits = from[i] << 16 | (left > 1 ? from[i + 1] << 8 : 0) | (left > 2 ? from[i + 2] : 0);
        *to++ = k_letters[bits >> 18];
        *to++ = k_letters[bits >> 12 & 63];
        *to++ = left > 1 ? k_letters[bits >> 6 & 63] : '=';
        *to++ = left > 2 ? k_letters[bits & 63] : '=';
    }
    *to = '\0';
}

int command_file(int argc, char** argv) {
    if (argc != 2) return to_errno(Error::invalid);
    const Result<const Node*> node = vfs_find(argv[1]);
    if (!node) return to_errno(node.error());
    if (node.value()->type != NodeType::file) return to_errno(Error::invalid);
    JsonLine().field("size", node.value()->view.size);
    static u8 piece[k_piece]; // one thread runs commands
    static char text[k_piece / 3 * 4 + 1];
    for (u32 at = 0;;) {
        const u32 n = vfs_read(*node.value(), at, piece, k_piece);
        if (n == 0) return 0;
        encode(piece, n, text);
        JsonLine().field("data", text);
        at += n;
    }
}

constexpr ControlCommand k_command = {"file", "file PATH", command_file};

} // namespace

void control_file_init() { control_register(&k_command, 1); }

} // namespace alcove::exec
