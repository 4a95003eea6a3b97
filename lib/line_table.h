// SPDX-License-Identifier: MIT
// Reads the compact table of source lines and stack frames that the module builder leaves in an object.
#pragma once
#include "lib/bytes.h"
#include <span>
#include <string_view>

namespace alcove {

/// The section .alcove_lines of a module, made by tools/linetable from DWARF. Words are 32 bits, little
/// endian; places are offsets from the section's begin:
///
///   k_magic, number of files, place of the files, number of sections, place of the sections
///   files     for each the place of its NUL-terminated name
///   sections  for each code section: place of its name, its size, place of its line blocks, of its frame
///   blocks blocks    for each k_block bytes of the section the place of a stream of rows, then where the
///   last ends
///
/// A row holds from its offset to the next row's. The first row of each stream is for the block's begin, so a
/// look-up decodes one block. Numbers are ULEB128, differences SLEB128 (DWARF 5, 7.6).
///
///   line row   (distance to the row before << 1 | new file?), [file], line as difference to the row before
///   frame row  distance, (offset / 4 << 2 | base) of the frame's top (CFA), where ebp is saved (see Frame)
///
/// Nothing in it is trusted: whatever it holds, a look-up ends and reads inside of it.
class LineTable {
  public:
    static constexpr u32 k_magic = 0x314E4C41; // "ALN1"
    static constexpr u32 k_block = 1024;
    static constexpr u32 k_header = 20;

    struct Line {
        std::string_view file; ///< empty: not known
        u32 line = 0;
    };
    /// How to leave a function at one of its instructions. The return address lies below the top.
    struct Frame {
        enum Base : u8 { unknown, esp, ebp } base = unknown;
        u32 top = 0;       ///< bytes from the base to the frame's top
        u32 saved_ebp = 0; ///< the caller's ebp is 4 * this below the top; 0: still in the register
        bool operator==(const Frame&) const = default;
    };

    LineTable() = default;
    /// A table that is none knows nothing.
    explicit LineTable(std::span<const u8> bytes) : bytes_(bytes) {
        if (bytes_.size() < k_header || word(0) != k_magic) bytes_ = {};
    }
    bool empty() const { return bytes_.empty(); }

    /// Of the byte at `offset` in the code section of that name.
    Line line_at(std::string_view section, u32 offset) const {
        Reader r = block(section, offset, k_lines);
        u32 at = 0, file = 0, line = 0;
        for (bool first = true; !r.at_end(); first = false) {
            const u32 head = r.number();
            at += head >> 1;
            if (!first && at > offset % k_block) break;
            if (head & 1) file = r.number();
            line += static_cast<u32>(r.difference());
        }
        if (line == 0) return {};
        return {name_of(file), line};
    }

    Frame frame_at(std::string_view section, u32 offset) const {
        Reader r = block(section, offset, k_frames);
        u32 at = 0;
        Frame frame;
        for (bool first = true; !r.at_end(); first = false) {
            at += r.number();
            if (!first && at > offset % k_block) break;
            const u32 rule = r.number();
            frame = {static_cast<Frame::Base>(rule & 3), rule >> 2 << 2, r.number()};
            if ((rule & 3) > Frame::ebp) frame = {};
        }
        return frame;
    }

  private:
    static constexpr u32 k_row = 16; ///< bytes of a section's row
    enum Which : u32 { k_lines = 8, k_frames = 12 };

    class Reader {
      public:
        Reader() = default;
        Reader(const u8* at, const u8* end) : at_(at), end_(end) {}
        bool at_end() const { return at_ == end_; }
        u32 number() {
            u32 value = 0;
            for (u32 shift = 0; at_ != end_; shift += 7) {
                const u8 byte = *at_++;
                if (shift < 32) value |= static_cast<u32>(byte & 127) << shift;
                if (!(byte & 128)) break;
            }
            return value;
        }
        i32 difference() {
            u32 value = 0, shift = 0;
            u8 byte = 0;
            while (at_ != end_) {
                byte = *at_++;
                if (shift < 32) value |= static_cast<u32>(byte & 127) << shift;
                shift += 7;
                if (!(byte & 128)) break;
            }
            if (shift < 32 && (byte & 64)) value |= ~0u << shift;
            return static_cast<i32>(value);
        }

      private:
        const u8 *at_ = nullptr, *end_ = nullptr;
    };

    /// 0 outside.
    u32 word(u32 place) const {
        return range_inside(place, 4, static_cast<u32>(bytes_.size())) ? load_u32(bytes_.data() + place) : 0;
    }
    std::string_view text(u32 place) const {
        u32 n = 0;
        while (place + n < bytes_.size() && bytes_[place + n]) ++n;
        if (place >= bytes_.size() || place + n == bytes_.size()) return {};
        return {reinterpret_cast<const char*>(bytes_.data() + place), n};
    }
    std::string_view name_of(u32 file) const {
        return file < word(4) ? text(word(word(8) + 4 * file)) : std::string_view{};
    }

    /// The stream for that offset; an empty one if there is none.
    Reader block(std::string_view section, u32 offset, u32 which) const {
        if (bytes_.empty()) return {};
        const u32 sections = word(16);
        for (u32 i = 0; i < word(12) && range_inside(sections, (i + 1) * k_row, size()); ++i) {
            const u32 row = sections + i * k_row;
            if (offset >= word(row + 4) || text(word(row)) != section) continue;
            const u32 entry = word(row + which) + offset / k_block * 4;
            const u32 begin = word(entry), end = word(entry + 4);
            if (begin == 0 || begin > end || end > bytes_.size()) return {};
            return {bytes_.data() + begin, bytes_.data() + end};
        }
        return {};
    }
    u32 size() const { return static_cast<u32>(bytes_.size()); }

    std::span<const u8> bytes_;
};

} // namespace alcove
