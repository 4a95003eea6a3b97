// SPDX-License-Identifier: MIT
// The table of canned failures and their arguments.
#include "tests/system/canned_failures.h"

namespace alcove::systest {

const std::vector<Kind> k_kinds = {
    {"null-write", Kind::none, {"page-fault"}},
    {"wild-write", Kind::image, {"page-fault"}},
    {"wild-jump", Kind::text, {}}, // the executive's code runs, without its rights, until it hits something
    {"divide", Kind::none, {"divide"}},
    {"stack-overflow", Kind::none, {"stack-overflow"}},
    {"bad-stack", Kind::unmapped, {"page-fault"}},
    {"loop", Kind::none, {"deadline"}},
    {"loop-cli", Kind::none, {"interrupts-off", "deadline"}},
    {"privileged", Kind::instruction, {"protection"}},
    {"port", Kind::port, {"protection"}},
    {"leak", Kind::none, {"quota"}},
    {"double-free", Kind::none, {"heap"}},
    {"bad-argument", Kind::none, {"bad-argument"}},
    {"bug", Kind::none, {"bug"}},
};

namespace {

constexpr std::uint32_t k_privileged_count = 12;
constexpr std::uint32_t k_foreign_ports[] = {0x20, 0x21, 0x40, 0x60, 0x64, 0x70, 0x3F8, 0x2F8, 0xCF8, 0xCFC};

} // namespace

std::string argument_of(const Kind& kind, const ElfSymbols& symbols, std::mt19937& random, int round) {
    const auto between = [&](const char* from, const char* to) {
        const std::uint32_t low = symbols.address(from), high = symbols.address(to);
        return low + random() % (high - low);
    };
    switch (kind.argument) {
    case Kind::none:
        return "";
    case Kind::image:
        return fmt::format(" 0x{:x}", between("__kernel_start", "__kernel_end"));
    case Kind::unmapped:
        return fmt::format(" 0x{:x}", 0x1000 + random() % 0xB0000000u);
    case Kind::text:
        if (round % 2) return fmt::format(" 0x{:x}", random() % 0xC0000000u);
        return fmt::format(" 0x{:x}", between("__text_start", "__text_end"));
    case Kind::instruction:
        return fmt::format(" {}", round % k_privileged_count);
    case Kind::port:
        return fmt::format(" 0x{:x}", k_foreign_ports[round % std::size(k_foreign_ports)]);
    }
    return "";
}

void require_kind(Test& test, const Kind& kind, const Message& failure, const std::string& argument) {
    if (kind.seen_as.empty()) return;
    for (const std::string& k : kind.seen_as)
        if (failure.text("kind") == k) return;
    test.require(false, "{}{} was seen as {}: {}", kind.name, argument, failure.text("kind"),
                 failure.text("detail"));
}

} // namespace alcove::systest
