// SPDX-License-Identifier: MIT
// A connection to QEMU's monitor (QMP): commands, their answers, events.
#pragma once
#include "tools/common/fd.h"
#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <nlohmann/json.hpp>

namespace alcove::tools {

/// The emulator closed the connection, or speaks something else: it is gone.
class QmpGone : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Not thread-safe. Every call throws QmpGone when the emulator is gone.
class Qmp {
  public:
    using Json = nlohmann::json;
    /// Takes the connection that QEMU makes to a listening unix socket and gets through the greeting; throws
    /// QmpGone when none comes in that time.
    Qmp(int listener, std::chrono::milliseconds timeout);

    /// Version as QEMU says it: major * 1000 + minor.
    unsigned version() const { return version_; }
    /// Runs a command; returns what it returns, throws tools::Error when it fails. Without an answer in a
    /// minute the emulator counts as gone.
    Json command(const std::string& name, const Json& arguments = Json::object());
    /// Runs a command and waits for nothing: what it returns is dropped, that it fails shows in event().
    void start(const std::string& name, const Json& arguments = Json::object());
    /// A line of the human monitor; throws tools::Error with what it says, if it says anything.
    void monitor(const std::string& line);
    /// The next event, of those that came and were not taken yet. Throws tools::Error when a command that was
    /// started failed.
    std::optional<Json> event(std::chrono::milliseconds timeout);
    void forget_events() { events_.clear(); }
    /// Drops everything that was said until now, a half line too: whoever said it is no more.
    void forget_all();

  private:
    /// One message, or nothing in that time.
    std::optional<Json> read(std::chrono::milliseconds timeout);
    void send(const Json& message);
    Fd fd_;
    std::string partial_;
    std::deque<Json> events_;
    unsigned version_ = 0, last_id_ = 0;
};

} // namespace alcove::tools
