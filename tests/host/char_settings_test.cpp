// SPDX-License-Identifier: MIT
#include "recovery/char_settings.h"
#include <gtest/gtest.h>

namespace alcove::recovery {
namespace {

constexpr u32 k_rate = 0xC0045002, k_format = 0xC0045005, k_volume = 0xC0044D00, k_bass = 0xC0044D01;
constexpr u32 k_read_volume = 0x80044D00, k_sync = 0x5001, k_periodic_on = 0x7005, k_periodic_off = 0x7006;

exec::CharSetting number(u32 request, u32 argument) { return {request, argument, 0, {}}; }

TEST(CharSettings, KnowsWhatLasts) {
    EXPECT_EQ(setting_kind(k_rate).scope, SettingScope::file);
    EXPECT_EQ(setting_kind(k_rate).bytes, 4u);
    EXPECT_EQ(setting_kind(k_volume).scope, SettingScope::device);
    EXPECT_EQ(setting_kind(k_read_volume).scope, SettingScope::none);
    EXPECT_EQ(setting_kind(k_sync).scope, SettingScope::none);
    EXPECT_EQ(setting_kind(k_periodic_on).bytes, 0u);
    EXPECT_EQ(setting_kind(0x4004700C).bytes, 0u); // RTC_IRQP_SET takes a number
    EXPECT_EQ(setting_kind(0x5421).bytes, 4u);     // FIONBIO takes an address, whatever its number says
    EXPECT_EQ(setting_kind(0).scope, SettingScope::none);
}

TEST(CharSettings, TheLastOneOfEachInTheirOrder) {
    CharSettings settings;
    EXPECT_TRUE(settings.note(number(k_rate, 1)));
    EXPECT_TRUE(settings.note(number(k_format, 2)));
    EXPECT_TRUE(settings.note(number(k_rate, 3)));
    ASSERT_EQ(settings.count(), 2u);
    EXPECT_EQ(settings.at(0).request, k_format);
    EXPECT_EQ(settings.at(1).argument, 3u);
}

TEST(CharSettings, OnAndOffAreOneSetting) {
    CharSettings settings;
    EXPECT_TRUE(settings.note(number(k_periodic_on, 0)));
    EXPECT_TRUE(settings.note(number(k_periodic_off, 0)));
    ASSERT_EQ(settings.count(), 1u);
    EXPECT_EQ(settings.at(0).request, k_periodic_off);
}

constexpr u32 k_tcsets = 0x5402, k_tcsetsf = 0x5404, k_raise = 0x5416, k_lower = 0x5417;

exec::CharSetting modem_line(u32 request, u8 bits) { return {request, 0, 4, {bits}}; }

TEST(CharSettings, OfASerialLine) {
    EXPECT_EQ(setting_kind(k_tcsets).scope, SettingScope::line);
    EXPECT_EQ(setting_kind(k_tcsets).bytes, 36u); // struct termios, though the number does not say it
    EXPECT_EQ(setting_kind(0x541F).bytes, 60u);   // struct serial_struct
    EXPECT_EQ(setting_kind(0x5401).scope, SettingScope::none);
    CharSettings settings;
    EXPECT_TRUE(settings.note(number(k_tcsets, 0)));
    EXPECT_TRUE(settings.note(number(k_tcsetsf, 0)));
    ASSERT_EQ(settings.count(), 1u);
    EXPECT_EQ(settings.at(0).request, k_tcsetsf);
}

TEST(CharSettings, LinesThatAreRaisedAndLoweredAreSeveral) {
    CharSettings settings;
    EXPECT_TRUE(settings.note(modem_line(k_raise, 2)));
    EXPECT_TRUE(settings.note(modem_line(k_raise, 4)));
    EXPECT_TRUE(settings.note(modem_line(k_lower, 4)));
    EXPECT_TRUE(settings.note(modem_line(k_raise, 2)));
    ASSERT_EQ(settings.count(), 3u);
    EXPECT_EQ(settings.at(1).request, k_lower);
    EXPECT_EQ(settings.at(2).data[0], 2);
}

TEST(CharSettings, IsBounded) {
    CharSettings settings;
    u32 taken = 0;
    while (taken < 100 && settings.note(number(k_bass + taken, 0))) taken++;
    EXPECT_EQ(taken, 32u);
    EXPECT_TRUE(settings.note(number(k_bass, 1))); // a known one always fits
    settings.forget(0);
    EXPECT_TRUE(settings.note(number(k_volume, 1)));
}

} // namespace
} // namespace alcove::recovery
