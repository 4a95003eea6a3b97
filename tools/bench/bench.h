// SPDX-License-Identifier: MIT
// Measurements of a running Alcove: what they need, and where their numbers go.
#pragma once
#include "tools/common/display.h"
#include "tools/common/error.h"
#include "tools/common/machine.h"
#include "tools/common/peer.h"
#include <functional>
#include <map>
#include <set>

namespace alcove::bench {

using namespace alcove::tools;

struct Options {
    std::string kernel = "build/alcove.elf";
    std::string initrd = "build/initrd.tar";
    std::string map = "build/alcove.map"; ///< ld's, of the kernel
    std::string counter = "build/tools/counter.so";
    std::string modules = "build"; ///< folder with modules/ and personality/
    std::string output = "build/bench.json";
    int pairs = 20; ///< of interleaved transfers by host time
    bool quick = false;
    std::size_t functions = 0; ///< shown below each table of steps

    /// Repetitions of a measurement under -icount: what differs between them is how the host's answers fall.
    int repetitions() const { return quick ? 1 : 5; }
};

/// A driver that is measured, and QEMU's device for it.
struct Driver {
    const char* name;
    const char* device;
};
extern const std::vector<Driver> k_drivers;

constexpr unsigned short k_guest_udp_port = 7000; ///< Guest::udp_port leads to it

constexpr const char* k_modes[] = {"nooks", "native"};

/// Numbers by name; becomes the flat object in build/bench.json.
class Results {
  public:
    void set(const std::string& name, double value) { values_[name] = value; }
    double get(const std::string& name) const;
    bool has(const std::string& name) const { return values_.count(name) != 0; }
    const std::map<std::string, double>& all() const { return values_; }
    /// Writes the file; numbers of other benchmarks in it stay.
    void merge_into(const std::string& path) const;

  private:
    std::map<std::string, double> values_;
};

/// "1370", "0.983".
std::string number_text(double value);

struct Context {
    const Options& options;
    Results& results;
    Peer& peer;
    Display& display;
    std::string name; ///< of the benchmark
    /// What goes on now, on a terminal.
    void status(const std::string& what) const { display.status(fmt::format("  {}: {}", name, what)); }
};

struct Benchmark {
    std::string name;
    std::string what;
    std::function<void(Context&)> run;
};
/// In the order in which they run.
std::vector<Benchmark> all_benchmarks();

/// A machine with one network card, and the port of the host that leads to its UDP port.
struct Guest {
    std::unique_ptr<Machine> machine;
    unsigned short udp_port = 0;
    Driver driver{};
    std::string mode;
};
/// Shell started, network up. `extra` are more arguments of QEMU.
Guest boot(const Context& context, const Driver& driver, const std::string& mode,
           MachineConfig::Icount icount, const std::vector<std::string>& extra = {});

/// Counters from `report crossings`, summed. Packets are frames in both directions.
struct Crossings {
    double upcalls = 0, services = 0, interrupts = 0, directory_loads = 0, packets = 0;
    Crossings operator-(const Crossings& o) const;
};
Crossings crossings(const Guest& guest);

void bench_xpc(Context&);
void bench_path(Context&, const Driver&);
void bench_steps(Context&, const Driver&);
void bench_wall(Context&, const Driver&);
void bench_recovery(Context&, const Driver&);
void bench_boot(Context&);
void bench_memory(Context&, const Driver&);

} // namespace alcove::bench
