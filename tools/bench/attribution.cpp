// SPDX-License-Identifier: MIT
// From addresses to steps: by the object that the linker took the code from, and by where modules were
// loaded.
#include "tools/bench/attribution.h"

namespace alcove::bench {
namespace {

constexpr std::uint64_t k_kernel_half = 0xC0000000;

struct StepRow {
    const char* name;
    const char* text;
};
constexpr StepRow k_steps[] = {
    {"driver", "the driver"},
    {"personality", "the personality"},
    {"nim", "isolation manager: upcalls, services, rings"},
    {"gates", "entry and exit code of XPC, traps and interrupts"},
    {"recovery", "the shadow driver"},
    {"net", "sockets and interfaces"},
    {"lwip", "lwIP"},
    {"copy", "copying and checksums"},
    {"executive", "the rest of the executive"},
    {"programs", "programs"},
    {"unknown", "code of unknown origin"},
    {"idle", "the idle loop"},
};
static_assert(std::size(k_steps) == static_cast<std::size_t>(Step::count));

/// Objects by what their path contains; the first row that fits counts.
struct ObjectRow {
    const char* part;
    Step step;
};
constexpr ObjectRow k_objects[] = {
    {"kernel/arch/x86/checksum", Step::copy},
    {"(lib_a-mem", Step::copy},
    {"kernel/arch/x86/", Step::gates},
    {"kernel/nim/", Step::nim},
    {"kernel/recovery/", Step::recovery},
    {"kernel/exec/net/", Step::net},
    {"/lwip/", Step::lwip},
};

} // namespace

const char* step_name(Step step) { return k_steps[static_cast<std::size_t>(step)].name; }
const char* step_text(Step step) { return k_steps[static_cast<std::size_t>(step)].text; }

Attribution::Attribution(const Context& context, const Guest& guest)
    : map_(read_file(context.options.map)), symbols_(context.options.kernel) {
    if (map_.empty()) fail("{} is no link map", context.options.map);
    const std::uint32_t idle = symbols_.address("_ZN6alcove4exec13scheduler_runEv");
    idle_ = {idle, symbols_.next_after(idle)};
    const Reply reply = guest.machine->must(fmt::format("report modules {}", guest.driver.name));
    for (const Json& json : reply.lines) {
        unsigned start, end;
        char name[32];
        if (std::sscanf(json.value("report", "").c_str(), " text %x-%x, data %*x-%*x %31s", &start, &end,
                        name) != 3)
            continue;
        const std::string file = modules_.empty()
                                     ? fmt::format("{}/personality/{}.o", context.options.modules, guest.mode)
                                     : fmt::format("{}/modules/{}.o", context.options.modules, name);
        modules_.push_back(std::make_unique<ModuleText>(name, file, start, end));
    }
    if (modules_.size() < 2) guest.machine->fail_with_console("the report on modules names none");
}

Step Attribution::step_of_object(std::string_view object) const {
    for (const ObjectRow& row : k_objects)
        if (object.find(row.part) != std::string_view::npos) return row.step;
    return object.empty() ? Step::unknown : Step::executive;
}

Step Attribution::step_of(std::uint64_t address) const {
    if (address < k_kernel_half) return Step::programs;
    for (std::size_t i = 0; i < modules_.size(); ++i) // the personality is the first
        if (modules_[i]->holds(address)) return i == 0 ? Step::personality : Step::driver;
    const auto a = static_cast<std::uint32_t>(address);
    if (a >= idle_.first && a < idle_.second) return Step::idle;
    return step_of_object(map_.object_at(a));
}

std::string Attribution::function_of(std::uint64_t address) const {
    const auto a = static_cast<std::uint32_t>(address);
    for (const auto& m : modules_)
        if (m->holds(address)) return m->function_of(a);
    const std::string text = symbols_.describe(a);
    return address < k_kernel_half ? "programs" : text.substr(0, text.rfind('+'));
}

} // namespace alcove::bench
