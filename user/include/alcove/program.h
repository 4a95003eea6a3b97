// SPDX-License-Identifier: MIT
// What every program does alike: --help, options, errors.
#pragma once

namespace alcove::user {

/// Describes a program. `options`: its letters, each followed by ':' when it takes a value.
struct Program {
    const char* name;
    const char* usage;   ///< behind the name
    const char* summary; ///< one sentence
    const char* options;
    const char* details; ///< further lines of --help, or ""
};

/// Walks the options; --help is answered, an unknown one is refused, both by ending the program.
class Options {
  public:
    Options(const Program& program, int argc, char** argv);
    /// The next option's letter, or 0 when the operands begin.
    char next();
    const char* value() const { return value_; }
    /// The value as a number (decimal or 0x) from `low` to `high`; anything else ends the program.
    unsigned number(unsigned low, unsigned high) const;

    int operand_count() const { return argc_ - at_; }
    char** operands() const { return argv_ + at_; }
    /// Ends the program with its usage unless there are `least` to `most` operands.
    void expect_operands(int least, int most) const;

  private:
    const Program& program_;
    int argc_;
    char** argv_;
    int at_ = 1;
    const char* letters_ = "";
    const char* value_ = nullptr;
};

/// "NAME: message" on standard error.
void complain(const char* format, ...) __attribute__((format(printf, 1, 2)));
/// The same, with ": " and the text of errno.
void complain_errno(const char* format, ...) __attribute__((format(printf, 1, 2)));
/// Complains and ends with status 1.
[[noreturn]] void fail(const char* format, ...) __attribute__((format(printf, 1, 2)));
[[noreturn]] void fail_errno(const char* format, ...) __attribute__((format(printf, 1, 2)));
/// Names the usage and ends with status 2.
[[noreturn]] void fail_usage(const Program& program);

/// A whole number (decimal or 0x) without anything behind it.
bool parse_number(const char* text, unsigned& to);

/// Prints what an extension report says; false (with errno) when there is none.
bool print_report(const char* what);

constexpr int k_any = 1 << 20; ///< operands without limit

} // namespace alcove::user
