// SPDX-License-Identifier: MIT
// A campaign's results in a SQLite file: one row per trial, kept as soon as the trial has ended.
#pragma once
#include "tools/campaign/row.h"
#include <functional>
#include <memory>
#include <set>

struct sqlite3;

namespace alcove::campaign {

/// Every method throws tools::Error with one line when the file can't be read or written (full disk, another
/// version, no database). What was kept before stays. One thread at a time.
class Store {
  public:
    enum class Open { create, existing };
    Store(const std::string& path, Open how);

    /// Facts of the campaign, such as checksums of what is tested: notes `value`, or throws when the file
    /// holds another one, since results of different binaries don't belong together.
    void require_fact(const std::string& name, const std::string& value);
    /// Every fact, by name.
    std::vector<std::pair<std::string, std::string>> facts() const;

    /// Keeps a trial; durable against the end of this process when it returns.
    void add(const Row& row);
    /// The trials that are there.
    std::set<TrialKey> keys() const;
    void for_each(const std::function<void(const Row&)>& f) const;

    struct Merged {
        std::size_t added = 0, known = 0;
        std::vector<TrialKey> contradictions; ///< known with another verdict or count of instructions
    };
    /// Takes over the trials of another file of the same version and with the same facts.
    Merged merge(const std::string& path);

  private:
    struct Closer {
        void operator()(sqlite3* db) const;
    };
    void execute(const char* sql) const;
    std::string path_;
    std::unique_ptr<sqlite3, Closer> db_;
};

} // namespace alcove::campaign
