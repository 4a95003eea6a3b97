// SPDX-License-Identifier: MIT
// What the survey finds out of each file below a folder, and what it adds up to.
#pragma once
#include "tools/outside/compiler.h"
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>
#include <nlohmann/json.hpp>

namespace alcove::survey {

using Json = nlohmann::json;
using Names = std::vector<std::string>;

struct FileResult {
    bool compiles = false;
    Names missing_headers; ///< in the order of the compiler's asking
    Names errors;          ///< each kind once; with empty files in the place of the missing headers
    Names imports, defines, exports;
    Names cures;
};

void to_json(Json& json, const FileResult& result);
void from_json(const Json& json, FileResult& result);

/// Tries one file. Products and copies go below `work`, which is the caller's alone.
FileResult examine(const outside::Compiler& compiler, const std::string& file, const std::string& work);

/// "'x' undeclared (first use in this function)" and the like in short form, without place: "undeclared: x".
std::string short_error(const std::string& message);

/// Results of earlier runs, valid while the file, all that it includes, and the flags are the same.
class Cache {
  public:
    /// `headers`: folders whose headers may join those that a file was found to miss.
    Cache(std::string folder, const outside::Compiler& compiler, const Names& headers);
    /// False when there is none.
    bool find(const std::string& file, FileResult& result);
    void store(const std::string& file, const FileResult& result);

  private:
    std::string entry(const std::string& file) const;
    std::string fingerprint(const Names& dependencies, bool lacks_headers) const;
    Names dependencies_of(const std::string& file) const;

    std::string folder_;
    outside::Compiler compiler_;
    std::string common_;      ///< compiler, its flags, this program's version
    std::string all_headers_; ///< contents of all of Alcove's headers
    std::string header_names_;
};

/// Files by path below the folder that is surveyed.
using Results = std::map<std::string, FileResult>;

struct Offered {
    std::set<std::string> symbols; ///< of the personality, and of modules that come with it
    std::set<std::string> stubs;   ///< of those: declared, but not implemented
};

/// Something that is missing, and what it would bring.
struct Lack {
    std::string name;
    int alone = 0; ///< files that lack nothing else
    int files = 0; ///< files that lack it
};

struct Count {
    int files = 0, compile = 0, resolve = 0;
};

struct Summary {
    Count total;
    std::map<std::string, Count> folders;
    std::vector<Lack> headers, errors, symbols; ///< what unlocks most first
    std::vector<Lack> stubs;                    ///< stop stubs in use; `alone` has no meaning
    std::map<std::string, Names> unresolved;    ///< by file
};

Summary summarise(const Results& results, const Offered& offered);
/// For people; `rows` of each ranking.
std::string report(const Summary& summary, std::size_t rows);
Json as_json(const Summary& summary, const Results& results);

} // namespace alcove::survey
