// SPDX-License-Identifier: MIT
// Choice of card and peer, the archive, the command lines of QEMU and of the executive.
#include "tools/stress/trial_setup.h"
#include "tools/common/child.h"
#include "tools/common/error.h"
#include "tools/common/nic_models.h"
#include "tools/stress/disk_models.h"
#include <algorithm>
#include <filesystem>
#include <sstream>
#include <fmt/format.h>

namespace alcove::stress {
namespace {

namespace fs = std::filesystem;
using namespace tools;

constexpr const char* k_driver_slot = "3";
constexpr const char* k_peer_slot = "4";
constexpr const char* k_peer = "peer"; ///< the bundle at the other end, under a name of its own

/// Folder with driver.conf and the objects, on the host.
std::string bundle_folder(const TrialSetup& s, const std::string& bundle) {
    if (!s.modules.empty()) {
        if (const std::string folder = s.modules + "/" + bundle; fs::exists(folder + "/driver.conf"))
            return folder;
    }
    return "";
}

/// The limits on processor time, for the trials alone: a fault that loops costs the host that much.
std::string with_deadlines(std::string conf, unsigned ms) {
    if (!conf.empty() && conf.back() != '\n') conf += '\n';
    for (const char* key : {"deadline.interrupt", "deadline.softirq", "deadline.process"})
        if (ms && conf.find(key) == std::string::npos) conf += fmt::format("{} = {}\n", key, ms);
    return conf;
}

/// The peer stands for another machine: that nothing comes through is no failure of its driver.
std::string without_health(const std::string& conf) {
    std::string kept;
    std::istringstream lines(conf);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("health.")) kept += line + "\n";
    for (const char* key : {"silent", "carrier", "damage", "loss", "transmit"})
        kept += fmt::format("health.{} = 0\n", key);
    return kept;
}

std::string stripped(const std::string& object) {
    TempDir dir;
    run_program({"strip", "-g", "-o", dir.file("o"), object});
    return read_file(dir.file("o"));
}

std::string folder_of(const std::string& bundle) { return "lib/modules/" + bundle + "/"; }

void add_outside_bundle(Initrd& initrd, const std::string& bundle, const std::string& folder) {
    initrd.add(folder_of(bundle) + "driver.conf", read_file(folder + "/driver.conf"));
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".o")
            initrd.add(folder_of(bundle) + entry.path().filename().string(), stripped(entry.path().string()));
}

std::string check_words(const TrialSetup& s) {
    const bool checked = !s.check.empty() && s.mode == TrialMode::nooks;
    return checked ? fmt::format(" check.{}={}", s.driver, s.check) : "";
}

std::string disk_command_line(const TrialSetup& s, const DiskModel& disk) {
    return fmt::format(
        "trial load={0} mode=nooks mode.{0}={1}{2} agent=none init=/bin/stress,-t{3},-D,{4}{5},{0} {6}{7}",
        s.driver, mode_name(s.mode),
        !is_added(disk, s.iommu) ? "" : fmt::format(" pci.{}=00:0{}.0", s.driver, k_driver_slot),
        s.mode == TrialMode::nooks ? ",-r" : "", disk.node, s.workload, s.command_line, check_words(s));
}

std::string command_line(const TrialSetup& s) {
    if (const DiskModel* disk = disk_model_of(s.driver)) return disk_command_line(s, *disk);
    return fmt::format("trial load={0},{1} mode=nooks mode.{0}={2} pci.{0}=00:0{3}.0 pci.{1}=00:0{4}.0 "
                       "ip=10.9.0.1/24 ip.eth1=10.9.1.1/24 twin.eth1=10.9.0.2,10.9.0.1,10.9.1.2 agent=none "
                       "init=/bin/stress,-t{8}{5},{0} {6}{7}",
                       s.driver, k_peer, mode_name(s.mode), k_driver_slot, k_peer_slot, s.workload,
                       s.command_line, check_words(s), s.mode == TrialMode::nooks ? ",-r" : "");
}

} // namespace

const char* mode_name(TrialMode mode) { return mode == TrialMode::native ? "native" : "nooks"; }

namespace {

void complete_network(TrialSetup& s) {
    if (s.nic.empty()) s.nic = nic_model_of(s.driver);
    if (s.nic.empty())
        fail("{}: it is not known which of QEMU's cards this bundle drives; say so (--nic MODEL)", s.driver);
    if (s.peer.empty()) s.peer = "e1000";
    if (s.driver == k_peer) fail("a driver under test can't be called {}", k_peer);
}

/// A drive's reset is waited for in a loop, and is part of each recovery.
void complete_disk(TrialSetup& s) {
    constexpr unsigned k_deadline_ms = 200, k_busy_limit_ms = 2500, k_host_s = 40;
    s.deadline_ms = std::max(s.deadline_ms, k_deadline_ms);
    s.busy_limit_ms = std::max(s.busy_limit_ms, k_busy_limit_ms);
    s.trial_limit_s = std::max(s.trial_limit_s, k_host_s);
    if (!s.nic.empty() || !s.peer.empty())
        fail("{} drives a disk: neither a card nor a peer is chosen for it", s.driver);
    if (!s.copies) fail("{}: a disk's trials begin in copies of the emulator only", s.driver);
}

} // namespace

TrialSetup complete_setup(TrialSetup s) {
    if (disk_model_of(s.driver))
        complete_disk(s);
    else
        complete_network(s);
    for (const std::string& file : {s.kernel, s.initrd})
        if (!fs::exists(file)) fail("{} is missing: run this from the top folder, after make", file);
    // Options of the program: spaces separate words on the command line of the executive, commas those of
    // init.
    for (char& c : s.workload)
        if (c == ' ') c = ',';
    if (!s.workload.empty() && s.workload.front() != ',') s.workload.insert(0, ",");
    return s;
}

std::vector<std::string> bundle_objects(const TrialSetup& s) {
    std::vector<std::string> objects;
    const std::string outside = bundle_folder(s, s.driver);
    if (!outside.empty()) {
        for (const auto& entry : fs::directory_iterator(outside))
            if (entry.path().extension() == ".o") objects.push_back(entry.path().string());
    } else if (const std::string ours = "build/modules/" + s.driver + ".o"; fs::exists(ours)) {
        objects.push_back(ours);
    }
    if (objects.empty())
        fail("{}: no such driver: neither build/modules/{}.o nor a folder with driver.conf and objects{}",
             s.driver, s.driver, s.modules.empty() ? "" : " in " + s.modules);
    std::sort(objects.begin(), objects.end());
    return objects;
}

std::unique_ptr<Initrd> trial_initrd(const TrialSetup& s) {
    auto initrd = std::make_unique<Initrd>(s.initrd);
    for (const std::string& program : initrd->list("bin"))
        if (program != "stress") initrd->remove("bin/" + program);
    std::vector<std::string> bundles = {s.driver};
    if (!s.peer.empty()) bundles.push_back(s.peer);
    for (const std::string& bundle : bundles) {
        if (const std::string folder = bundle_folder(s, bundle); !folder.empty())
            add_outside_bundle(*initrd, bundle, folder);
        const std::string conf = folder_of(bundle) + "driver.conf";
        if (!initrd->has(conf)) fail("{}: no such driver: {} has no {}", bundle, s.initrd, conf);
    }
    if (!s.peer.empty())
        for (const std::string& file : initrd->list(folder_of(s.peer)))
            initrd->add(folder_of(k_peer) + file, initrd->read(folder_of(s.peer) + file));
    const auto change = [&](const std::string& bundle, auto how) {
        const std::string conf = folder_of(bundle) + "driver.conf";
        initrd->add(conf, how(initrd->read(conf)));
    };
    change(s.driver, [&](std::string conf) { return with_deadlines(std::move(conf), s.deadline_ms); });
    if (!s.peer.empty()) change(k_peer, without_health);
    for (const std::string& bundle : initrd->list("lib/modules"))
        if (bundle != s.driver && bundle != k_peer) initrd->remove(folder_of(bundle));
    return initrd;
}

namespace {

void add_network(MachineConfig& config, const TrialSetup& s) {
    const std::string peer_nic = nic_model_of(s.peer);
    if (peer_nic.empty()) fail("{}: it is not known which of QEMU's cards this bundle drives", s.peer);
    config.nics = {{"hubport,hubid=0", s.nic, "52:54:00:00:00:01", k_driver_slot, ""},
                   {"hubport,hubid=0", peer_nic, "52:54:00:00:00:02", k_peer_slot, ""}};
}

/// Requests of an aio=native drive are done by forkserver.so (tools/forkserver/disk.cpp).
void add_disk(MachineConfig& config, const TrialSetup& s, const DiskModel& disk, const std::string& folder) {
    constexpr const char* k_disk_size = "8M";
    config.nics.clear();
    if (disk.controller.empty()) return;
    const std::string image = folder + "/disk";
    run_program({"qemu-img", "create", "-q", "-f", "raw", image, k_disk_size});
    const auto add = [&](const char* option, const std::string& value) {
        config.extra.insert(config.extra.end(), {option, value});
    };
    add("-drive",
        "if=none,id=disk,format=raw,aio=native,cache.direct=on,cache.no-flush=on,file.locking=off,file=" +
            image);
    std::string bus(disk.own_bus);
    if (is_added(disk, s.iommu)) {
        add("-device", fmt::format("{},id=under-test,addr={}", disk.controller, k_driver_slot));
        bus = fmt::format("under-test.{}", disk.bus);
    }
    add("-device", fmt::format("{},drive=disk,bus={}", disk.drive, bus));
}

} // namespace

MachineConfig trial_machine_config(const TrialSetup& s, const std::string& initrd, const std::string& folder,
                                   const std::string& qmp_path) {
    const std::string snapshot = folder + "/snapshot.qcow2";
    run_program({"qemu-img", "create", "-q", "-f", "qcow2", snapshot, "1M"});
    MachineConfig config;
    config.kernel = s.kernel;
    config.initrd = initrd;
    config.command_line = command_line(s);
    config.memory_mib = s.memory_mib;
    config.memory_file = folder + "/memory";
    if (s.iommu) {
        config.machine = "q35";
        config.iommu = "intel-iommu";
    }
    config.vga = "none";
    config.icount = MachineConfig::Icount::repeatable;
    config.icount_shift = k_icount_shift;
    config.extra = {"-drive",   "if=none,id=d0,format=qcow2,cache=unsafe,file=" + snapshot,
                    "-device",  "pvpanic",
                    "-device",  "i6300esb,addr=5",
                    "-action",  "reboot=shutdown,shutdown=pause,panic=pause,watchdog=pause",
                    "-chardev", "socket,id=qmp,path=" + qmp_path,
                    "-mon",     "chardev=qmp,mode=control"};
    if (const DiskModel* disk = disk_model_of(s.driver))
        add_disk(config, s, *disk, folder);
    else
        add_network(config, s);
    config.label = fmt::format("trials of {} ({})", s.driver, mode_name(s.mode));
    return config;
}

} // namespace alcove::stress
