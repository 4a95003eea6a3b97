// SPDX-License-Identifier: MIT
// Chooses types and sites from a seed.
#include "tools/common/error.h"
#include "tools/faults/change.h"
#include "tools/faults/format.h"
#include "lib/fault_line.h"
#include <algorithm>
#include <set>

namespace alcove::faults {
namespace {

/// The largest count of each kind, in the order of EnvironmentFault: about what a short trial meets.
struct Environment {
    FaultType type;
    u32 most;
};
const std::vector<Environment>& environment_types() {
    constexpr FaultType::Group g = FaultType::environment;
    static const std::vector<Environment> types = {
        {{"alloc-fail", "an allocation of memory fails", g}, 64},
        {{"dma-map-fail", "an allocation or mapping for DMA fails", g}, 4},
        {{"irq-request-fail", "a request of an interrupt line fails", g}, 1},
        {{"irq-lost", "interrupts are withheld", g}, 50},
        {{"irq-spurious", "interrupts come that no device raised", g}, 200},
        {{"irq-stuck", "an interrupt line stays asserted", g}, 1},
        {{"device-ones", "the device answers all ones", g}, 1},
        {{"data-corrupt", "received frames, and what is read of a disk, have a bit flipped", g}, 50},
    };
    static_assert(k_environment_faults == 8);
    return types;
}

std::vector<CodeType> code_types() {
    std::vector<CodeType> all;
    for (const auto* group : {&operand_types(), &nooks_types(), &control_types(), &resource_types()})
        all.insert(all.end(), group->begin(), group->end());
    return all;
}

} // namespace

const std::vector<FaultType>& fault_types() {
    static const std::vector<FaultType> types = [] {
        std::vector<FaultType> all;
        for (const CodeType& t : code_types()) all.push_back(t.type);
        for (const Environment& t : environment_types()) all.push_back(t.type);
        return all;
    }();
    return types;
}

struct Planner::Sites {
    struct Site {
        const ModuleText* module;
        const Function* function;
        u32 index;
    };
    CodeType type;
    std::vector<Site> sites;
};

Planner::Planner(const std::vector<std::string>& objects) {
    for (const std::string& path : objects) modules_.push_back(std::make_unique<ModuleText>(path));
    for (const CodeType& type : code_types()) {
        Sites all{type, {}};
        for (const auto& module : modules_)
            for (const Function& f : module->functions()) {
                std::vector<u32> found;
                type.find(f, found);
                for (const u32 i : found) all.sites.push_back({module.get(), &f, i});
            }
        sites_.push_back(std::move(all));
    }
}

Planner::~Planner() = default;

usize Planner::sites(const std::string& type) const {
    const auto at =
        std::find_if(sites_.begin(), sites_.end(), [&](const Sites& s) { return s.type.type.name == type; });
    return at == sites_.end() ? 0 : at->sites.size();
}

/// A type that was asked for: code if `sites` is set.
struct Planner::Choice {
    const Sites* sites;
    u32 environment;
};

std::vector<Planner::Choice> Planner::choices(const Request& request) const {
    const std::set<std::string> wanted(request.types.begin(), request.types.end());
    std::set<std::string> unknown = wanted;
    for (const FaultType& t : fault_types()) unknown.erase(t.name);
    if (!unknown.empty()) tools::fail("{}: no type of fault (--help lists them)", *unknown.begin());
    // In the table's order, whatever the order of the request.
    std::vector<Choice> all;
    for (const Sites& s : sites_) {
        const bool chosen =
            wanted.empty() ? s.type.type.group == FaultType::nooks : wanted.contains(s.type.type.name);
        if (chosen && !s.sites.empty()) all.push_back({&s, 0});
    }
    for (u32 i = 0; i < k_environment_faults; ++i)
        if (wanted.contains(k_environment_names[i])) all.push_back({nullptr, i});
    if (all.empty()) tools::fail("the code has no site of the types asked for");
    return all;
}

std::vector<Fault> Planner::plan(const Request& request) const {
    std::vector<Choice> left = choices(request);
    Random random(request.seed);
    std::vector<Fault> plan;
    std::set<const Instruction*> taken;
    while (plan.size() < request.faults && !left.empty()) {
        const u32 which = random.below(static_cast<u32>(left.size()));
        const Choice choice = left[which];
        if (!choice.sites) {
            const u32 most = environment_types()[choice.environment].most;
            plan.push_back(
                environment_fault(k_environment_names[choice.environment], 1 + random.below(most)));
            left.erase(left.begin() + which); // each of them once
            continue;
        }
        std::vector<Sites::Site> free;
        for (const Sites::Site& s : choice.sites->sites)
            if (!taken.contains(&s.function->code[s.index])) free.push_back(s);
        if (free.empty()) {
            left.erase(left.begin() + which);
            continue;
        }
        const Sites::Site& site = free[random.below(static_cast<u32>(free.size()))];
        const Instruction& i = site.function->code[site.index];
        Change change(i);
        choice.sites->type.change(*site.function, site.index, random, change);
        taken.insert(&i);
        plan.push_back(code_fault(choice.sites->type.type, *site.module, *site.function, i, change));
    }
    return plan;
}

} // namespace alcove::faults
