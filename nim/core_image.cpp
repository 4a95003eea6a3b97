// SPDX-License-Identifier: MIT
// The parts of a core: ELF header, program headers, notes, memory (System V ABI; note types as Linux has
// them).
#include "nim/core_image.h"
#include "lib/elf_format.h"
#include <algorithm>
#include <stdio.h>
#include <string.h>

namespace alcove::nim {
namespace {

constexpr u16 k_type_core = 4;
constexpr u32 k_segment_note = 4, k_segment_read = 4;
constexpr u32 k_note_prstatus = 1;
constexpr u32 k_note_modules = 0xA1C0; ///< ours: text, a line for the domain, one for each module
constexpr u32 k_text_size = 6144;      ///< of that note at most
constexpr u32 k_note_header = 12 + 8;  ///< sizes and type, and a name of up to 8 bytes

/// elf_prstatus of i386 Linux, as far as gdb reads it.
struct PrStatus {
    u32 signal_number, signal_code, signal_errno;
    u16 signal, pad;
    u32 pending, held, pid, parent, group, session;
    u32 times[8];
    u32 ebx, ecx, edx, esi, edi, ebp, eax, ds, es, fs, gs, original_eax, eip, cs, eflags, esp, ss;
    u32 has_fpu;
};
static_assert(sizeof(PrStatus) == 144);

unsigned u(u32 v) { return static_cast<unsigned>(v); }

/// Linux' number of the signal that comes nearest.
u16 signal_of(FailureKind k) {
    switch (k) {
    case FailureKind::none:
        return 0;
    case FailureKind::page_fault:
    case FailureKind::stack_overflow:
    case FailureKind::protection:
        return 11; // SIGSEGV
    case FailureKind::divide:
        return 8; // SIGFPE
    case FailureKind::invalid_opcode:
        return 4; // SIGILL
    default:
        return 6; // SIGABRT
    }
}

template <typename F>
void for_each_block(Domain& d, F f) {
    d.tracker.for_each(ObjectType::frames, [&](Handle, Object& o) { f(o); });
}

u32 header_size(Domain& d) {
    const u32 segments = 1 + d.tracker.count(ObjectType::frames);
    const u32 threads = CoreKeeper::k_threads * (k_note_header + static_cast<u32>(sizeof(PrStatus)));
    return static_cast<u32>(sizeof(elf::FileHeader)) +
           segments * static_cast<u32>(sizeof(elf::ProgramHeader)) + threads + k_note_header + k_text_size;
}

class Image {
  public:
    Image(Domain& d, u8* to, u32 capacity) : d_(d), to_(to), capacity_(capacity) {}

    CoreSize write(const CoreThread* threads, u32 count) {
        segments_ = 1 + d_.tracker.count(ObjectType::frames);
        at_ = sizeof(elf::FileHeader) + segments_ * sizeof(elf::ProgramHeader);
        write_file_header();
        const u32 notes = at_;
        for (u32 i = 0; i < count; i++) write_thread(threads[i]);
        if (!count) write_thread({}); // gdb wants one
        write_modules();
        add_segment({k_segment_note, notes, 0, 0, at_ - notes, 0, 0, 4});
        // What tells most comes first: it finds room.
        for_each_block(d_, [&](Object& o) {
            if (o.code) write_memory(o);
        });
        for_each_block(d_, [&](Object& o) {
            if (!o.code && !o.charged) write_memory(o);
        });
        for_each_block(d_, [&](Object& o) {
            if (!o.code && o.charged) write_memory(o);
        });
        return {at_, left_out_};
    }

  private:
    void put(const void* bytes, u32 size) {
        memcpy(to_ + at_, bytes, size);
        at_ += size;
    }
    void write_file_header() {
        elf::FileHeader h = {};
        constexpr u8 ident[] = {0x7F, 'E', 'L', 'F', 1, 1, 1};
        memcpy(h.ident, ident, sizeof ident);
        h.type = k_type_core;
        h.machine = elf::k_machine_386;
        h.version = 1;
        h.program_headers = sizeof h;
        h.header_size = sizeof h;
        h.program_header_size = sizeof(elf::ProgramHeader);
        h.program_header_count = static_cast<u16>(segments_);
        memcpy(to_, &h, sizeof h);
    }
    void add_segment(const elf::ProgramHeader& p) {
        if (segment_ == segments_) return;
        memcpy(to_ + sizeof(elf::FileHeader) + segment_++ * sizeof p, &p, sizeof p);
    }
    /// `name`: 8 bytes with its padding.
    void write_note(const char* name, u32 type, const void* bytes, u32 size) {
        const u32 head[] = {static_cast<u32>(strlen(name)) + 1, size, type};
        char padded[8] = {};
        strlcpy(padded, name, sizeof padded);
        put(head, sizeof head);
        put(padded, sizeof padded);
        put(bytes, size);
        while (at_ % 4) to_[at_++] = 0;
    }
    void write_thread(const CoreThread& t) {
        const arch::DomainRegisters& r = t.registers;
        PrStatus s = {};
        s.signal = signal_of(d_.failure.kind);
        s.signal_number = s.signal;
        s.pid = t.id ? t.id : 1;
        s.ebx = r.ebx, s.ecx = r.ecx, s.edx = r.edx, s.esi = r.esi, s.edi = r.edi, s.ebp = r.ebp;
        s.eax = s.original_eax = r.eax;
        s.eip = r.eip, s.esp = r.esp, s.eflags = r.eflags;
        write_note("CORE", k_note_prstatus, &s, sizeof s);
    }
    void write_modules() {
        char* text = reinterpret_cast<char*>(to_ + at_ + k_note_header);
        const Failure& f = d_.failure;
        TextWriter w(text, k_text_size);
        char line[256];
        sniprintf(line, sizeof line, "domain %s generation %u\n", d_.name(), u(d_.generation));
        w.add(line);
        if (f.kind != FailureKind::none) {
            sniprintf(line, sizeof line, "failure %s: %s\n", failure_kind_name(f.kind), f.detail);
            w.add(line);
        }
        const ModuleSet* modules = d_.extension.modules();
        for (u32 i = 0; modules && i < modules->total(); i++) {
            const LoadedModule& m = modules->at(i);
            w.add("module ").add(m.path);
            m.elf.for_each_section([&](std::string_view name, u32 address, u32 size) {
                if (size) w.add(' ').add_safe(name).add('=').add_hex(address);
            });
            w.add('\n');
        }
        const u32 size = static_cast<u32>(w.length()) + 1;
        const u32 head[] = {7, size, k_note_modules};
        put(head, sizeof head);
        put("ALCOVE\0", 8);
        at_ += size; // it is there already
        while (at_ % 4) to_[at_++] = 0;
    }
    void write_memory(const Object& o) {
        const u32 bytes = k_page_size * o.second;
        const bool fits = bytes <= capacity_ - at_;
        const u32 rights = k_segment_read | (o.code ? elf::k_segment_execute : elf::k_segment_write);
        add_segment({elf::k_segment_load, fits ? at_ : 0, o.first, 0, fits ? bytes : 0, bytes, rights, 4});
        if (fits)
            put(reinterpret_cast<const void*>(o.first), bytes);
        else
            left_out_ += bytes;
    }

    Domain& d_;
    u8* to_;
    u32 capacity_, at_ = 0;
    u32 segments_ = 0, segment_ = 0;
    u32 left_out_ = 0;
};

} // namespace

u32 core_image_size(Domain& d) {
    u32 bytes = header_size(d);
    for_each_block(d, [&](Object& o) { bytes += k_page_size * o.second; });
    return bytes;
}

CoreSize core_image_write(Domain& d, const CoreThread* threads, u32 count, u8* to, u32 capacity) {
    if (capacity < header_size(d)) return {};
    return Image(d, to, capacity).write(threads, count);
}

} // namespace alcove::nim
