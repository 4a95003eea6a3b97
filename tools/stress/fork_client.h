// SPDX-License-Identifier: MIT
// The host's end of tools/forkserver: has the emulator copied for each trial.
#pragma once
#include "tools/common/fd.h"
#include "tools/forkserver/protocol.h"
#include <optional>
#include <string>
#include <vector>

namespace alcove::stress {

/// Commands throw tools::QmpGone when the emulator is gone.
class ForkClient {
  public:
    /// Listens at `socket`. Nothing comes of it where the object `library` is missing.
    ForkClient(std::string socket, const std::string& library);
    /// What stands before the emulator's arguments.
    std::vector<std::string> prefix() const;
    /// The emulator, which must stand still, becomes the origin of copies. False: that is not possible here,
    /// problem() says why, and the emulator is as it was.
    bool prepare(const std::string& memory_file, std::size_t shared_offset, std::size_t shared_bytes);
    const std::string& problem() const { return problem_; }

    /// Makes a copy; its process.
    pid_t fork();
    /// The copy has ended by itself: how, in words.
    std::optional<std::string> death();
    /// Kills the copy; microseconds that it got from the host's processors.
    std::uint64_t end();

  private:
    forkserver::Answer ask(const forkserver::Command& command);
    std::string path_, library_, problem_;
    tools::Fd listener_, fd_;
    std::optional<forkserver::Answer> ended_; ///< of the present copy
};

} // namespace alcove::stress
