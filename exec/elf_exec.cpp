// SPDX-License-Identifier: MIT
// The program loader: what lib/elf_program.h checked becomes pages.
#include "exec/elf_exec.h"
#include "exec/log.h"
#include "lib/elf_program.h"

namespace alcove::exec {

namespace {

/// No program may reach into the room that is kept for its heap and stack.
constexpr ElfProgram::Limits k_limits = {
    .low = k_user_base,
    .high = k_user_stack_top - k_user_stack_bytes - k_user_heap_limit - k_page_size,
    .bytes = 64u << 20,
};

Result<void> load_segment(const ElfProgram::Segment& s, AddressSpace& space) {
    if (const Result<void> r = space.map(s.address, s.memory_size, s.writable); !r) return r;
    return space.write(s.address, s.bytes.data(), static_cast<u32>(s.bytes.size()));
}

Error refuse(const char* name, const char* why) {
    log(LogLevel::info, "%s: %s", name, why);
    return Error::not_executable;
}

} // namespace

Result<VirtAddr> elf_load(const char* name, const FileView& file, AddressSpace& space) {
    ElfProgram program;
    if (!program.parse({file.data, file.size}, k_limits)) return refuse(name, program.message());
    VirtAddr free_from = k_user_base;
    for (u32 i = 0; i < program.segment_count(); i++) {
        const ElfProgram::Segment& s = program.segment(i);
        // A page has one kind of rights, so two segments on it would contradict each other.
        if (s.address < free_from) return refuse(name, "two segments share a page");
        if (const Result<void> r = load_segment(s, space); !r) return r.error();
        free_from = round_up(s.address + s.memory_size, k_page_size);
    }
    space.set_heap(free_from);
    return program.entry();
}

} // namespace alcove::exec
