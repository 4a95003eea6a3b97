// SPDX-License-Identifier: MIT
// Placing, linking and parameterising the modules of a bundle.
#include "nim/loader.h"
#include "exec/frames.h"
#include "exec/vfs.h"
#include "nim/checks.h"
#include "nim/extension.h"
#include "nim/parameters.h"
#include "nim/scrub.h"
#include "nim/service.h"
#include "nim/system_page.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::nim {
namespace {

void* address(VirtAddr a) { return reinterpret_cast<void*>(a); }

/// Appends `name` to a list of unresolved symbols as far as there is room.
void note(char* list, usize size, std::string_view name, u32& n) {
    const usize used = strlen(list);
    sniprintf(list + used, size - used, "%s%.*s", n++ ? " " : "", static_cast<int>(name.size()), name.data());
}

u32 function_or_zero(const LoadedModule& m, const char* name) {
    const auto a = m.elf.find_symbol(name);
    return a ? a.value() : 0;
}

} // namespace

Result<void> ModuleSet::load(Domain& domain, const DriverConf& conf, const char* parameters, char* message,
                             usize size) {
    const char* personality = domain.native() ? "/lib/personality/native.o" : "/lib/personality/nooks.o";
    checked_ = domain.checks != 0;
    Result<void> r = add(domain, personality, "personality", message, size);
    for (u32 i = 0; r && i < conf.module_count(); i++) {
        char path[128];
        const std::string_view name = conf.module(i);
        char plain[32];
        sniprintf(plain, sizeof plain, "%.*s", static_cast<int>(name.size()), name.data());
        sniprintf(path, sizeof path, "/lib/modules/%s/%s.o", domain.extension.bundle(), plain);
        r = add(domain, path, plain, message, size);
    }
    if (r) r = link(domain, message, size);
    if (r) checks_patch_locks(domain, *this);
    if (r) r = bind(domain, message, size);
    if (r) r = apply_parameters(domain, *this, conf, parameters, message, size);
    if (r) r = make_table(domain);
    return r;
}

Result<void> ModuleSet::add(Domain& domain, const char* path, const char* name, char* message, usize size) {
    if (count_ == k_max_modules) {
        sniprintf(message, size, "%s: too many modules in the bundle (%u at most)", name,
                  static_cast<unsigned>(k_max_modules - 1));
        return Error::too_big;
    }
    const auto file = exec::vfs_view(path);
    if (!file) {
        sniprintf(message, size, "%s: not found", path);
        return file.error();
    }
    LoadedModule& m = modules_[count_];
    const auto parsed = m.elf.parse({file.value().data, file.value().size});
    if (!parsed) {
        sniprintf(message, size, "%s: %s", path, m.elf.message());
        return parsed.error();
    }
    sniprintf(m.name, sizeof m.name, "%s", name);
    sniprintf(m.path, sizeof m.path, "%s", path);
    m.lines = LineTable(m.elf.unloaded_section(".alcove_lines"));
    count_++;
    const u32 text_bytes = m.elf.text_size() ? m.elf.text_size() : 1;
    const u32 data_bytes = m.elf.data_size() ? m.elf.data_size() : 1;
    const auto text = take_text(domain, m, exec::frames_count(text_bytes));
    const auto data = domain.grow(exec::frames_count(data_bytes), exec::FrameZone::any, false);
    if (!text || !data) {
        sniprintf(message, size, "%s: out of memory", path);
        return Error::no_memory;
    }
    m.text = text.value();
    m.data = data.value();
    domain.text[count_ - 1] = {m.text, m.text + round_up(text_bytes, k_page_size)};
    u8* const place = static_cast<u8*>(address(m.text));
    m.elf.place(m.text, m.data, m.draft ? m.draft : place, static_cast<u8*>(address(m.data)));
    return {};
}

ModuleSet::~ModuleSet() {
    for (LoadedModule& m : modules_) free(m.draft);
}

/// Where it was in the last generation, if that memory has not been cleared yet. Its code is read-only to the
/// domain, but faults may be in it, and no device need have kept off: what differs is written again.
Result<VirtAddr> ModuleSet::take_text(Domain& domain, LoadedModule& m, u32 frames) {
    VirtAddr& last = domain.extension.last_text[&m - modules_];
    if (last && !checked_ && scrub_take(last, frames)) {
        m.draft = static_cast<u8*>(calloc(1, round_up(m.elf.text_size(), sizeof(u32))));
        return domain.adopt(last, frames);
    }
    const auto text = domain.grow(frames, exec::FrameZone::any, false, false);
    if (text) last = text.value();
    return text;
}

namespace {
/// Only what differs: an emulator that has translated this code keeps what is not written to.
void finish_text(LoadedModule& m) {
    if (!m.draft) return;
    u32* to = static_cast<u32*>(address(m.text));
    const u32* from = reinterpret_cast<const u32*>(m.draft);
    for (u32 n = round_up(m.elf.text_size(), sizeof(u32)) / sizeof(u32); n > 0; n--, to++, from++)
        if (*to != *from) *to = *from;
    free(m.draft);
    m.draft = nullptr;
}
} // namespace

Result<u32> ModuleSet::exported(std::string_view name) const {
    if (checked_) { // the variant that checks its caller stands in for the function
        char variant[80];
        const int n =
            sniprintf(variant, sizeof variant, "lx_checked_%.*s", static_cast<int>(name.size()), name.data());
        if (const auto a = modules_[0].elf.find_symbol({variant, static_cast<usize>(n)})) return a;
    }
    auto symbol = modules_[0].elf.find_symbol(name);
    if (!symbol) { // declared, not implemented: names itself when it is called or touched
        char stub[80];
        const int n =
            sniprintf(stub, sizeof stub, "lx_stop_%.*s", static_cast<int>(name.size()), name.data());
        symbol = modules_[0].elf.find_symbol({stub, static_cast<usize>(n)});
    }
    bool in_system_page = false;
    if (!symbol) {
        char place[80];
        const int n =
            sniprintf(place, sizeof place, "lx_system_%.*s", static_cast<int>(name.size()), name.data());
        symbol = modules_[0].elf.find_symbol({place, static_cast<usize>(n)});
        in_system_page = bool{symbol};
    }
    const auto table = modules_[0].elf.find_section("__ksymtab");
    if (in_system_page) return reinterpret_cast<u32>(system_page()) + symbol.value();
    if (!symbol || !table) return Error::not_found;
    struct Row {
        u32 address, name;
    };
    // Global is not enough: the table says what is meant for drivers.
    const auto* rows = static_cast<const Row*>(address(table.value().address));
    for (u32 i = 0; i < table.value().bytes.size() / sizeof(Row); i++)
        if (rows[i].address == symbol.value()) return symbol;
    return Error::not_found;
}

Result<u32> ModuleSet::resolve(const LoadedModule& asking, std::string_view name) const {
    if (&asking ==
        &modules_[0]) { // the personality: its services in native mode are the executive's functions
        char plain[64];
        sniprintf(plain, sizeof plain, "%.*s", static_cast<int>(name.size()), name.data());
        if (const u32 a = native_service_address(plain)) return u32{a};
        return Error::not_found;
    }
    for (u32 i = 1; i < count_; i++)
        if (&modules_[i] != &asking)
            if (const auto a = modules_[i].elf.find_symbol(name)) return a;
    return exported(name);
}

Result<void> ModuleSet::link_one(Domain& domain, LoadedModule& m, char* message, usize size) {
    char missing[400] = "";
    u32 n = 0;
    const bool native = domain.native();
    m.elf.for_each_undefined([&](std::string_view name, bool weak) {
        const bool may = &m != &modules_[0] || native;
        if (!weak && !(may && resolve(m, name))) note(missing, sizeof missing, name, n);
    });
    if (n) {
        sniprintf(message, size, "%s: %u unresolved: %s", m.name, static_cast<unsigned>(n), missing);
        return Error::not_found;
    }
    const auto r = m.elf.relocate([&](std::string_view name) { return resolve(m, name); });
    if (!r) sniprintf(message, size, "%s: %s", m.name, m.elf.message());
    return r;
}

Result<void> ModuleSet::link(Domain& domain, char* message, usize size) {
    for (u32 i = 0; i < count_; i++) {
        const auto r = link_one(domain, modules_[i], message, size);
        if (!r) return r;
        finish_text(modules_[i]); // before others read the personality's table of exports
    }
    return {};
}

/// Finds what the executive needs of the personality (nim/abi/upcalls.h).
Result<void> ModuleSet::bind(Domain& domain, char* message, usize size) {
    const ElfModule& p = modules_[0].elf;
    const auto table = p.find_symbol("nim_upcall_table");
    const auto shared = p.find_symbol("nim_shared_block");
    const auto system = p.find_symbol("nim_system");
    const auto back = p.find_symbol("nim_upcall_return");
    if (!table || !shared || !system || (!back && !domain.native())) {
        sniprintf(message, size, "the personality lacks its entry points");
        return Error::not_executable;
    }
    memcpy(domain.upcall_entry, address(table.value()), sizeof domain.upcall_entry);
    domain.shared = static_cast<nim_shared*>(address(shared.value()));
    domain.shared->vif = 1;
    domain.shared->check = domain.checks;
    domain.return_address = back ? back.value() : 0;
    *static_cast<const nim_system_page**>(address(system.value())) = system_page();
    return {};
}

Result<void> ModuleSet::make_table(Domain& domain) {
    const auto block = domain.grow(1, exec::FrameZone::any, false);
    if (!block) return block.error();
    table_ = block.value();
    auto* rows = static_cast<nim_module*>(address(table_));
    char* names = reinterpret_cast<char*>(rows + k_max_modules);
    for (u32 i = 1; i < count_; i++) {
        const LoadedModule& m = modules_[i];
        strcpy(names, m.name);
        rows[i - 1] = {reinterpret_cast<u32>(names), function_or_zero(m, "init_module"),
                       function_or_zero(m, "cleanup_module"), function_or_zero(m, "__this_module")};
        names += sizeof m.name;
    }
    return {};
}

const LoadedModule* ModuleSet::by_name(std::string_view name) const {
    for (u32 i = 1; i < count_; i++)
        if (name == modules_[i].name) return &modules_[i];
    return nullptr;
}

const LoadedModule* ModuleSet::find(u32 address) const {
    for (u32 i = 0; i < count_; i++)
        if (address >= modules_[i].text && address - modules_[i].text < modules_[i].elf.text_size())
            return &modules_[i];
    return nullptr;
}

CodePlace ModuleSet::place_of(u32 address, bool returns_there) const {
    const LoadedModule* m = find(address);
    if (!m) return code_place_outside(address);
    CodePlace place;
    place.address = address;
    strlcpy(place.module, m->name, sizeof place.module);
    const auto nearest = m->elf.nearest_function(address);
    place.function = nearest.name;
    place.offset = nearest.offset;
    const auto at = m->elf.place_of(address - returns_there);
    const LineTable::Line line = m->lines.line_at(at.section, at.offset);
    place.file = line.file;
    place.line = line.line;
    return place;
}

const char* ModuleSet::stop_stub_at(u32 address) const {
    constexpr std::string_view k_mark = "lx_stop_";
    const char* found = nullptr;
    u32 nearest = 0;
    modules_[0].elf.for_each_defined([&](const ElfModule::SymbolInfo& s) {
        if (s.address > address || s.address < nearest || !s.name.starts_with(k_mark)) return;
        nearest = s.address;
        found = s.name.data() + k_mark.size();
    });
    return address - nearest < k_page_size ? found : nullptr;
}

bool ModuleSet::step(StackFrame& frame, const StackBounds& bounds) const {
    const LoadedModule* m = find(frame.eip - frame.returns_there);
    LineTable::Frame rule;
    if (m) {
        const auto at = m->elf.place_of(frame.eip - frame.returns_there);
        rule = m->lines.frame_at(at.section, at.offset);
    }
    return step_up(frame, rule, bounds);
}

} // namespace alcove::nim
