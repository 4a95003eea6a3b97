// SPDX-License-Identifier: MIT
// A running emulator: its console (COM1), its control channel (COM2: commands in, JSON lines out) and its
// end.
#pragma once
#include "tools/common/child.h"
#include "tools/common/fd.h"
#include "tools/common/launch.h"
#include "tools/common/machine_config.h"
#include "tools/common/temp_dir.h"
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <nlohmann/json.hpp>

namespace alcove::tools {

using Json = nlohmann::json;
using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

/// One line of the control channel, with the host's time of arrival.
struct Message {
    Json json;
    SteadyClock::time_point at;
    /// Value of "event", or "".
    std::string event() const;
    /// A field as text or number; the default when absent or of another type.
    std::string text(const char* field, const std::string& otherwise = "") const;
    double number(const char* field, double otherwise = 0) const;
};

/// The answer to a command: its lines (without unasked events) and the status of "done".
struct Reply {
    bool answered = false; ///< false: no "done" in time, or the machine is gone
    int status = 0;        ///< 0 or -errno
    std::vector<Json> lines;
    /// The numbers of all lines in one object.
    Json merged() const;
    /// The texts of {"report":...} lines, joined.
    std::string report() const;
};

/// How a machine ended.
enum class Ending { running, exited, killed_by_limit, killed };

using MessageTest = std::function<bool(const Message&)>;

/// All waits return early when the machine ends. Methods may be called from any thread; the machine
/// itself must be destroyed in the thread that made it.
class Machine {
  public:
    explicit Machine(MachineConfig config);
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // --- control channel ---
    /// Position after the last message so far; a start for waits.
    std::size_t mark() const;
    /// First message at or after `from` that `test` accepts, and where it is (for the next wait).
    std::optional<Message> wait(std::size_t from, const MessageTest& test, Milliseconds timeout,
                                std::size_t* position = nullptr);
    /// The same by event name; throws when it doesn't come.
    Message expect_event(std::size_t from, const std::string& event, Milliseconds timeout);
    /// Messages from position `from` on.
    std::vector<Message> messages(std::size_t from) const;
    /// Sends a command and collects its answer. One at a time.
    Reply command(const std::string& line, Milliseconds timeout = Milliseconds(10000));
    /// The same, but throws on no answer or a status that is not 0.
    Reply must(const std::string& line, Milliseconds timeout = Milliseconds(10000));
    /// Sends a line without waiting for an answer.
    void send_line(const std::string& line);

    // --- console ---
    std::string console() const;
    /// The last lines of the console, for error messages.
    std::string console_tail(std::size_t lines = 8) const;
    /// Waits until the console shows `text` at or after byte `from`.
    bool wait_console(const std::string& text, Milliseconds timeout, std::size_t from = 0);
    void send_console(std::string_view bytes);
    /// Called from the reader's thread with what COM1 says from now on; empty to stop.
    void set_console_sink(std::function<void(std::string_view)> sink);

    // --- life ---
    Ending ending() const { return ending_; }
    bool alive() const { return ending_ == Ending::running; }
    /// Waits until the emulator ends by itself; nothing if it doesn't.
    std::optional<ChildStatus> wait_exit(Milliseconds timeout);
    void kill();
    /// From now on the machine may run for ever.
    void lift_limit() { limited_ = false; }
    SteadyClock::time_point started() const { return started_; }
    const MachineConfig& config() const { return config_; }
    /// "label: what (how it ended); the console's last lines", thrown as an Error.
    [[noreturn]] void fail_with_console(const std::string& what) const;

  private:
    void read_loop();
    bool read_from(int line);
    void take_console(std::string_view bytes);
    void take_control(std::string_view bytes);
    void check_end();

    MachineConfig config_;
    TempDir dir_;
    SerialEnds serial_;
    Fd listener_[2];
    Fd line_[2];
    std::unique_ptr<Child> child_;
    SteadyClock::time_point started_;

    mutable std::mutex mutex_;
    std::mutex command_mutex_;
    std::condition_variable changed_;
    std::vector<Message> messages_;
    std::string console_;
    std::string partial_;
    std::function<void(std::string_view)> console_sink_;
    std::optional<ChildStatus> exit_status_;
    std::atomic<Ending> ending_ = Ending::running;
    std::atomic<bool> limited_ = true;
    std::atomic<bool> stop_ = false;
    std::thread reader_;
};

/// True for messages whose "event" is `name`.
MessageTest event_is(std::string name);

} // namespace alcove::tools
