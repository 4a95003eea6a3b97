// SPDX-License-Identifier: MIT
// The demonstration: the same transfer with the driver isolated and with the driver native, broken on
// purpose.
#pragma once
#include "tools/common/display.h"
#include "tools/common/machine.h"
#include "tools/common/peer.h"
#include <memory>

namespace alcove::tools {

struct DemoOptions {
    Emulator emulator = Emulator::qemu;
    std::uint64_t bytes = 0;   ///< of each transfer
    std::uint64_t rate = 0;    ///< bytes a second that the peer sends at most
    std::uint32_t seed = 0;    ///< of the data and of the wild write's address
    std::uint32_t address = 0; ///< drawn from the seed: where the wild writes go
    double patience = 1;       ///< factor on all time limits
    bool keep_shell = false;   ///< leave the isolated machine running at the end
    std::string kernel, initrd;
    std::string driver = "ne2k", nic = "ne2k_pci"; ///< the bundle, and QEMU's name for what it drives
    std::string console_prefix; ///< keep the consoles in PREFIX-nooks.log and PREFIX-native.log
};

/// One failure on purpose and what came of it.
struct FailureShown {
    std::string kind;
    bool detected = false;
    std::string detected_as; ///< kind of the failure event
    bool recovered = false;
    double detect_us = 0;       ///< from the call into the driver to its failure
    double total_us = 0;        ///< failure to running again
    double first_packet_us = 0; ///< failure to first packet sent; 0 when unknown
};

struct HalfResult {
    bool ran = false; ///< got as far as the (first) failure
    std::vector<FailureShown> failures;
    std::uint64_t requested = 0, sent = 0; ///< sent: and arrived
    bool transfer_right = false;           ///< all bytes arrived and the checksums agree
    double seconds = 0;                    ///< of the transfer
    std::string outcome;                   ///< one line
    bool right = false;                    ///< as it should be: only for the isolated half
};

/// Machine with the driver in `mode`, shell started and network up.
std::unique_ptr<Machine> boot_demo(const DemoOptions& options, const std::string& mode, Display& display);

/// The transfer in a booted machine: program `fetch`, checked against the peer.
class RunningTransfer {
  public:
    RunningTransfer(Machine& machine, Peer& peer, const DemoOptions& options);
    /// Shows progress until the peer has sent `part` of all, the program has ended, nothing moves for
    /// `stall`, or the machine is gone. True when it got that far.
    bool wait_for(double part, Display& display, Milliseconds stall, const char* label = "transfer");
    bool ended();
    /// Bytes of the data that have reached the guest: the peer's count runs ahead by what the host buffers.
    std::uint64_t arrived();
    /// Exit status of the program; -1 while it runs.
    int status();
    Transfer state() const { return peer_.transfer(index_); }
    double seconds() const;
    Machine& machine() { return machine_; }

  private:
    Machine& machine_;
    Peer& peer_;
    std::size_t index_;
    std::size_t mark_;
    double pid_;
    int status_ = -1;
    double received_before_ = 0;
    std::uint64_t arrived_ = 0;
    SteadyClock::time_point asked_;
    SteadyClock::time_point start_, end_;
};

HalfResult show_isolated(Machine& machine, Peer& peer, const DemoOptions& options, Display& display);
HalfResult show_native(Machine& machine, Peer& peer, const DemoOptions& options, Display& display);

/// `ms` stretched by the options' patience (Bochs is slower).
Milliseconds patient(const DemoOptions& options, int ms);

} // namespace alcove::tools
