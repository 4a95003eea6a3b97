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

constexpr Program k_program = {"ifconfig", "[NAME [up|down|dhcp|ADDRESS/BITS [gw GATEWAY]]]",
                               "Shows or configures network interfaces.", "",
                               "  up, down          starts and stops the interface\n"
                               "  dhcp              asks a DHCP server for an address\n"
                               "  ADDRESS/BITS      sets a static address, such as 10.0.2.15/24\n"
                               "  gw GATEWAY        and the way out of the local network\n"};

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

alcove_interface_settings parse(int count, char** words) {
    alcove_interface_settings settings = {};
    for (int k = 0; k < count; k++) {
        in_addr gateway;
        if (strcmp(words[k], "up") == 0) {
            settings.set |= ALCOVE_SET_UP;
        } else if (strcmp(words[k], "down") == 0) {
            settings.set |= ALCOVE_SET_DOWN;
        } else if (strcmp(words[k], "dhcp") == 0) {
            settings.set |= ALCOVE_SET_DHCP;
        } else if (strcmp(words[k], "gw") == 0 && k + 1 < count) {
            if (!inet_aton(words[++k], &gateway)) fail("%s: not an address", words[k]);
            settings.gateway = gateway.s_addr;
        } else if (!parse_address(words[k], settings)) {
            fail("%s: not an address with the number of its network's bits, nor up, down or dhcp", words[k]);
        }
    }
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
    const alcove_interface_settings settings = parse(options.operand_count() - 1, options.operands() + 1);
    if (posix(sys_interface_configure(name, &settings)) < 0) fail_errno("%s", name);
    return 0;
}
