// SPDX-License-Identifier: MIT
// What the host and the object inside of QEMU say to each other: one command, one answer, on a unix socket.
#pragma once
#include <cstdint>

namespace alcove::forkserver {

/// Names the socket, to which the object connects as soon as QEMU starts.
constexpr const char* k_socket_variable = "ALCOVE_FORKSERVER";

enum class Op : std::uint32_t {
    prepare, ///< stop all threads for good and make the guest's memory private
    fork,    ///< a copy of the process that goes on
    status,  ///< has the copy ended?
    end,     ///< kill the copy and wait for it
};

struct Command {
    Op op = Op::status;
    std::uint32_t unused = 0;
    std::uint64_t shared_offset = 0,
                  shared_bytes = 0; ///< prepare: what of the guest's memory stays shared with the host
    char memory_file[160] = {};     ///< prepare: as QEMU has mapped it
};

struct Answer {
    std::int32_t error; ///< an errno, or 0
    std::int32_t pid;   ///< fork: the copy
    std::int32_t ended; ///< status: 1 when it has ended
    std::int32_t wait_status;
    std::uint64_t processor_us; ///< status, end: what an ended copy has used
    char problem[96];           ///< beside an error: what could not be done
};

} // namespace alcove::forkserver
