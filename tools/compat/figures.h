// SPDX-License-Identifier: MIT
// What the judgement adds up to: by class, weighted by the number of files that use each name.
#pragma once
#include "tools/compat/judge.h"
#include "tools/compat/tables.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace alcove::compat {

/// A share of uses: `of` is the sum of files over all names.
struct Share {
    long have = 0, of = 0;
    double percent() const { return of ? 100.0 * double(have) / double(of) : 100.0; }
};

struct ClassFigures {
    Share symbols, inlines, constants, fields;
    Share works, partial,
        stopped; ///< of the uses of functions, inline functions, macros and kernel variables
};

struct Figures {
    std::map<std::string, ClassFigures> classes;
    Share headers;
    std::size_t stop_stubs = 0;
};

/// Names that are tested (tests/system/personality.checks), and the exports that are stop stubs.
struct Known {
    std::set<std::string> tested, stubs;
};

Figures add_up(const Tables& tables, const Judgement& judgement, const Known& known);

/// A name that lacks something, with its uses in one class.
struct Want {
    std::string name, header;
    int files;
};
/// Names of a class that are missing; heaviest first.
std::vector<Want> missing_in(const Tables& tables, const Judgement& judgement, const std::string& which);
/// Names of a class that no test checks and that are no stop stubs; heaviest first.
std::vector<Want> untested_in(const Tables& tables, const Known& known, const std::string& which);

/// "net.symbols.present": 100.0 and so on: build/compat.json.
std::map<std::string, double> flat(const Figures& figures);
/// What is worse in `now` than in `before`, a line each. Stop stubs are better when they are fewer.
std::vector<std::string> fallen(const std::map<std::string, double>& before,
                                const std::map<std::string, double>& now);

/// The functions that a table like personality.checks names.
std::set<std::string> tested_functions(const std::string& checks);

} // namespace alcove::compat
