// SPDX-License-Identifier: MIT
// From objects' facts to a driver.conf.
#include "tools/module/bundle.h"
#include "lib/driver_conf.h"
#include <algorithm>
#include <fmt/format.h>

namespace alcove::outside {
namespace {

struct Hint {
    const char* import; ///< or the beginning of one, if it ends in '*'
    const char* device_class;
};
/// The first row that fits counts: a sound card's module may register character devices too.
constexpr Hint k_hints[] = {
    {"register_filesystem", "fs"}, {"register_sound_*", "sound"},
    {"ac97_probe_codec", "sound"}, {"sound_install_audiodrv", "sound"},
    {"register_netdev*", "net"},   {"init_etherdev", "net"},
    {"alloc_etherdev", "net"},     {"ether_setup", "net"},
    {"init_trdev", "net"},         {"init_fddidev", "net"},
    {"eth_type_trans", "net"},     {"register_blkdev", "block"},
    {"blk_init_queue", "block"},   {"misc_register", "char"},
    {"register_chrdev", "char"},   {"tty_register_driver", "char"},
};

bool imports(const outside::ObjectFacts& facts, std::string_view pattern) {
    if (!pattern.ends_with('*')) return facts.imports.contains(std::string(pattern));
    pattern.remove_suffix(1);
    const auto it = facts.imports.lower_bound(std::string(pattern));
    return it != facts.imports.end() && it->starts_with(pattern);
}

std::string id_text(std::uint32_t id) {
    return id == outside::PciMatch::k_any ? "*" : fmt::format("{:04x}", id);
}

/// "VENDOR:DEVICE" of all tables, each once, in the order of the tables.
std::vector<std::string> pci_ids(const Modules& modules) {
    std::vector<std::string> ids;
    for (const auto& [name, facts] : modules)
        for (const outside::PciMatch& m : facts.pci) {
            const std::string id = id_text(m.vendor) + ":" + id_text(m.device);
            if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
        }
    return ids;
}

/// More ids than a driver.conf holds become one per vendor.
std::vector<std::string> as_vendors(const std::vector<std::string>& ids) {
    std::vector<std::string> vendors;
    for (const std::string& id : ids) {
        const std::string vendor = id.substr(0, id.find(':')) + ":*";
        if (std::ranges::find(vendors, vendor) == vendors.end()) vendors.push_back(vendor);
    }
    return vendors;
}

std::string pci_line(const Modules& modules) {
    std::vector<std::string> ids = pci_ids(modules);
    std::string remark;
    if (ids.size() > DriverConf::k_most_pci) {
        ids = as_vendors(ids);
        remark = "# The module's table has more devices than fit here, so all devices of their makers are "
                 "listed.\n";
    }
    if (ids.empty())
        return "# The module has no table of PCI devices. Name those that it may drive, or ports and "
               "interrupt\n"
               "# lines for what isn't PCI.\n"
               "# pci = 10ec:8139\n# ports = 300-31f\n# irqs = 9\n";
    return remark + fmt::format("pci = {}\n", fmt::join(ids, " "));
}

} // namespace

std::string guess_class(const Modules& modules) {
    for (const Hint& hint : k_hints)
        for (const auto& [name, facts] : modules)
            if (imports(facts, hint.import)) return hint.device_class;
    return "";
}

std::vector<std::string> load_order(const Modules& modules) {
    std::vector<std::string> order;
    const auto ready = [&](const std::string& name) {
        for (const auto& [other, facts] : modules) {
            if (other == name || std::ranges::find(order, other) != order.end()) continue;
            for (const std::string& import : modules.at(name).imports)
                if (facts.defines.contains(import)) return false;
        }
        return true;
    };
    while (order.size() < modules.size()) {
        const std::size_t before = order.size();
        for (const auto& [name, facts] : modules)
            if (std::ranges::find(order, name) == order.end() && ready(name)) order.push_back(name);
        if (order.size() > before) continue;
        for (const auto& [name, facts] : modules) // each waits for another: any order will do
            if (std::ranges::find(order, name) == order.end()) order.push_back(name);
    }
    return order;
}

std::string write_conf(const Modules& modules) {
    const std::string device_class = guess_class(modules);
    std::string text = "# Made by `make module`, which does not overwrite it: adjust it to your device.\n";
    text += fmt::format("modules = {}\n", fmt::join(load_order(modules), " "));
    text += device_class.empty() ? "# class = net, sound, block, char or fs\n"
                                 : fmt::format("class = {}\n", device_class);
    text += pci_line(modules);
    text += "# memory = 4096 (KiB at most)\n";
    const bool on_8390 = std::ranges::any_of(modules, [](const auto& m) {
        return imports(m.second, "ei_interrupt") && imports(m.second, "ei_open");
    });
    if (on_8390)
        text += "# A DP8390 with 16 KiB holds eight frames, and loses the next; with 8 KiB, three.\n"
                "rx_frames = 8\n";
    for (const auto& [name, facts] : modules)
        for (const auto& [parameter, type] : facts.parameters)
            text += fmt::format("# param.{}.{} = ({})\n", name, parameter, type);
    return text;
}

std::set<std::string> unresolved(const Modules& modules, const std::set<std::string>& offered) {
    std::set<std::string> missing;
    for (const auto& [name, facts] : modules)
        for (const std::string& import : facts.imports) {
            const bool found =
                offered.contains(import) || std::ranges::any_of(modules, [&](const auto& other) {
                    return other.second.defines.contains(import);
                });
            if (!found) missing.insert(import);
        }
    return missing;
}

} // namespace alcove::outside
