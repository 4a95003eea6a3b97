// SPDX-License-Identifier: MIT
// What programs set on a network interface: the driver is told, and its successors are told the same.
#include "tools/systest/shadowed.h"

namespace alcove::systest {
namespace {

constexpr const char* k_other_mac = "02:00:00:00:00:2a";

void require_heard(Test& test, Shadowed& guest, std::size_t from, const std::vector<std::string>& wanted) {
    guest.expect_heard(wanted.back(), from);
    const auto lines = guest.heard_from(from);
    test.require(lines == wanted, "the driver was told: {}; wanted: {}", fmt::join(lines, " | "),
                 fmt::join(wanted, " | "));
}

void make_settings(Test& test, Shadowed& guest) {
    for (const char* s : {"mtu 600", "mtu 700", "hw ether 02:00:00:00:00:2a", "promisc", "allmulti",
                          "multicast add 01:00:5e:00:00:05", "multicast add 01:00:5e:00:00:06",
                          "multicast del 01:00:5e:00:00:05"})
        test.require(guest.set(s) == 0, "ifconfig eth0 {} fails", s);
    for (const char* s : {"/bin/mii eth0 4 0x1234", "/bin/mii eth0 5 0x11", "/bin/ethtool eth0 msglvl 7",
                          "/bin/mii eth0 4 0xabc", "/bin/ethtool eth0 msglvl 9"})
        test.require(guest.run(s) == 0, "{} fails", s);
}

/// Each is told at once, shown, and told again after each failure: in order, the last value alone.
void kept(Test& test) {
    Shadowed guest(test);
    guest.expect_heard("open mtu 1500 mac 00:01");
    make_settings(test, guest);
    for (const char* line : {"change_mtu 600", "change_mtu 700", "open mtu 700 mac 00:2a",
                             "filter promisc 1 allmulti 0 count 0", "filter promisc 1 allmulti 1 count 2",
                             "register 4 = 1234", "register 4 = 0abc", "level 7", "level 9"})
        guest.expect_heard(line);
    const std::string shown = guest.show();
    for (const std::string text :
         {"mtu 700", k_other_mac, "receives too: everything all multicast 01:00:5e:00:00:06"})
        test.require(shown.find(text) != std::string::npos, "ifconfig does not show {}: {}", text, shown);
    for (int round = 0; round < 2; ++round) {
        std::this_thread::sleep_for(k_row_ends);
        const std::size_t from = guest.heard().size();
        provoke_and_recover(guest.machine(), "shadowed", "null-write");
        require_heard(test, guest, from,
                      {"change_mtu 700", "open mtu 700 mac 00:2a", "filter promisc 1 allmulti 1 count 1",
                       "group 01:00:5e:00:00:06", "register 5 = 0011", "register 4 = 0abc", "level 9"});
        guest.output("/bin/mii eth0 4", "0abc");
        guest.output("/bin/ethtool eth0", "message level 9");
    }
    test.require(guest.show().find("mtu 700") != std::string::npos, "ifconfig does not show the MTU");
    for (const char* s : {"-promisc", "-allmulti", "multicast del 01:00:5e:00:00:06"})
        test.require(guest.set(s) == 0, "ifconfig eth0 {} fails", s);
    std::this_thread::sleep_for(k_row_ends);
    const std::size_t from = guest.heard().size();
    provoke_and_recover(guest.machine(), "shadowed", "null-write");
    guest.expect_heard("filter promisc 0 allmulti 0 count 0", from);
    guest.require_not_shown("receives too");
}

/// A setting that is refused, by the executive or by the driver, changes nothing, not even after a failure.
void refused_setting(Test& test) {
    Shadowed guest(test);
    guest.expect_heard("open mtu 1500 mac 00:01");
    test.require(guest.set("multicast add 01:00:5e:00:00:05") == 0, "a group is refused");
    const std::size_t from = guest.heard().size();
    for (const char* s :
         {"mtu 60", "mtu 99", "mtu 1501", "mtu 1600", "mtu 70000", "hw ether 01:00:00:00:00:01",
          "hw ether 00:00:00:00:00:00", "multicast add 02:00:5e:00:00:05", "multicast add 01:00:5e:00:00:05",
          "multicast del 01:00:5e:00:00:06"})
        test.require(guest.set(s) != 0, "ifconfig eth0 {} is taken", s);
    test.require(guest.set("mtu 99 promisc") != 0, "half of a setting is taken");
    for (const char* s : {"/bin/mii eth1", "/bin/mii eth0 32", "/bin/ethtool lo"})
        test.require(guest.run(s) != 0, "{} is taken", s);
    guest.require_shown("mtu 1500, hardware 02:00:00:00:00:01");
    guest.require_not_shown("everything");
    const auto lines = guest.heard_from(from);
    for (const std::string& line : lines)
        test.require(line == "change_mtu 99" || line == "change_mtu 1501" ||
                         line == "filter promisc 0 allmulti 0 count 1" || line == "group 01:00:5e:00:00:05",
                     "the driver was told \"{}\"", line);
    const std::size_t before = guest.heard().size();
    provoke_and_recover(guest.machine(), "shadowed", "null-write");
    require_heard(
        test, guest, before,
        {"open mtu 1500 mac 00:01", "filter promisc 0 allmulti 0 count 1", "group 01:00:5e:00:00:05"});
}

/// What the driver dies of is tried once more by its successor; when that dies of it too, it is undone.
void deadly(Test& test) {
    Shadowed guest(test, "param.shadowed.crash_mtu = 900");
    guest.expect_heard("open mtu 1500 mac 00:01");
    for (int round = 1; round <= 2; ++round) {
        std::this_thread::sleep_for(k_row_ends);
        const std::size_t from = guest.machine().mark(), line = guest.heard().size();
        test.require(guest.set("mtu 900") == 0, "an error, though a successor may take it");
        wait_recovered(guest.machine(), from);
        guest.expect_heard("open mtu 1500 mac 00:01", line);
        test.require(guest.count("failure") == 2 * round, "{} failures", guest.count("failure"));
    }
    guest.require_shown("mtu 1500");
    test.require(guest.set("mtu 901") == 0, "another MTU is refused");
    guest.require_shown("mtu 901");
    std::this_thread::sleep_for(k_row_ends);
    test.require(guest.count("failure") == 4, "it failed again");
}

/// While the driver is away: what is set arrives with its successor, questions get an error.
void away(Test& test) {
    Shadowed guest(test,
                   "recovery.retries = 100\nparam.shadowed.crash_init = 1\nparam.shadowed.crash_from = 1\n"
                   "param.shadowed.crash_until = 4");
    guest.expect_heard("open mtu 1500 mac 00:01");
    guest.wait_bad_time();
    const std::size_t from = guest.machine().mark(), line = guest.heard().size();
    provoke(guest.machine(), "shadowed", "null-write");
    test.require(guest.run("/bin/mii eth0 4") != 0, "a driver that is away answers");
    test.require(guest.set("mtu 800 promisc") == 0, "it can't be set while the driver is away");
    test.require(guest.run("/bin/mii -p 1 eth0 4 0x77") == 0, "a register can't be set");
    test.require(guest.count("recovered") == 0, "the driver was back too soon");
    guest.require_shown("mtu 800");
    wait_recovered(guest.machine(), from);
    require_heard(test, guest, line,
                  {"change_mtu 800", "open mtu 800 mac 00:01", "filter promisc 1 allmulti 0 count 0",
                   "register 4 = 0077"});
    test.note(fmt::format("away for {} failures", guest.count("failure")));
}

/// The same with what no driver takes: the interface is as it was before.
void away_and_wrong(Test& test, const std::string& setting) {
    Shadowed guest(test,
                   "recovery.retries = 100\nparam.shadowed.crash_init = 1\nparam.shadowed.crash_from = 1\n"
                   "param.shadowed.crash_until = 4\nparam.shadowed.crash_mtu = 900");
    test.require(guest.set("mtu 700") == 0, "the MTU is refused");
    guest.wait_bad_time();
    const std::size_t from = guest.machine().mark(), line = guest.heard().size();
    provoke(guest.machine(), "shadowed", "null-write");
    test.require(guest.set(setting) == 0, "it can't be set while the driver is away");
    test.require(guest.count("recovered") == 0, "the driver was back too soon");
    wait_recovered(guest.machine(), from);
    guest.expect_heard("open mtu 700 mac 00:01", line);
    guest.require_shown("mtu 700");
    const auto lines = guest.heard_from(line);
    const auto told = std::count(lines.begin(), lines.end(), "change_mtu " + setting.substr(4));
    test.require(told <= 1, "a successor was told {} times", told);
}

const Register k_shadow_settings_tests{
    {"shadow", "kept", 90, kept},
    {"shadow", "refused", 90, refused_setting},
    {"shadow", "deadly", 60, deadly},
    {"shadow", "away", 60, away},
    {"shadow", "away-refused", 60, [](Test& t) { away_and_wrong(t, "mtu 99"); }},
    {"shadow", "away-deadly", 60, [](Test& t) { away_and_wrong(t, "mtu 900"); }},
};

} // namespace
} // namespace alcove::systest
