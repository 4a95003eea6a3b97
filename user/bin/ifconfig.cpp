// SPDX-License-Identifier: MIT
// ifconfig: shows and configures network interfaces.
#include "alcove/errors.h"
#include "alcove/program.h"
#include "exec/abi/stubs.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"ifconfig", "[NAME [SETTING...]]", "Shows or configures network interfaces.",
                               "",
                               "  up, down               starts and stops the interface\n"
                               "  dhcp                   asks a DHCP server for an address\n"
                               "  ADDRESS/BITS           sets a static address, such as 10.0.2.15/24\n"
                               "  gw GATEWAY             and the way out of the local network\n"
                               "  mtu N                  largest packet\n"
                               "  hw ether MAC           hardware address, such as 52:54:00:12:34:56\n"
                               "  promisc, -promisc      takes all frames or not\n"
                               "  allmulti, -allmulti    takes all multicast frames or not\n"
                               "  multicast add|del MAC  joins or leaves a multicast group\n"};

const char* text_of(alcove_u32 address) { return inet_ntoa({address}); }

void print_counters(const alcove_interface& i) {
    iprintf("      received %u packets, %llu bytes, %u dropped\n", i.rx_packets, i.rx_bytes, i.rx_dropped);
    iprintf("      sent     %u packets, %llu bytes, %u dropped, %u waiting\n", i.tx_packets, i.tx_bytes,
            i.tx_dropped, i.tx_queued);
    if (i.driver_rx_packets + i.driver_tx_packets + i.driver_rx_errors + i.driver_tx_errors == 0) return;
    iprintf("      driver   received %u (%u errors, %u dropped), sent %u (%u errors, %u dropped)\n",
            i.driver_rx_packets, i.driver_rx_errors, i.driver_rx_dropped, i.driver_tx_packets,
            i.driver_tx_errors, i.driver_tx_dropped);
}

void print(const alcove_interface& i) {
    iprintf("%-5s %s, carrier %s, mtu %u", i.name, i.up ? "up" : "down", i.carrier ? "on" : "off", i.mtu);
    iprintf(", hardware %02x:%02x:%02x:%02x:%02x:%02x\n", i.mac[0], i.mac[1], i.mac[2], i.mac[3], i.mac[4],
            i.mac[5]);
    if (i.address) {
        iprintf("      address %s", text_of(i.address));
        iprintf(", mask %s", text_of(i.mask));
        if (i.gateway) iprintf(", gateway %s", text_of(i.gateway));
        puts(i.dhcp ? " (DHCP)" : "");
    } else {
        puts(i.dhcp ? "      no address yet (DHCP)" : "      no address");
    }
    if (i.promiscuous || i.all_multicast || i.multicast_count)
        iprintf("      receives too:%s%s", i.promiscuous ? " everything" : "",
                i.all_multicast ? " all multicast" : "");
    for (unsigned k = 0; k < i.multicast_count; k++) {
        const unsigned char* m = i.multicast[k];
        iprintf(" %02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
    }
    if (i.promiscuous || i.all_multicast || i.multicast_count) puts("");
    print_counters(i);
    if (i.drivers > 1) iprintf("      driver exchanged %u times\n", i.drivers - 1);
}

int show(const char* name) {
    alcove_interface i;
    bool found = false;
    for (unsigned index = 0; sys_interface_info(index, true, &i) >= 0; index++) {
        if (name && strcmp(name, i.name) != 0) continue;
        print(i);
        found = true;
    }
    if (name && !found) fail("%s: no such interface", name);
    return 0;
}

bool parse_address(char* text, alcove_interface_settings& settings) {
    in_addr address;
    unsigned bits = 24;
    if (char* slash = strchr(text, '/')) {
        *slash = '\0';
        if (!parse_number(slash + 1, bits) || bits > 32) return false;
    }
    if (!inet_aton(text, &address)) return false;
    settings.set |= ALCOVE_SET_ADDRESS;
    settings.address = address.s_addr;
    settings.mask = htonl(bits ? ~0u << (32 - bits) : 0);
    return true;
}

void parse_mac(const char* text, unsigned char (&mac)[6]) {
    unsigned byte[6];
    int end = 0;
    const int n = siscanf(text, "%x:%x:%x:%x:%x:%x%n", &byte[0], &byte[1], &byte[2], &byte[3], &byte[4],
                          &byte[5], &end);
    bool good = n == 6 && text[end] == '\0';
    for (int k = 0; good && k < 6; k++) {
        good = byte[k] <= 0xFF;
        mac[k] = static_cast<unsigned char>(byte[k]);
    }
    if (!good) fail("%s: not a hardware address such as 52:54:00:12:34:56", text);
}

/// The words of the command line, one after the other.
struct Words {
    int count;
    char** words;
    const char* next(const char* behind) {
        if (count == 0) fail("%s: something is missing behind it", behind);
        count--;
        return *words++;
    }
};

struct Setting {
    const char* name;
    void (*parse)(alcove_interface_settings& settings, Words& rest);
};

void set_flag(alcove_interface_settings& s, unsigned bit, unsigned char& flag, bool on) {
    s.set |= bit;
    flag = on;
}

constexpr Setting k_settings[] = {
    {"up", [](alcove_interface_settings& s, Words&) { s.set |= ALCOVE_SET_UP; }},
    {"down", [](alcove_interface_settings& s, Words&) { s.set |= ALCOVE_SET_DOWN; }},
    {"dhcp", [](alcove_interface_settings& s, Words&) { s.set |= ALCOVE_SET_DHCP; }},
    {"gw",
     [](alcove_interface_settings& s, Words& rest) {
         in_addr gateway;
         const char* text = rest.next("gw");
         if (!inet_aton(text, &gateway)) fail("%s: not an address", text);
         s.gateway = gateway.s_addr;
     }},
    {"mtu",
     [](alcove_interface_settings& s, Words& rest) {
         const char* text = rest.next("mtu");
         if (!parse_number(text, s.mtu) || s.mtu == 0) fail("%s: not a number of bytes", text);
         s.set |= ALCOVE_SET_MTU;
     }},
    {"hw",
     [](alcove_interface_settings& s, Words& rest) {
         if (strcmp(rest.next("hw"), "ether") != 0) fail("hw: only hw ether is known");
         parse_mac(rest.next("hw ether"), s.mac);
         s.set |= ALCOVE_SET_MAC;
     }},
    {"promisc",
     [](alcove_interface_settings& s, Words&) { set_flag(s, ALCOVE_SET_PROMISCUOUS, s.promiscuous, true); }},
    {"-promisc",
     [](alcove_interface_settings& s, Words&) { set_flag(s, ALCOVE_SET_PROMISCUOUS, s.promiscuous, false); }},
    {"allmulti", [](alcove_interface_settings& s,
                    Words&) { set_flag(s, ALCOVE_SET_ALL_MULTICAST, s.all_multicast, true); }},
    {"-allmulti", [](alcove_interface_settings& s,
                     Words&) { set_flag(s, ALCOVE_SET_ALL_MULTICAST, s.all_multicast, false); }},
    {"multicast",
     [](alcove_interface_settings& s, Words& rest) {
         const char* what = rest.next("multicast");
         const bool add = strcmp(what, "add") == 0;
         if (!add && strcmp(what, "del") != 0) fail("%s: multicast add or multicast del", what);
         if (s.set & (ALCOVE_SET_MULTICAST_ADD | ALCOVE_SET_MULTICAST_DROP)) fail("one group at a time");
         parse_mac(rest.next("multicast"), s.multicast);
         s.set |= add ? ALCOVE_SET_MULTICAST_ADD : ALCOVE_SET_MULTICAST_DROP;
     }},
};

alcove_interface_settings parse(Words rest) {
    alcove_interface_settings settings = {};
    while (rest.count > 0) {
        char* word = *rest.words;
        (void)rest.next("");
        const Setting* known = nullptr;
        for (const Setting& s : k_settings)
            if (strcmp(s.name, word) == 0) known = &s;
        if (known)
            known->parse(settings, rest);
        else if (!parse_address(word, settings))
            fail("%s: neither a setting (ifconfig --help lists them) nor an address", word);
    }
    if ((settings.set & ALCOVE_SET_UP) && (settings.set & ALCOVE_SET_DOWN)) fail("up or down, not both");
    if (settings.gateway && !(settings.set & ALCOVE_SET_ADDRESS)) fail("gw goes with an address");
    return settings;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    while (options.next()) {
    }
    options.expect_operands(0, k_any);
    if (options.operand_count() == 0) return show(nullptr);
    const char* name = options.operands()[0];
    if (options.operand_count() == 1) return show(name);
    const alcove_interface_settings settings = parse({options.operand_count() - 1, options.operands() + 1});
    if (posix(sys_interface_configure(name, &settings)) < 0) fail_errno("%s", name);
    return 0;
}
