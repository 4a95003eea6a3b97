// SPDX-License-Identifier: MIT
// Options, --help and error messages of programs.
#include "alcove/program.h"
#include "alcove/errors.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace alcove::user {

namespace {

const char* g_name = "program";

void say(const char* format, va_list arguments, int error) {
    fflush(stdout);
    fiprintf(stderr, "%s: ", g_name);
    vfiprintf(stderr, format, arguments);
    if (error) fiprintf(stderr, ": %s", error_text(error));
    fputs("\n", stderr);
}

[[noreturn]] void help(const Program& p) {
    iprintf("usage: %s%s%s\n%s\n%s", p.name, *p.usage ? " " : "", p.usage, p.summary, p.details);
    exit(0);
}

} // namespace

void complain(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments, 0);
    va_end(arguments);
}

void complain_errno(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments, errno);
    va_end(arguments);
}

void fail(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments, 0);
    va_end(arguments);
    exit(1);
}

void fail_errno(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments, errno);
    va_end(arguments);
    exit(1);
}

void fail_usage(const Program& p) {
    fiprintf(stderr, "usage: %s%s%s (%s --help tells more)\n", p.name, *p.usage ? " " : "", p.usage, p.name);
    exit(2);
}

bool parse_number(const char* text, unsigned& to) {
    char* end;
    errno = 0;
    if (*text < '0' || *text > '9') return false;
    to = strtoul(text, &end, 0);
    return *end == '\0' && errno == 0;
}

Options::Options(const Program& program, int argc, char** argv)
    : program_(program), argc_(argc), argv_(argv) {
    g_name = program.name;
}

char Options::next() {
    if (!*letters_) {
        if (at_ >= argc_ || argv_[at_][0] != '-' || !argv_[at_][1]) return 0;
        const char* word = argv_[at_++];
        if (strcmp(word, "--help") == 0) help(program_);
        if (strcmp(word, "--") == 0) return 0;
        letters_ = word + 1;
    }
    const char letter = *letters_++;
    const char* known = letter == ':' ? nullptr : strchr(program_.options, letter);
    if (!known) {
        complain("unknown option -%c", letter);
        fail_usage(program_);
    }
    if (known[1] != ':') return letter;
    value_ = *letters_ ? letters_ : at_ < argc_ ? argv_[at_++] : nullptr;
    letters_ = "";
    if (!value_) {
        complain("option -%c needs a value", letter);
        fail_usage(program_);
    }
    return letter;
}

unsigned Options::number(unsigned low, unsigned high) const {
    unsigned n;
    if (!parse_number(value_, n) || n < low || n > high)
        fail("%s: a number from %u to %u is needed", value_, low, high);
    return n;
}

void Options::expect_operands(int least, int most) const {
    if (operand_count() < least || operand_count() > most) fail_usage(program_);
}

} // namespace alcove::user
