// SPDX-License-Identifier: MIT
// A running emulator: start, reader thread, waits, end.
#include "tools/common/machine.h"
#include "tools/common/error.h"
#include "tools/common/socket.h"
#include <cerrno>
#include <fstream>
#include <poll.h>
#include <sys/socket.h>

namespace alcove::tools {
namespace {

constexpr int k_console = 0;
constexpr int k_control = 1;
constexpr int k_poll_ms = 20;

/// Events that a command itself makes; the others come unasked.
bool belongs_to_answer(const std::string& event) { return event == "started" || event == "load_failed"; }

std::string first_word(const std::string& line) { return line.substr(0, line.find(' ')); }

} // namespace

Machine::Machine(MachineConfig config) : config_(std::move(config)) {
    check_products(config_);
    const bool qemu = config_.emulator == Emulator::qemu;
    for (int i = 0; i < 2; ++i) {
        serial_.unix_path[i] = dir_.file(i ? "com2" : "com1");
        listener_[i] = qemu ? listen_unix(serial_.unix_path[i]) : listen_loopback(serial_.tcp_port[i]);
    }
    const auto arguments =
        qemu ? qemu_arguments(config_, serial_, dir_) : bochs_arguments(config_, serial_, dir_);
    started_ = SteadyClock::now();
    child_ = std::make_unique<Child>(arguments, dir_.file("emulator.out"));
    reader_ = std::thread([this] { read_loop(); });
}

Machine::~Machine() {
    stop_ = true;
    reader_.join();
    child_->kill();
    if (!config_.console_copy.empty()) std::ofstream(config_.console_copy, std::ios::binary) << console_;
}

void Machine::read_loop() {
    while (!stop_) {
        pollfd p[2];
        for (int i = 0; i < 2; ++i)
            p[i] = {line_[i] ? line_[i].get() : listener_[i] ? listener_[i].get() : -1, POLLIN, 0};
        if (poll(p, 2, k_poll_ms) > 0) {
            for (int i = 0; i < 2; ++i) {
                if (!p[i].revents) continue;
                if (line_[i] && read_from(i)) continue;
                std::lock_guard lock(mutex_);
                line_[i] = listener_[i] ? Fd(accept(listener_[i].get(), nullptr, nullptr)) : Fd();
                listener_[i].reset();
            }
        }
        check_end();
        if (ending_ != Ending::running && !line_[0] && !line_[1]) return;
    }
}

void Machine::check_end() {
    std::lock_guard lock(mutex_);
    if (ending_ != Ending::running) {
        // The tail of the lines is read until they close; an emulator that never connected has none.
        for (Fd& l : listener_) l.reset();
        return;
    }
    if (const auto s = child_->status()) {
        exit_status_ = s;
        ending_ = Ending::exited;
    } else if (limited_ && SteadyClock::now() - started_ > config_.wall_limit) {
        child_->kill();
        ending_ = Ending::killed_by_limit;
    } else {
        return;
    }
    changed_.notify_all();
}

bool Machine::read_from(int line) {
    char buffer[65536];
    const ssize_t n = recv(line_[line].get(), buffer, sizeof buffer, 0);
    if (n < 0 && errno == EINTR) return true;
    if (n <= 0) return false;
    const std::string_view bytes(buffer, static_cast<std::size_t>(n));
    std::lock_guard lock(mutex_);
    if (line == k_console)
        take_console(bytes);
    else
        take_control(bytes);
    changed_.notify_all();
    return true;
}

void Machine::take_console(std::string_view bytes) {
    console_ += bytes;
    if (console_sink_) console_sink_(bytes);
}

void Machine::take_control(std::string_view bytes) {
    partial_ += bytes;
    std::size_t start = 0;
    for (std::size_t end; (end = partial_.find('\n', start)) != std::string::npos; start = end + 1) {
        Json json = Json::parse(partial_.substr(start, end - start), nullptr, false);
        // A damaged guest may send anything; only objects are messages.
        if (json.is_object()) messages_.push_back({std::move(json), SteadyClock::now()});
    }
    partial_.erase(0, start);
}

std::size_t Machine::mark() const {
    std::lock_guard lock(mutex_);
    return messages_.size();
}

std::optional<Message> Machine::wait(std::size_t from, const MessageTest& test, Milliseconds timeout,
                                     std::size_t* position) {
    const auto until = SteadyClock::now() + timeout;
    std::unique_lock lock(mutex_);
    for (;;) {
        for (; from < messages_.size(); ++from) {
            if (!test(messages_[from])) continue;
            if (position) *position = from;
            return messages_[from];
        }
        if (ending_ != Ending::running && !line_[k_control]) return std::nullopt;
        const auto slice = std::min(until, SteadyClock::now() + Milliseconds(100));
        if (changed_.wait_until(lock, slice) == std::cv_status::timeout && SteadyClock::now() >= until)
            return std::nullopt;
    }
}

Message Machine::expect_event(std::size_t from, const std::string& event, Milliseconds timeout) {
    const auto message = wait(from, event_is(event), timeout);
    if (!message)
        fail_with_console(fmt::format("no event \"{}\" within {} s", event, timeout.count() / 1000.0));
    return *message;
}

std::vector<Message> Machine::messages(std::size_t from) const {
    std::lock_guard lock(mutex_);
    if (from >= messages_.size()) return {};
    return {messages_.begin() + static_cast<std::ptrdiff_t>(from), messages_.end()};
}

void Machine::send_line(const std::string& line) {
    const std::string text = line + "\n";
    if (alive() && line_[k_control]) send_all(line_[k_control].get(), text.data(), text.size());
}

Reply Machine::command(const std::string& line, Milliseconds timeout) {
    std::lock_guard one_at_a_time(command_mutex_);
    const std::size_t from = mark();
    send_line(line);
    std::size_t end = 0;
    const std::string name = first_word(line);
    const auto done = wait(
        from, [&](const Message& m) { return m.text("done") == name; }, timeout, &end);
    Reply reply;
    reply.answered = done.has_value();
    reply.status = done ? static_cast<int>(done->number("status")) : 0;
    auto lines = messages(from);
    if (done) lines.resize(end - from);
    for (Message& m : lines)
        if (!m.json.contains("event") || belongs_to_answer(m.event()))
            reply.lines.push_back(std::move(m.json));
    return reply;
}

Reply Machine::must(const std::string& line, Milliseconds timeout) {
    Reply reply = command(line, timeout);
    if (!reply.answered) fail_with_console(fmt::format("no answer to '{}'", line));
    if (reply.status != 0) fail_with_console(fmt::format("'{}' failed with status {}", line, reply.status));
    return reply;
}

std::string Machine::console() const {
    std::lock_guard lock(mutex_);
    return console_;
}

std::string Machine::console_tail(std::size_t lines) const {
    std::string text = console();
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    std::size_t at = text.size();
    while (lines-- > 0 && at != std::string::npos && at > 0) at = text.rfind('\n', at - 1);
    return at == std::string::npos || at == 0 ? text : text.substr(at + 1);
}

bool Machine::wait_console(const std::string& text, Milliseconds timeout, std::size_t from) {
    const auto until = SteadyClock::now() + timeout;
    std::unique_lock lock(mutex_);
    while (console_.find(text, from) == std::string::npos) {
        if (ending_ != Ending::running && !line_[k_console]) return false;
        if (SteadyClock::now() >= until) return false;
        changed_.wait_for(lock, Milliseconds(50));
    }
    return true;
}

void Machine::send_console(std::string_view bytes) {
    if (alive() && line_[k_console]) send_all(line_[k_console].get(), bytes.data(), bytes.size());
}

void Machine::set_console_sink(std::function<void(std::string_view)> sink) {
    std::lock_guard lock(mutex_);
    console_sink_ = std::move(sink);
}

std::optional<ChildStatus> Machine::wait_exit(Milliseconds timeout) {
    const auto until = SteadyClock::now() + timeout;
    std::unique_lock lock(mutex_);
    while (ending_ == Ending::running && SteadyClock::now() < until)
        changed_.wait_for(lock, Milliseconds(20));
    return exit_status_;
}

void Machine::kill() {
    std::lock_guard lock(mutex_);
    if (ending_ != Ending::running) return;
    child_->kill();
    ending_ = Ending::killed;
    changed_.notify_all();
}

void Machine::fail_with_console(const std::string& what) const {
    std::string how;
    if (ending_ == Ending::exited) {
        std::lock_guard lock(mutex_);
        how = fmt::format(" ({} ended with status {})", emulator_name(config_.emulator), exit_status_->code);
    } else if (ending_ == Ending::killed_by_limit) {
        how = fmt::format(" (killed at its limit of {} s)", config_.wall_limit.count());
    }
    std::string tail = console_tail();
    if (tail.empty()) {
        tail = read_file(dir_.file("emulator.out"));
        if (tail.size() > 800) tail = tail.substr(tail.size() - 800);
    }
    fail("{}: {}{}; the last lines:\n{}", config_.label, what, how, tail);
}

} // namespace alcove::tools
