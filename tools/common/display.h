// SPDX-License-Identifier: MIT
// What a person sees of a running tool: lines, a progress bar on terminals, tables.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace alcove::tools {

/// Prints lines; between them, on a terminal, one line with a progress bar that is redrawn in place.
/// Elsewhere a line per quarter of the way takes the bar's place.
class Display {
  public:
    Display();
    ~Display();
    Display(const Display&) = delete;
    Display& operator=(const Display&) = delete;

    void line(const std::string& text);
    /// `done` of `total` bytes; `label` stands before the bar.
    void progress(const std::string& label, std::uint64_t done, std::uint64_t total, double seconds);
    /// The same for anything else: `part` from 0 to 1, and what stands behind the bar.
    void bar(const std::string& label, double part, const std::string& numbers);
    /// On a terminal, what goes on now, in place of the bar; nothing elsewhere.
    void status(const std::string& text);
    /// Takes the bar or status away; the next progress() starts anew.
    void end_progress();
    /// Bold on a terminal.
    std::string strong(const std::string& text) const;

  private:
    bool terminal_;
    bool bar_shown_ = false;
    int quarters_shown_ = 0;
};

/// "4.2 MiB", "17 KiB", "300 B".
std::string bytes_text(std::uint64_t bytes);
/// "14 us", "3.2 ms", "1.25 s".
std::string duration_text(double microseconds);

/// A table with a heading row, columns padded to their widest cell.
class Table {
  public:
    explicit Table(std::vector<std::string> heading) : rows_{std::move(heading)} {}
    void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
    std::string text() const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

} // namespace alcove::tools
