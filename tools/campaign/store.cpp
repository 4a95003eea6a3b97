// SPDX-License-Identifier: MIT
// The SQLite file of a campaign.
#include "tools/campaign/store.h"
#include "tools/common/error.h"
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

namespace alcove::campaign {
namespace {

using tools::fail;

constexpr int k_version = 3;
constexpr int k_application = 0x416C6376; ///< "Alcv", marks the file as ours

constexpr const char* k_schema = R"(
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE trials (
        driver TEXT NOT NULL, mode TEXT NOT NULL, iommu INTEGER NOT NULL, seed INTEGER NOT NULL,
        verdict TEXT NOT NULL, integrity INTEGER NOT NULL, plan TEXT NOT NULL, faults TEXT NOT NULL,
        kind TEXT NOT NULL, place TEXT NOT NULL, note TEXT NOT NULL,
        latency_us INTEGER NOT NULL, recovery_us INTEGER NOT NULL, failures INTEGER NOT NULL,
        instructions INTEGER NOT NULL,
        restore_us INTEGER NOT NULL, run_us INTEGER NOT NULL, read_us INTEGER NOT NULL,
        total_us INTEGER NOT NULL, processor_us INTEGER NOT NULL,
        PRIMARY KEY (driver, mode, iommu, seed)) WITHOUT ROWID;
)";

constexpr const char* k_columns =
    "driver, mode, iommu, seed, verdict, integrity, plan, faults, kind, place, "
    "note, latency_us, recovery_us, "
    "failures, instructions, restore_us, run_us, read_us, total_us, processor_us";

/// A prepared statement; bind and column numbers count on by themselves.
class Statement {
  public:
    Statement(sqlite3* db, const std::string& path, const std::string& sql) : db_(db), path_(path) {
        if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) failed();
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(const std::string& text) {
        sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& bind(std::int64_t number) {
        sqlite3_bind_int64(statement_, ++bound_, number);
        return *this;
    }
    /// False after the last row.
    bool step() {
        column_ = 0;
        const int r = sqlite3_step(statement_);
        if (r == SQLITE_ROW) return true;
        if (r != SQLITE_DONE) failed();
        return false;
    }
    std::string text() {
        const auto* t = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column_));
        const int n = sqlite3_column_bytes(statement_, column_++);
        return t ? std::string(t, static_cast<std::size_t>(n)) : std::string();
    }
    std::int64_t number() { return sqlite3_column_int64(statement_, column_++); }

  private:
    [[noreturn]] void failed() const { fail("{}: {}", path_, sqlite3_errmsg(db_)); }
    sqlite3* db_;
    const std::string& path_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0, column_ = 0;
};

nlohmann::json as_json(const std::vector<FaultRow>& faults) {
    nlohmann::json all = nlohmann::json::array();
    for (const FaultRow& f : faults) all.push_back({f.type, f.site, f.text, f.activated});
    return all;
}

std::vector<FaultRow> as_faults(const std::string& text) {
    std::vector<FaultRow> faults;
    const auto all = nlohmann::json::parse(text, nullptr, false);
    if (!all.is_array()) return faults;
    for (const auto& f : all)
        if (f.is_array() && f.size() == 4)
            faults.push_back({f[0].get<std::string>(), f[1].get<std::string>(), f[2].get<std::string>(),
                              f[3].get<bool>()});
    return faults;
}

TrialKey read_key(Statement& s) {
    TrialKey k;
    k.driver = s.text();
    k.mode = s.text();
    k.iommu = s.number() != 0;
    k.seed = static_cast<std::uint64_t>(s.number());
    return k;
}

Row read_row(Statement& s) {
    Row r;
    r.key = read_key(s);
    r.verdict = s.text();
    r.integrity = s.number() != 0;
    r.plan = s.text();
    r.faults = as_faults(s.text());
    r.kind = s.text();
    r.where = s.text();
    r.note = s.text();
    r.latency_us = s.number();
    r.recovery_us = s.number();
    r.failures = static_cast<std::uint64_t>(s.number());
    r.instructions = static_cast<std::uint64_t>(s.number());
    r.restore_us = s.number();
    r.run_us = s.number();
    r.read_us = s.number();
    r.total_us = s.number();
    r.processor_us = s.number();
    return r;
}

std::int64_t pragma(sqlite3* db, const std::string& path, const char* name) {
    Statement s(db, path, std::string("PRAGMA ") + name);
    return s.step() ? s.number() : 0;
}

} // namespace

void Store::Closer::operator()(sqlite3* db) const { sqlite3_close(db); }

void Store::execute(const char* sql) const {
    if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail("{}: {}", path_, sqlite3_errmsg(db_.get()));
}

Store::Store(const std::string& path, Open how) : path_(path) {
    if (how == Open::existing && !std::filesystem::exists(path)) fail("{}: there is no such campaign", path);
    sqlite3* db = nullptr;
    const int r = sqlite3_open(path.c_str(), &db);
    db_.reset(db);
    if (r != SQLITE_OK) fail("{}: {}", path, db ? sqlite3_errmsg(db) : "out of memory");
    sqlite3_busy_timeout(db, 10000);
    if (pragma(db, path, "schema_version") == 0) {
        if (how == Open::existing) fail("{}: an empty file, no campaign", path);
        execute("BEGIN IMMEDIATE");
        if (pragma(db, path, "schema_version") == 0) {
            execute(k_schema);
            execute(fmt::format("PRAGMA application_id = {}", k_application).c_str());
            execute(fmt::format("PRAGMA user_version = {}", k_version).c_str());
        }
        execute("COMMIT");
    }
    if (pragma(db, path, "application_id") != k_application) fail("{}: not a campaign of Alcove's", path);
    if (const auto version = pragma(db, path, "user_version"); version != k_version)
        fail("{}: a campaign of version {}, this is version {}", path, version, k_version);
    // A transaction costs one write without a wait for the disk; the end of this process loses nothing.
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = NORMAL");
}

void Store::require_fact(const std::string& name, const std::string& value) {
    Statement found(db_.get(), path_, "SELECT value FROM facts WHERE name = ?");
    if (found.bind(name).step()) {
        const std::string old = found.text();
        if (old != value)
            fail(
                "{}: holds results of another {} ({}; now it is {}): choose another file, or remove this one",
                path_, name, old, value);
        return;
    }
    Statement(db_.get(), path_, "INSERT INTO facts VALUES (?, ?)").bind(name).bind(value).step();
}

std::vector<std::pair<std::string, std::string>> Store::facts() const {
    std::vector<std::pair<std::string, std::string>> all;
    Statement s(db_.get(), path_, "SELECT name, value FROM facts ORDER BY name");
    while (s.step()) {
        std::string name = s.text();
        all.emplace_back(std::move(name), s.text());
    }
    return all;
}

void Store::add(const Row& r) {
    Statement s(
        db_.get(), path_,
        fmt::format("INSERT OR REPLACE INTO trials ({}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                    k_columns));
    s.bind(r.key.driver).bind(r.key.mode).bind(r.key.iommu).bind(static_cast<std::int64_t>(r.key.seed));
    s.bind(r.verdict).bind(r.integrity).bind(r.plan).bind(as_json(r.faults).dump());
    s.bind(r.kind).bind(r.where).bind(r.note).bind(r.latency_us).bind(r.recovery_us);
    s.bind(static_cast<std::int64_t>(r.failures)).bind(static_cast<std::int64_t>(r.instructions));
    s.bind(r.restore_us).bind(r.run_us).bind(r.read_us).bind(r.total_us).bind(r.processor_us);
    s.step();
}

std::set<TrialKey> Store::keys() const {
    std::set<TrialKey> all;
    Statement s(db_.get(), path_,
                "SELECT driver, mode, iommu, seed FROM trials WHERE verdict <> 'failed_to_run'");
    while (s.step()) all.insert(read_key(s));
    return all;
}

void Store::for_each(const std::function<void(const Row&)>& f) const {
    Statement s(db_.get(), path_,
                fmt::format("SELECT {} FROM trials ORDER BY driver, mode, iommu, seed", k_columns));
    while (s.step()) f(read_row(s));
}

Store::Merged Store::merge(const std::string& path) {
    const Store other(path, Open::existing);
    for (const auto& [name, value] : other.facts()) require_fact(name, value);
    std::map<TrialKey, std::pair<std::string, std::uint64_t>> known;
    for_each([&](const Row& r) { known[r.key] = {r.verdict, r.instructions}; });
    Merged m;
    execute("BEGIN IMMEDIATE");
    other.for_each([&](const Row& r) {
        const auto it = known.find(r.key);
        if (it == known.end() || it->second.first == "failed_to_run") {
            add(r);
            m.added++;
            return;
        }
        m.known++;
        if (r.verdict != "failed_to_run" && it->second != std::pair(r.verdict, r.instructions))
            m.contradictions.push_back(r.key);
    });
    execute("COMMIT");
    return m;
}

} // namespace alcove::campaign
