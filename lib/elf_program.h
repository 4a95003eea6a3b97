// SPDX-License-Identifier: MIT
// Static ELF32 programs of the i386: checks the file and lists the segments to load.
#pragma once
#include "lib/elf_format.h"
#include "lib/result.h"
#include "lib/text_buffer.h"

namespace alcove {

/// parse checks everything; afterwards segment(i) can be mapped and copied without further checks.
class ElfProgram {
  public:
    struct Segment {
        u32 address;               ///< of its first byte; not always at a page's start
        u32 memory_size;           ///< bytes.size() or more; the rest is zero
        std::span<const u8> bytes; ///< in the file
        bool writable, executable;
    };
    struct Limits {
        u32 low = k_page_size;    ///< lowest address a program may use
        u32 high = k_page_offset; ///< first address beyond
        u32 bytes = 256u << 20;   ///< of all segments together
    };
    static constexpr u32 k_most_segments = 16;

    /// Errors: not_executable; message() then says why. The file's bytes must stay while it is in use.
    Result<void> parse(std::span<const u8> file, const Limits& limits) {
        file_ = file;
        count_ = 0;
        if (const char* wrong = elf::check_header(file, elf::k_type_executable)) return bad(wrong);
        const auto h = elf::read_at<elf::FileHeader>(file, 0);
        if (h.program_header_count == 0) return bad("no program headers");
        if (h.program_header_size != sizeof(elf::ProgramHeader))
            return bad("program headers of a wrong size");
        if (!range_inside(h.program_headers, h.program_header_count * sizeof(elf::ProgramHeader),
                          file.size()))
            return bad("truncated: the program headers lie outside the file");
        u32 total = 0;
        for (u32 i = 0; i < h.program_header_count; ++i) {
            const auto p = elf::read_at<elf::ProgramHeader>(
                file, h.program_headers + i * static_cast<u32>(sizeof(elf::ProgramHeader)));
            if (const char* wrong = add(p, limits, total)) return bad_segment(i, wrong);
        }
        if (count_ == 0) return bad("nothing to load");
        entry_ = h.entry;
        for (u32 i = 0; i < count_; ++i)
            if (segments_[i].executable && entry_ - segments_[i].address < segments_[i].memory_size)
                return {};
        return bad("entry point lies in no executable segment");
    }
    Result<void> parse(std::span<const u8> file) { return parse(file, Limits{}); }

    const char* message() const { return message_.c_str(); }
    u32 entry() const { return entry_; }
    u32 segment_count() const { return count_; }
    const Segment& segment(u32 i) const { return segments_[i]; }
    /// First address behind the last segment: where a heap may begin.
    u32 end() const { return segments_[count_ - 1].address + segments_[count_ - 1].memory_size; }

  private:
    const char* add(const elf::ProgramHeader& p, const Limits& limits, u32& total) {
        if (p.type == elf::k_segment_interpreter || p.type == elf::k_segment_dynamic)
            return "dynamically linked; only static programs run here";
        if (p.type == elf::k_segment_tls && p.memory_size != 0) return "thread-local storage";
        if (p.type != elf::k_segment_load || p.memory_size == 0) return nullptr;
        if (count_ == k_most_segments) return "too many segments";
        if (p.file_size > p.memory_size) return "larger in the file than in memory";
        if (!range_inside(p.offset, p.file_size, file_.size()))
            return "truncated: contents lie outside the file";
        if (p.virtual_address < limits.low || !range_inside(p.virtual_address, p.memory_size, limits.high))
            return "outside the addresses of programs";
        if (count_ > 0 && p.virtual_address < end()) return "overlaps or precedes the segment before it";
        if (p.memory_size > limits.bytes - total) return "too large";
        total += p.memory_size;
        segments_[count_++] = {p.virtual_address, p.memory_size, file_.subspan(p.offset, p.file_size),
                               (p.flags & elf::k_segment_write) != 0,
                               (p.flags & elf::k_segment_execute) != 0};
        return nullptr;
    }
    Error bad(const char* what) {
        message_.clear();
        message_.add(what);
        count_ = 0;
        return Error::not_executable;
    }
    Error bad_segment(u32 i, const char* what) {
        bad("segment ");
        message_.add_number(i).add(": ").add(what);
        return Error::not_executable;
    }

    std::span<const u8> file_;
    Segment segments_[k_most_segments];
    u32 count_ = 0;
    u32 entry_ = 0;
    TextBuffer<128> message_;
};

} // namespace alcove
