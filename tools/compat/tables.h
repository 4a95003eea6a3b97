// SPDX-License-Identifier: MIT
// The tables of linux-compat/interface: what 2.4.18's drivers use of the kernel, and how many files of which
// class do.
#pragma once
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace alcove::compat {

/// The classes that figures are given for, by their names in the tables.
inline constexpr std::array<std::string_view, 9> k_classes = {"net", "sound", "block", "char", "parport",
                                                              "ide", "usb",   "scsi",  "fs"};

enum class Kind { symbol, function, macro, constant, field };

/// One name, and who uses it.
struct Row {
    Kind kind{};
    std::string name;                 ///< of a field: the field's
    std::string owner;                ///< of a field: its structure
    std::string header;               ///< "linux/fs.h"; empty where nobody declares it
    std::string detail;               ///< prototype, signature, value or type
    std::map<std::string, int> files; ///< number of files by class
    int files_of(std::string_view of) const;
};

/// A name with a sentence on it, as in differs.tsv, bare.tsv and partial.tsv.
using Notes = std::map<std::string, std::string>;

struct Tables {
    std::vector<Row> rows;              ///< those that a class of k_classes uses
    std::map<std::string, int> headers; ///< that drivers of these classes include, with the number of files
    std::set<std::string> own_headers;  ///< those that belong to one driver: not part of the interface
    Notes bare;                         ///< macros that may as well be empty, and why
    Notes partial;                      ///< what works in part, and how
    Notes before;                       ///< the line of C that a header wants before it: "#define MAJOR_NR 2"
    std::map<std::string, std::pair<std::string, std::string>>
        differs; ///< constant, or structure.field: Alcove's value or type, and why
};

/// Reads all tables of a folder. Throws tools::Error where one is missing or has a row too short.
Tables read_tables(const std::string& folder);

/// A table's rows by its head line's names. For tests, too.
std::vector<std::map<std::string, std::string>> parse_tsv(const std::string& text, const std::string& name);
/// "net=131,fs=2" as numbers.
std::map<std::string, int> parse_uses(const std::string& text);

} // namespace alcove::compat
