// SPDX-License-Identifier: MIT
// Addresses of Ethernet interfaces: from the command line, by DHCP, or as a program sets them.
#include "exec/boot_info.h"
#include "exec/log.h"
#include "exec/net/ethernet.h"
#include "lwip/dhcp.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::exec {
namespace {

struct StaticAddress {
    ip4_addr_t address, mask, gateway;
};

/// An address that a host can have, and a mask of leading ones. Network byte order.
bool is_host_address(u32 address, u32 mask) {
    const u32 first = address & 0xFF, zeros = ~lwip_ntohl(mask);
    return first != 0 && first < 224 && (zeros & (zeros + 1)) == 0;
}

/// "A.B.C.D/len[,gateway]". False when it is something else.
bool parse_static(const char* text, StaticAddress& result) {
    char copy[64];
    if (strlen(text) >= sizeof copy) return false;
    strcpy(copy, text);
    ip4_addr_set_zero(&result.gateway);
    if (char* comma = strchr(copy, ',')) {
        *comma = 0;
        if (!ip4addr_aton(comma + 1, &result.gateway)) return false;
    }
    u32 length = 24;
    if (char* slash = strchr(copy, '/')) {
        *slash = 0;
        char* end;
        length = strtoul(slash + 1, &end, 10);
        if (end == slash + 1 || *end || length > 32) return false;
    }
    result.mask.addr = lwip_htonl(length ? ~0u << (32 - length) : 0);
    return ip4addr_aton(copy, &result.address) && is_host_address(result.address.addr, result.mask.addr);
}

/// What the command line says of this interface: ip.NAME=, for eth0 also ip=; DHCP otherwise.
const char* wish_for(const char* name) {
    char option[24];
    snprintf(option, sizeof option, "ip.%s", name);
    const char* own = boot_option(option);
    const char* all = boot_option("ip");
    if (own) return own;
    return all && strcmp(name, "eth0") == 0 ? all : "dhcp";
}

} // namespace

/// twin.NAME=OUTSIDE,NEAR,NEAR_INSIDE (exec/net/twin.h).
void EthernetInterface::set_twin(u32 own) {
    char option[24];
    snprintf(option, sizeof option, "twin.%s", name_);
    const char* wish = boot_option(option);
    if (wish && !twin_.configure(wish, own))
        log(LogLevel::warning, "%s: \"%s\" are no three addresses for a twin", name_, wish);
}

/// The driver is open. What a program has said of addresses holds, else the command line; a static address
/// outlives being down.
void EthernetInterface::set_addresses() {
    CoreGuard guard;
    follow_carrier(); // what the driver said in open(): without a carrier nothing is to be sent
    netif_set_up(&netif_);
    if (!addressed_) take_wish();
    addressed_ = true;
    if (dhcp_) dhcp_start(&netif_);
}

void EthernetInterface::take_wish() {
    const char* wish = wish_for(name_);
    if (strcmp(wish, "none") == 0) return;
    StaticAddress s;
    if (strcmp(wish, "dhcp") != 0) {
        if (parse_static(wish, s)) {
            set_twin(s.address.addr);
            netif_set_addr(&netif_, &s.address, &s.mask, &s.gateway);
            return;
        }
        log(LogLevel::warning, "%s: \"%s\" is no address (A.B.C.D/len[,gateway]); using DHCP", name_, wish);
    }
    dhcp_ = true;
}

int EthernetInterface::take_up() {
    wanted_up_ = true;
    return open_ ? 0 : to_errno(open().error());
}

int EthernetInterface::take_down() {
    wanted_up_ = false;
    if (!open_) return 0;
    {
        CoreGuard guard;
        if (dhcp_) dhcp_stop(&netif_);
        netif_set_down(&netif_);
    }
    open_ = false;
    return to_errno(driver_->stop().error());
}

int EthernetInterface::configure(const InterfaceSettings& settings) {
    if (settings.set_address && !is_host_address(settings.address, settings.mask))
        return to_errno(Error::invalid);
    MutexGuard guard(settings_);
    if (const int r = configure_driver(settings); r < 0) return r;
    if (settings.set_up)
        if (const int r = settings.up ? take_up() : take_down(); r < 0) return r;
    if (settings.set_address) {
        CoreGuard guard;
        if (dhcp_) dhcp_stop(&netif_);
        dhcp_ = false;
        addressed_ = true;
        const ip4_addr_t address = {settings.address}, mask = {settings.mask}, gateway = {settings.gateway};
        netif_set_addr(&netif_, &address, &mask, &gateway);
    }
    if (settings.start_dhcp) {
        CoreGuard guard;
        dhcp_ = addressed_ = true;
        if (!netif_is_up(&netif_)) return 0; // it is asked when the interface comes up
        const err_t e = dhcp_start(&netif_);
        if (e != ERR_OK) return error_of_lwip(e);
    }
    return 0;
}

} // namespace alcove::exec
