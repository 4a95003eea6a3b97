// SPDX-License-Identifier: MIT
// Self tests of log, symbols, boot information and PCI.
#include "exec/boot_info.h"
#include "exec/cmos.h"
#include "exec/log.h"
#include "exec/pci.h"
#include "exec/self_test.h"
#include "exec/symbols.h"
#include <stdio.h>
#include <string.h>

using namespace alcove;
using namespace alcove::exec;

SELF_TEST(log_keeps_lines_in_order) {
    const u32 first = log_next_sequence();
    for (unsigned i = 0; i < 5; i++) log(LogLevel::debug, "self test line %u", i);
    char text[512];
    u32 next = 0;
    const usize n = log_read(first, text, sizeof text - 1, next);
    text[n] = '\0';
    EXPECT(next == first + 5);
    const char* at = text;
    for (unsigned i = 0; i < 5; i++) {
        char wanted[40];
        sniprintf(wanted, sizeof wanted, "] self test line %u\n", i);
        const char* found = strstr(at, wanted);
        EXPECT(found);
        if (found) at = found + 1;
    }
    EXPECT(strncmp(text, "<7>[", 4) == 0);
}

SELF_TEST(log_reads_whole_lines_only) {
    const u32 first = log_next_sequence();
    log(LogLevel::debug, "one");
    log(LogLevel::debug, "two");
    char text[40]; // room for one line, as 32 bytes are reserved for level and time
    u32 next = 0;
    const usize n = log_read(first, text, sizeof text, next);
    EXPECT(n > 0 && text[n - 1] == '\n');
    EXPECT(next == first + 1);
    u32 after = 0;
    EXPECT(log_read(next, text, sizeof text, after) > 0);
    EXPECT(after == first + 2);
    EXPECT(log_read(after, text, sizeof text, next) == 0 && next == after);
}

SELF_TEST(log_cleans_foreign_text) {
    const u32 first = log_next_sequence();
    static constexpr char foreign[] = "a\x1B[2Jb\nsecond\n";
    log_text(LogLevel::debug, "test: ", foreign, sizeof foreign - 1);
    char text[256];
    u32 next = 0;
    text[log_read(first, text, sizeof text - 1, next)] = '\0';
    EXPECT(next == first + 2);
    EXPECT(strstr(text, "test: a?[2Jb\n"));
    EXPECT(strstr(text, "test: second\n"));
}

SELF_TEST(log_cuts_long_lines) {
    const u32 first = log_next_sequence();
    log(LogLevel::debug, "%01000d", 7);
    static char text[2048];
    u32 next = 0;
    const usize n = log_read(first, text, sizeof text, next);
    EXPECT(n > 300 && n < 600);
    EXPECT(next == first + 1);
}

SELF_TEST(symbols_name_functions) {
    u32 offset = 1;
    const char* name = symbol_lookup(reinterpret_cast<u32>(&pci_count), offset);
    EXPECT(name && strcmp(name, "alcove::exec::pci_count") == 0);
    EXPECT(offset == 0);
    EXPECT(!symbol_lookup(0x1000, offset));
    EXPECT(!symbol_lookup(0xFFFFFFFF, offset));
}

SELF_TEST(boot_memory_is_plausible) {
    EXPECT(boot_memory_count() > 0);
    EXPECT(boot_reserved_end() > (1u << 20) && boot_reserved_end() < boot_memory_end());
    EXPECT(boot_memory_end() <= k_linear_limit);
    EXPECT(!boot_option("no-such-option"));
    EXPECT(boot_option_number("no-such-option", 42) == 42);
}

SELF_TEST(pci_reads_what_it_found) {
    for (u32 i = 0; i < pci_count(); i++) {
        const PciFunction& f = *pci_at(i);
        EXPECT(pci_config_read(f, 0, 4) == (static_cast<u32>(f.device_id) << 16 | f.vendor));
        EXPECT(pci_config_read(f, 2, 2) == f.device_id);
        EXPECT(pci_config_read(f, 1, 1) == f.vendor >> 8u);
        for (const PciBar& b : f.bars) EXPECT(b.base % (b.size ? b.size : 1) == 0);
    }
    EXPECT(!pci_at(pci_count()));
}

SELF_TEST(cmos_clock_is_after_1999) { EXPECT(cmos_unix_time() >= 946684800); }
