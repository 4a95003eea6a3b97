// SPDX-License-Identifier: MIT
// What goes over a guest's wire, and the wire's plug: QEMU's packet dump and its monitor.
#pragma once
#include "tools/common/fd.h"
#include "tools/systest/test.h"

namespace alcove::systest {

struct Frame {
    std::string to, from; ///< "52:54:00:12:34:56"
    std::size_t bytes;    ///< from the Ethernet header on
};

/// Records the frames of a machine's first network card, and can pull its plug. Make it before the machine
/// and keep it as long.
class Wire {
  public:
    /// Adds what QEMU needs to the configuration.
    explicit Wire(MachineConfig& config);
    /// The frames so far.
    std::vector<Frame> frames() const;
    void plug(bool in);

  private:
    TempDir dir_;
    Fd listener_, monitor_;
};

} // namespace alcove::systest
