// SPDX-License-Identifier: MIT
// Writes what lib/line_table.h reads.
#pragma once
#include "lib/line_table.h"
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace alcove::linetable {

/// What holds from an offset in a section on; line 0: nothing is known.
struct LineRow {
    u32 offset;
    std::string file;
    u32 line;
    bool operator==(const LineRow&) const = default;
};
struct FrameRow {
    u32 offset;
    LineTable::Frame frame;
};

struct Section {
    std::string name;
    u32 size = 0;
    std::vector<LineRow> lines;   ///< by offset
    std::vector<FrameRow> frames; ///< by offset
};

class Encoder {
  public:
    std::vector<u8> encode(const std::vector<Section>& sections) {
        out_.assign(LineTable::k_header, 0);
        std::vector<u32> names, lines, frames;
        for (const Section& s : sections) {
            names.push_back(text(s.name));
            lines.push_back(line_blocks(s));
            frames.push_back(frame_blocks(s));
        }
        std::vector<u32> file_names(files_.size());
        for (const auto& [name, index] : files_) file_names[index] = text(name);
        align();
        const u32 files = here();
        for (u32 f : file_names) word(f);
        const u32 rows = here();
        for (std::size_t i = 0; i < sections.size(); ++i)
            for (u32 w : {names[i], sections[i].size, lines[i], frames[i]}) word(w);
        const u32 head[] = {LineTable::k_magic, static_cast<u32>(files_.size()), files,
                            static_cast<u32>(sections.size()), rows};
        for (u32 i = 0; i < 5; ++i) store_u32(&out_[i * 4], head[i]);
        return out_;
    }

  private:
    u32 here() const { return static_cast<u32>(out_.size()); }
    void word(u32 w) {
        out_.resize(out_.size() + 4);
        store_u32(&out_[out_.size() - 4], w);
    }
    void align() {
        while (out_.size() % 4) out_.push_back(0);
    }
    u32 text(const std::string& s) {
        const u32 place = here();
        out_.insert(out_.end(), s.begin(), s.end());
        out_.push_back(0);
        return place;
    }
    void number(u32 value) {
        for (; value >= 128; value >>= 7) out_.push_back(static_cast<u8>(value | 128));
        out_.push_back(static_cast<u8>(value));
    }
    void difference(i32 value) {
        for (;; value >>= 7) {
            const u8 low = value & 127;
            const bool last = (value < 0 ? value >> 6 == -1 : value >> 6 == 0);
            out_.push_back(last ? low : low | 128);
            if (last) return;
        }
    }
    u32 file(const std::string& name) {
        return files_.try_emplace(name, static_cast<u32>(files_.size())).first->second;
    }

    /// Streams for each block of the section by emit(row, offset in the block, first?), then their places.
    template <typename Row, typename Emit>
    u32 blocks(const Section& s, const std::vector<Row>& rows, const Row& nothing, Emit emit) {
        std::vector<u32> places;
        std::size_t next = 0;
        const Row* holds = &nothing;
        for (u32 begin = 0; begin < s.size; begin += LineTable::k_block) {
            places.push_back(here());
            while (next < rows.size() && rows[next].offset <= begin) holds = &rows[next++];
            emit(*holds, 0, true);
            for (; next < rows.size() && rows[next].offset < begin + LineTable::k_block; ++next) {
                holds = &rows[next];
                emit(*holds, holds->offset - begin, false);
            }
        }
        places.push_back(here());
        align();
        const u32 index = here();
        for (u32 p : places) word(p);
        return index;
    }

    u32 line_blocks(const Section& s) {
        u32 at = 0, line = 0;
        std::string name;
        return blocks(s, s.lines, LineRow{0, "", 0}, [&](const LineRow& row, u32 offset, bool first) {
            if (first) at = line = 0;
            const bool fresh = first || row.file != name;
            number((offset - at) << 1 | fresh);
            if (fresh) number(file(row.file));
            difference(static_cast<i32>(row.line - line));
            at = offset;
            line = row.line;
            name = row.file;
        });
    }

    u32 frame_blocks(const Section& s) {
        u32 at = 0;
        return blocks(s, s.frames, FrameRow{0, {}}, [&](const FrameRow& row, u32 offset, bool first) {
            if (first) at = 0;
            number(offset - at);
            number(row.frame.top | row.frame.base);
            number(row.frame.saved_ebp);
            at = offset;
        });
    }

    std::vector<u8> out_;
    std::map<std::string, u32> files_;
};

/// Leaves out rows that say what the row before says, and of several for one offset all but the last.
template <typename Row, typename Same>
void tidy(std::vector<Row>& rows, Same same) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.offset < b.offset; });
    std::vector<Row> kept;
    for (Row& row : rows) {
        if (!kept.empty() && kept.back().offset == row.offset) kept.pop_back();
        if (!kept.empty() && same(kept.back(), row)) continue;
        kept.push_back(std::move(row));
    }
    rows = std::move(kept);
}

} // namespace alcove::linetable
