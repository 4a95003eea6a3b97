// SPDX-License-Identifier: MIT
// Tests of the archive reader, with archives built here and then damaged.
#include "lib/tar.h"
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace alcove {
namespace {

using Bytes = std::vector<u8>;

void seal(u8* header) {
    u32 sum = 0;
    std::memset(header + 148, ' ', 8);
    for (int i = 0; i < 512; ++i) sum += header[i];
    std::snprintf(reinterpret_cast<char*>(header + 148), 8, "%06o", sum);
}

void add(Bytes& archive, const std::string& name, char kind, const std::string& contents,
         const std::string& prefix = "") {
    u8 h[512] = {};
    std::copy(name.begin(), name.end(), h);
    std::copy(prefix.begin(), prefix.end(), h + 345);
    std::snprintf(reinterpret_cast<char*>(h + 100), 8, "%07o", 0755);
    std::snprintf(reinterpret_cast<char*>(h + 124), 12, "%011o", static_cast<unsigned>(contents.size()));
    std::snprintf(reinterpret_cast<char*>(h + 136), 12, "%011o", 1000000000u);
    h[156] = static_cast<u8>(kind);
    static constexpr u8 magic[] = {'u', 's', 't', 'a', 'r', 0, '0', '0'};
    std::copy(std::begin(magic), std::end(magic), h + 257);
    seal(h);
    archive.insert(archive.end(), h, h + 512);
    archive.insert(archive.end(), contents.begin(), contents.end());
    archive.resize((archive.size() + 511) / 512 * 512);
}

Bytes sample() {
    Bytes a;
    add(a, "./", '5', "");
    add(a, "./bin/", '5', "");
    add(a, "./bin/sh", '0', std::string(700, 's'));
    add(a, "bin/link", '2', "");
    add(a, "empty", '0', "");
    add(a, "driver.conf", '0', "modules = ne2k\n", "lib/modules/ne2k");
    a.resize(a.size() + 1024);
    return a;
}

struct Listing {
    std::string text;
    std::string message;
};
Listing list(const Bytes& archive) {
    Listing l;
    TarReader reader(archive);
    TarEntry e;
    while (reader.next(e)) {
        l.text += std::string(e.name) + (e.directory ? "/" : ":" + std::to_string(e.size)) + " ";
        if (e.size > 0) {
            EXPECT_GE(e.data, archive.data());
            EXPECT_LE(e.data + e.size, archive.data() + archive.size());
        }
    }
    EXPECT_FALSE(reader.next(e)) << "the end stays the end";
    l.message = reader.message();
    return l;
}

TEST(Tar, ListsFilesAndDirectories) {
    const Listing l = list(sample());
    EXPECT_EQ(l.text, "/ bin/ bin/sh:700 empty:0 lib/modules/ne2k/driver.conf:15 ");
    EXPECT_EQ(l.message, "");
}

TEST(Tar, FindsAPath) {
    const Bytes a = sample();
    TarEntry e;
    ASSERT_TRUE(tar_find(a, "lib/modules/ne2k/driver.conf", e));
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(e.data), e.size), "modules = ne2k\n");
    EXPECT_EQ(e.mode, 0755u);
    EXPECT_EQ(e.modified, 1000000000u);
    EXPECT_FALSE(tar_find(a, "bin", e) && !e.directory);
    EXPECT_FALSE(tar_find(a, "bin/s", e));
}

TEST(Tar, EveryTruncationIsSeen) {
    const Bytes a = sample();
    for (usize n = 0; n <= a.size() - 1024; n += 31) {
        const Bytes cut(a.begin(), a.begin() + static_cast<long>(n));
        EXPECT_NE(list(cut).message, "") << n;
    }
}

TEST(Tar, HostileHeadersAreRefused) {
    const auto patched = [](usize at, const std::string& text, bool reseal = true) {
        Bytes a = sample();
        u8* header = a.data() + 1024; // of bin/sh
        std::copy(text.begin(), text.end(), header + at);
        if (reseal) seal(header);
        return list(a).message;
    };
    EXPECT_EQ(patched(0, "x", false), "wrong checksum of a header");
    EXPECT_EQ(patched(257, "xstar"), "not a ustar archive");
    EXPECT_EQ(patched(124, "77777777777"), "size is no number");
    EXPECT_EQ(patched(124, "37777777777"), "truncated: contents lie outside the archive");
    EXPECT_EQ(patched(124, "\xFF\xFF\xFF\xFF"), "size is no number");
    EXPECT_EQ(patched(124, "-0000000001"), "size is no number");
    EXPECT_NE(patched(0, "/etc/passwd"), "");
    EXPECT_NE(patched(0, "a/../../x"), "");
    EXPECT_NE(patched(0, "../x"), "");
    EXPECT_EQ(patched(0, "a/..b/x"), "");
    EXPECT_EQ(list(Bytes(3000, 0xA5)).message, "not a ustar archive");
}

TEST(Tar, LongestNameFits) {
    Bytes a;
    add(a, std::string(100, 'n'), '0', "x", std::string(155, 'p'));
    a.resize(a.size() + 1024);
    EXPECT_EQ(list(a).text, std::string(155, 'p') + "/" + std::string(100, 'n') + ":1 ");
}

TEST(Tar, RandomDamageIsSafe) {
    const Bytes good = sample();
    std::mt19937 random(4);
    for (int i = 0; i < 5000; ++i) {
        Bytes bad = good;
        const usize block = random() % (bad.size() / 512) * 512;
        for (int n = 0; n < 3; ++n) bad[block + random() % 512] = static_cast<u8>(random());
        if (random() % 2) seal(bad.data() + block);
        list(bad);
    }
}

} // namespace
} // namespace alcove
