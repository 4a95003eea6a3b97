// SPDX-License-Identifier: MIT
// The planner's interface: from modules and a seed to a plan of faults, and a plan as text.
#pragma once
#include "lib/types.h"
#include <memory>
#include <string>
#include <vector>

namespace alcove::faults {

class ModuleText;

/// A fault of a plan. Line formats and types: docs/fault-injection.md.
struct Fault {
    std::string type;   ///< a name of fault_types()
    bool code = true;   ///< false: a fault of the environment; then only `count` and `line` mean something
    std::string module; ///< as driver.conf names it: the object's file name without ".o"
    u32 offset = 0;     ///< of the instruction, from the begin of the module's loaded text
    u32 length = 0;     ///< of the instruction
    std::string section, function;
    u32 in_function = 0;       ///< distance from the function's begin
    std::string source;        ///< "file.c:123", or empty
    std::string before, after; ///< assembler text
    std::string note;          ///< what is special about it, or empty
    u32 count = 1;
    std::string line; ///< for `inject DOMAIN LINE` and lib/fault_line.h
};

struct FaultType {
    std::string name;
    std::string what; ///< what is changed, in a few words
    enum Group { nooks, beyond, environment } group;
};
/// All types, in the order in which seeds choose among them: new ones go to the end of their group.
const std::vector<FaultType>& fault_types();

struct Request {
    u64 seed = 0;
    u32 faults = 5;
    std::vector<std::string> types; ///< names; empty: the eight of Nooks
};

/// A bundle's modules, decoded once: plan() may then be called for any number of seeds.
class Planner {
  public:
    /// Reads and decodes relocatable objects. Throws tools::Error with one line (no ELF, no code, ...).
    explicit Planner(const std::vector<std::string>& objects);
    ~Planner();
    Planner(const Planner&) = delete;
    Planner& operator=(const Planner&) = delete;

    /// The same request on the same objects gives the same plan, always. Types are drawn evenly from those
    /// that have sites here, then a site of the type evenly. No two faults touch the same instruction. There
    /// are fewer faults than asked for only when the sites are used up. Throws tools::Error on an unknown
    /// type, or when no type that was asked for has a site.
    std::vector<Fault> plan(const Request& request) const;
    /// How many instructions of the modules are sites of that type.
    usize sites(const std::string& type) const;

  private:
    struct Sites;
    struct Choice;
    std::vector<Choice> choices(const Request& request) const;
    std::vector<std::unique_ptr<ModuleText>> modules_;
    std::vector<Sites> sites_; ///< by type
};

/// A JSON object for a plan: {"seed":"7","faults":[{"type":..,"line":..,...}]}.
std::string plan_as_json(const Request& request, const std::vector<Fault>& plan);
/// For people: a fault each, with old and new instruction.
std::string plan_as_list(const std::vector<Fault>& plan);

} // namespace alcove::faults
