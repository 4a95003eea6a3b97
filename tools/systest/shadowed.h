// SPDX-License-Identifier: MIT
// A guest with the test extension `shadowed` (tests/system/modules): what it was told, what programs see.
#pragma once
#include "tools/systest/guest.h"

namespace alcove::systest {

/// The interface eth0 with the driver `shadowed` below, at 10.7.0.2/24 with nobody else.
class Shadowed {
  public:
    /// `parameters`: lines for driver.conf, such as "param.shadowed.deaf = 1".
    explicit Shadowed(Test& test, const std::string& parameters = "",
                      const std::string& command_line = "mode=nooks load=shadowed");
    Machine& machine() { return machine_; }

    /// Everything that the driver has been told, line by line without its name, over all generations.
    std::vector<std::string> heard();
    /// The same from this line on.
    std::vector<std::string> heard_from(std::size_t line);
    /// Waits until a line stands there after that one.
    void expect_heard(const std::string& line, std::size_t from = 0);
    /// Runs a program and returns its status.
    int run(const std::string& command_line);
    /// `ifconfig eth0 SETTINGS`.
    int set(const std::string& settings) { return run("/bin/ifconfig eth0 " + settings); }
    /// What a program prints, up to and with the line in which `last` stands.
    std::string output(const std::string& command_line, const std::string& last);
    /// What `ifconfig eth0` shows.
    std::string show() { return output("/bin/ifconfig eth0", " waiting"); }
    void require_shown(const std::string& text);
    void require_not_shown(const std::string& text);
    /// Waits until the driver's own clock, which may be late on a busy host, has passed crash_from = 1.
    void wait_bad_time();
    /// Sends a broadcast, for nobody.
    void send_something();
    /// Number of events of this name so far.
    int count(const std::string& event) const;

  private:
    static Machine& boot(Test& test, const std::string& parameters, const std::string& command_line);
    Test& test_;
    Machine& machine_;
    int host_ = 10;
};

} // namespace alcove::systest
