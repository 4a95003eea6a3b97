// SPDX-License-Identifier: MIT
// Measurements of a running Alcove: what they need, and where their numbers go.
#pragma once
#include "tools/common/display.h"
#include "tools/common/error.h"
#include "tools/common/machine.h"
#include "tools/common/peer.h"
#include <map>

namespace alcove::bench {

using namespace alcove::tools;

struct Options {
    std::string kernel = "build/alcove.elf";
    std::string initrd = "build/initrd.tar";
    std::string output = "build/bench.json";
    int pairs = 20; ///< of interleaved transfers by host time
    bool quick = false;
};

/// Numbers by name; becomes the flat object in build/bench.json.
class Results {
  public:
    void set(const std::string& name, double value) { values_[name] = value; }
    double get(const std::string& name) const;
    bool has(const std::string& name) const { return values_.count(name) != 0; }
    /// Writes the file; numbers of other benchmarks in it stay.
    void merge_into(const std::string& path) const;
    /// All of them with targets beside, as a table.
    std::string table() const;

  private:
    std::map<std::string, double> values_;
};

struct Context {
    const Options& options;
    Results& results;
    Peer& peer;
    Display& display;
};

struct Benchmark {
    const char* name;
    const char* what;
    void (*run)(Context&);
};
extern const std::vector<Benchmark> k_benchmarks;

/// A machine with the ne2k in `mode`, shell started, network up.
std::unique_ptr<Machine> boot(const Context& context, const std::string& mode, MachineConfig::Icount icount,
                              const std::string& netdev = "user");

/// The end of an in-kernel transfer.
struct TrafficResult {
    double bytes = 0, us = 0, busy_cycles = 0;
};
TrafficResult run_traffic(Machine& machine, const std::string& command);

/// Counters from `report crossings`, summed.
struct Crossings {
    double upcalls = 0, services = 0, interrupts = 0, directory_loads = 0, packets = 0;
    Crossings operator-(const Crossings& o) const;
};
Crossings crossings(Machine& machine);

void bench_xpc(Context&);
void bench_path_length(Context&);
void bench_wall(Context&);
void bench_recovery(Context&);
void bench_boot(Context&);
void bench_memory(Context&);

} // namespace alcove::bench
