// SPDX-License-Identifier: MIT
// Tests of driver.conf: a full file, defaults, and each error with its line and reason.
#include "lib/driver_conf.h"
#include <gtest/gtest.h>
#include <random>
#include <string>

namespace alcove {
namespace {

constexpr const char* k_full = "# an NE2000\n"
                               "modules = 8390, ne2k-pci   # in this order\n"
                               "class = net\r\n"
                               "\n"
                               "pci = 10ec:8029 1050:0940 4a14:*\n"
                               "ports = 300-31f, 0x61\n"
                               "irqs = 5 10\n"
                               "memory = 2048\n"
                               "iomem = d0000-d3fff\n"
                               "param.ne2k-pci.debug = 3\n"
                               "param.ne2k-pci.options = 1,2,3\n"
                               "deadline.interrupt = 50\n"
                               "deadline.softirq = 60\n"
                               "deadline.process = 2000\n"
                               "recovery.retries = 0\n"
                               "recovery.backoff_max = 30000\n"
                               "tx_copy = yes\n"
                               "volatile = yes\n"
                               "health.request = 700\n"
                               "check = sleep, free warn\n"
                               "rx_frames = 8";

TEST(DriverConf, ReadsEveryKey) {
    DriverConf c;
    ASSERT_TRUE(c.parse(k_full).ok()) << c.message();
    ASSERT_EQ(c.module_count(), 2u);
    EXPECT_EQ(c.module(0), "8390");
    EXPECT_EQ(c.module(1), "ne2k-pci");
    EXPECT_EQ(c.device_class, "net");
    ASSERT_EQ(c.pci.count, 3u);
    EXPECT_TRUE(c.pci.items[0].matches(0x10EC, 0x8029));
    EXPECT_FALSE(c.pci.items[0].matches(0x10EC, 0x8139));
    EXPECT_TRUE(c.pci.items[2].matches(0x4A14, 0x1234));
    ASSERT_EQ(c.ports.count, 2u);
    EXPECT_TRUE(c.ports.items[0].contains(0x300, 32));
    EXPECT_FALSE(c.ports.items[0].contains(0x300, 33));
    EXPECT_FALSE(c.ports.items[0].contains(0x31F, 0xFFFFFFFF));
    EXPECT_FALSE(c.ports.items[0].contains(0x310, 0));
    EXPECT_EQ(c.ports.items[1].last, 0x61u);
    EXPECT_EQ(c.irqs, 1u << 5 | 1u << 10);
    EXPECT_EQ(c.memory_kib, 2048u);
    EXPECT_EQ(c.iomem.items[0].last, 0xD3FFFu);
    ASSERT_EQ(c.parameters.count, 2u);
    EXPECT_EQ(c.parameters.items[1].module, "ne2k-pci");
    EXPECT_EQ(c.parameters.items[1].name, "options");
    EXPECT_EQ(c.parameters.items[1].value, "1,2,3");
    EXPECT_EQ(c.deadline_interrupt_ms, 50u);
    EXPECT_EQ(c.deadline_softirq_ms, 60u);
    EXPECT_EQ(c.deadline_process_ms, 2000u);
    EXPECT_TRUE(c.has_recovery_retries);
    EXPECT_EQ(c.recovery_backoff_max_ms, 30000u);
    EXPECT_TRUE(c.tx_copy);
    EXPECT_TRUE(c.is_volatile);
    EXPECT_EQ(c.health_request_ms, 700u);
    EXPECT_EQ(c.rx_frames, 8u);
    EXPECT_EQ(c.checks, 1u | 4u | 64u);
}

TEST(DriverConf, DefaultsAreZero) {
    DriverConf c;
    ASSERT_TRUE(c.parse(k_full).ok());
    ASSERT_TRUE(c.parse("modules=x").ok()) << c.message();
    EXPECT_EQ(c.pci.count + c.ports.count + c.iomem.count + c.parameters.count, 0u);
    EXPECT_EQ(c.memory_kib, 0u);
    EXPECT_FALSE(c.has_recovery_retries);
    EXPECT_FALSE(c.tx_copy);
    EXPECT_FALSE(c.is_volatile);
    EXPECT_EQ(c.health_request_ms, 15000u);
    EXPECT_EQ(c.rx_frames, 0u);
    EXPECT_EQ(c.checks, 0u);
    EXPECT_EQ(c.device_class, "");
}

TEST(DriverConf, EachErrorHasLineAndReason) {
    const std::pair<const char*, const char*> cases[] = {
        {"", "no modules: a line `modules = NAME...` is needed"},
        {"modules = a\nnonsense", "line 2: not `key = value`: nonsense"},
        {"modules =", "line 1: empty value"},
        {"modules = ,", "line 1: empty value"},
        {"modules = a a", "line 1: module named twice: a"},
        {"modules = ../x", "line 1: not a module's name: ../x"},
        {"modules = a\nmodules = b", "line 2: key given twice: modules"},
        {"class = wifi", "line 1: unknown class (net, sound, block, char or fs): wifi"},
        {"pci = 10ec", "line 1: not VENDOR:DEVICE in hexadecimal: 10ec"},
        {"pci = 10ec:80299", "line 1: not VENDOR:DEVICE in hexadecimal: 10ec:80299"},
        {"ports = 31f-300", "line 1: range ends before it begins: 31f-300"},
        {"ports = 300-10000", "line 1: beyond the last address: 300-10000"},
        {"ports = 3z0", "line 1: not FIRST-LAST in hexadecimal: 3z0"},
        {"ports = 1 2 3 4 5 6 7 8 9", "line 1: too many ranges: 9"},
        {"irqs = 16", "line 1: not an interrupt line (0 to 15): 16"},
        {"memory = lots", "line 1: not a number: lots"},
        {"memory = 1", "line 1: not between 4 and 786432: 1"},
        {"memory = 99999999999999", "line 1: not a number: 99999999999999"},
        {"param.x = 1", "line 1: not param.MODULE.NAME: x"},
        {"param.m.x = 1\nparam.m.x = 2", "line 2: parameter given twice: m.x"},
        {"tx_copy = maybe", "line 1: neither yes nor no: maybe"},
        {"check = sleep, everything", "line 1: no checker: everything"},
        {"rx_frames = 1", "line 1: not between 2 and 1000000: 1"},
        {"deadline.interrupt = 0", "line 1: not between 1 and 86400000: 0"},
        {"\n\nmodule = x\n",
         "line 3: unknown key module; known are modules class pci ports irqs memory iomem deadline.interrupt "
         "deadline.softirq deadline.process health.silent health.carrier health.damage health.loss "
         "health.transmit "
         "recovery.retries "
         "recovery.backoff_max health.request "
         "tx_copy volatile check rx_frames param.MODULE.NAME"},
        {"\x01\x02 = x", nullptr},
    };
    for (const auto& [text, message] : cases) {
        DriverConf c;
        EXPECT_EQ(c.parse(text).error(), Error::invalid) << text;
        if (message) {
            EXPECT_STREQ(c.message(), message);
        } else {
            EXPECT_NE(std::string(c.message()).find("??"), std::string::npos);
        }
    }
}

TEST(DriverConf, RandomTextIsSafe) {
    std::mt19937 random(9);
    const std::string good = k_full;
    for (int i = 0; i < 20000; ++i) {
        std::string bad = good.substr(0, random() % good.size());
        for (u32 n = random() % 6; n > 0 && !bad.empty(); --n)
            bad[random() % bad.size()] = static_cast<char>(random());
        DriverConf c;
        if (!c.parse(bad)) {
            ASSERT_STRNE(c.message(), "");
        }
    }
}

} // namespace
} // namespace alcove
