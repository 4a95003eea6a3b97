// SPDX-License-Identifier: MIT
// Tests of the reader of ACPI's DMAR table: what machines have, and what must not be believed.
#include "lib/dmar.h"
#include <gtest/gtest.h>
#include <random>
#include <vector>

namespace alcove {
namespace {

using Bytes = std::vector<u8>;

void put(Bytes& b, u64 value, u32 bytes) {
    for (u32 i = 0; i < bytes; i++) b.push_back(static_cast<u8>(value >> 8 * i));
}

void append(Bytes& b, const Bytes& more) {
    for (const u8 byte : more) b.push_back(byte);
}

Bytes scope(u8 type, u8 bus, std::vector<u8> path) {
    Bytes b = {type, static_cast<u8>(6 + path.size()), 0, 0, 0, bus};
    append(b, path);
    return b;
}

Bytes unit(u64 registers, bool all, std::vector<Bytes> scopes = {}, u16 segment = 0) {
    Bytes b = {0, 0, 0, 0, all, 0};
    put(b, segment, 2);
    put(b, registers, 8);
    for (const Bytes& s : scopes) append(b, s);
    b[2] = static_cast<u8>(b.size());
    b[3] = static_cast<u8>(b.size() >> 8);
    return b;
}

Bytes region(u64 first, u64 last, std::vector<Bytes> scopes) {
    Bytes b = {1, 0, 0, 0, 0, 0, 0, 0};
    put(b, first, 8);
    put(b, last, 8);
    for (const Bytes& s : scopes) append(b, s);
    b[2] = static_cast<u8>(b.size());
    b[3] = static_cast<u8>(b.size() >> 8);
    return b;
}

void seal(Bytes& t) {
    for (u32 i = 0; i < 4; i++) t[4 + i] = static_cast<u8>(t.size() >> 8 * i);
    t[9] = 0;
    u8 sum = 0;
    for (const u8 b : t) sum = static_cast<u8>(sum + b);
    t[9] = static_cast<u8>(-sum);
}

Bytes table(std::vector<Bytes> parts) {
    Bytes t = {'D', 'M', 'A', 'R'};
    t.resize(48);
    t[36] = 38;
    for (const Bytes& p : parts) append(t, p);
    seal(t);
    return t;
}

Error parse(DmarTable& d, const Bytes& t) { return d.parse(t.data(), static_cast<u32>(t.size())).error(); }

TEST(Dmar, OneUnitForAll) { // as QEMU's q35 has it: a root-port scope for the I/O APIC besides
    DmarTable d;
    ASSERT_EQ(parse(d, table({unit(0xFED90000, true, {scope(3, 0xFF, {0, 0})})})), Error::none);
    ASSERT_EQ(d.units(), 1u);
    EXPECT_EQ(d.unit(0).registers, 0xFED90000u);
    EXPECT_TRUE(d.unit(0).all);
    EXPECT_EQ(d.unit(0).scopes, 1u);
    EXPECT_EQ(d.scope(0).type, 3);
    EXPECT_EQ(d.regions(), 0u);
    EXPECT_EQ(d.address_bits(), 39u);
}

TEST(Dmar, SeveralUnitsRegionsAndScopes) { // as a desktop PC has them, with a type that is passed over
    const Bytes other = {4, 0, 8, 0, 1, 2, 3, 4};
    DmarTable d;
    ASSERT_EQ(
        parse(d, table({unit(0xFED90000, false, {scope(1, 0, {2, 0})}), other,
                        unit(0x1FED91000, true, {scope(3, 0xF0, {0x1F, 0}), scope(2, 0, {0x1C, 0, 3, 1})}),
                        region(0x7B800000, 0x7BFFFFFF, {scope(1, 0, {2, 0})}),
                        region(0xEC000, 0xEFFFF, {scope(1, 0, {0x1D, 0}), scope(1, 0, {0x1A, 7})})})),
        Error::none);
    ASSERT_EQ(d.units(), 2u);
    EXPECT_FALSE(d.unit(0).all);
    EXPECT_EQ(d.unit(1).registers, 0x1FED91000u);
    EXPECT_EQ(d.unit(1).scopes, 2);
    const DmarTable::Scope& bridge = d.scope(d.unit(1).first_scope + 1u);
    EXPECT_EQ(bridge.hops, 2);
    EXPECT_EQ(bridge.path[1].device, 3);
    EXPECT_EQ(bridge.path[1].function, 1);
    ASSERT_EQ(d.regions(), 2u);
    EXPECT_EQ(d.region(1).first, 0xEC000u);
    EXPECT_EQ(d.region(1).last, 0xEFFFFu);
    EXPECT_EQ(d.region(1).scopes, 2);
    EXPECT_EQ(d.scope(d.region(1).first_scope + 1u).path[0].function, 7);
}

TEST(Dmar, TruncatedAnywhereIsAnError) {
    const Bytes whole = table({unit(0xFED90000, true, {scope(1, 0, {2, 0})}), region(0x1000, 0x1FFF, {})});
    for (u32 n = 0; n < whole.size(); n++) {
        const Bytes part(whole.begin(), whole.begin() + n);
        DmarTable d;
        EXPECT_EQ(parse(d, part), Error::invalid) << n;
        if (n < 48) continue;
        Bytes sealed = part; // with lengths and checksum of the table itself made right
        seal(sealed);
        if (n == 48 || n == 48 + 24) continue; // between two parts: a shorter table
        EXPECT_EQ(parse(d, sealed), Error::invalid) << n;
        EXPECT_EQ(d.units() + d.regions(), 0u);
    }
}

TEST(Dmar, HostileLengths) {
    const Bytes good = table({unit(0xFED90000, true, {scope(1, 0, {2, 0})})});
    const auto spoilt = [&](u32 at, u8 value) {
        Bytes t = good;
        t[at] = value;
        const u8 length[4] = {t[4], t[5], t[6], t[7]};
        seal(t);
        if (at >= 4 && at < 8) std::copy(length, length + 4, t.begin() + 4);
        DmarTable d;
        return parse(d, t);
    };
    constexpr u32 part = 48, scope_at = 48 + 16;
    for (const u8 size : {0, 1, 3, 15, 17, 23, 25, 255})
        EXPECT_EQ(spoilt(part + 2, size), Error::invalid) << +size;
    EXPECT_EQ(spoilt(part + 3, 1), Error::invalid); // 280 bytes
    for (const u8 size : {0, 1, 5, 6, 7, 9, 10, 255})
        EXPECT_EQ(spoilt(scope_at + 1, size), Error::invalid) << +size;
    for (const u8 size : {0, 35, 47, 73, 255})
        EXPECT_EQ(spoilt(4, size), Error::invalid) << +size; // the table
    EXPECT_EQ(spoilt(7, 0xFF), Error::invalid);
    EXPECT_EQ(spoilt(part + 8, 1), Error::invalid); // registers that are not page-aligned
    EXPECT_EQ(spoilt(0, 'X'), Error::invalid);
    Bytes wrong_sum = good;
    wrong_sum[9]++;
    DmarTable d;
    EXPECT_EQ(parse(d, wrong_sum), Error::invalid);
    EXPECT_EQ(parse(d, table({region(0x2000, 0x1FFF, {})})), Error::invalid);
}

TEST(Dmar, MoreThanThereIsRoomFor) {
    DmarTable d;
    EXPECT_EQ(parse(d, table(std::vector<Bytes>(DmarTable::k_most_units, unit(0x1000, false)))), Error::none);
    EXPECT_EQ(parse(d, table(std::vector<Bytes>(DmarTable::k_most_units + 1, unit(0x1000, false)))),
              Error::too_big);
    EXPECT_EQ(d.units(), 0u);
    EXPECT_EQ(parse(d, table(std::vector<Bytes>(DmarTable::k_most_regions + 1, region(0, 9, {})))),
              Error::too_big);
    EXPECT_EQ(parse(d, table({unit(0x1000, false, std::vector<Bytes>(65, scope(1, 0, {0, 0})))})),
              Error::too_big);
    EXPECT_EQ(parse(d, table({unit(0x1000, false, {scope(1, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0})})})),
              Error::too_big);
}

TEST(Dmar, RandomBytesNeverLeadOutside) { // under the address sanitizer, or with the copy's end at a page's
    std::mt19937 random(3);
    for (int i = 0; i < 20000; i++) {
        Bytes t = table(
            {unit(0xFED90000, true, {scope(1, 0, {2, 0})}), region(0x1000, 0x1FFF, {scope(1, 0, {3, 0})})});
        for (int k = 0; k < 3; k++) t[48 + random() % (t.size() - 48)] = static_cast<u8>(random());
        seal(t);
        DmarTable d;
        (void)parse(d, t);
        EXPECT_LE(d.units(), DmarTable::k_most_units);
    }
}

TEST(Acpi, RootPointerAndHeaders) {
    u8 p[20] = {'R', 'S', 'D', ' ', 'P', 'T', 'R', ' '};
    p[16] = 0x34;
    p[17] = 0x12;
    u8 sum = 0;
    for (const u8 b : p) sum = static_cast<u8>(sum + b);
    p[8] = static_cast<u8>(-sum);
    EXPECT_EQ(acpi::root_table(p), 0x1234u);
    p[9]++;
    EXPECT_EQ(acpi::root_table(p), 0u);
    u8 h[36] = {'R', 'S', 'D', 'T', 40};
    EXPECT_EQ(acpi::table_length(h, "RSDT"), 40u);
    EXPECT_EQ(acpi::table_length(h, "XSDT"), 0u);
    h[4] = 35;
    EXPECT_EQ(acpi::table_length(h, "RSDT"), 0u);
    h[7] = 0x80;
    EXPECT_EQ(acpi::table_length(h, "RSDT"), 0u);
}

} // namespace
} // namespace alcove
