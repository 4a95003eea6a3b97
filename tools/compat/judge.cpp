// SPDX-License-Identifier: MIT
// Running the compiler over the generated test, a header at a time.
#include "tools/compat/judge.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/compat/probe.h"
#include "tools/outside/command.h"
#include <atomic>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

namespace alcove::compat {
namespace {

/// What nearly every driver includes: a name that its own header doesn't bring may come with these.
const std::vector<std::string> k_common = {
    "linux/config.h",    "linux/module.h",  "linux/kernel.h",  "linux/init.h",        "linux/types.h",
    "linux/sched.h",     "linux/errno.h",   "linux/string.h",  "linux/slab.h",        "linux/delay.h",
    "linux/interrupt.h", "linux/ioport.h",  "linux/timer.h",   "linux/fs.h",          "linux/mm.h",
    "linux/pci.h",       "linux/proc_fs.h", "linux/poll.h",    "linux/netdevice.h",   "linux/tty.h",
    "asm/io.h",          "asm/uaccess.h",   "asm/bitops.h",    "linux/etherdevice.h", "linux/highmem.h",
    "asm/irq.h",         "asm/processor.h", "linux/pagemap.h", "linux/skbuff.h",      "linux/blkdev.h"};

/// One row on its way through its attempts.
struct Trying {
    std::size_t row, next = 0;
    std::vector<Attempt> attempts;
};

class Judge {
  public:
    Judge(const Tables& tables, const std::vector<std::string>& compiler, const std::string& headers)
        : tables_(tables), compiler_(compiler), headers_(headers) {
        for (const Row& row : tables.rows)
            if (row.kind == Kind::field && row.detail.find("::__anon") != std::string::npos)
                unnamed_[row.owner].push_back(row.name);
        for (std::size_t i = 0; i < tables.rows.size(); i++)
            if (tables.rows[i].kind != Kind::symbol) by_header_[tables.rows[i].header].push_back(i);
        for (const auto& [header, files] : tables.headers) by_header_[header];
        result_.present.resize(tables.rows.size());
        for (const auto& [header, rows] : by_header_) names_.push_back(header);
    }

    Judgement run() {
        std::vector<std::thread> workers;
        const unsigned n = std::max(1u, std::thread::hardware_concurrency());
        for (unsigned i = 0; i < n; i++) workers.emplace_back([this, i] { work(i); });
        for (std::thread& worker : workers) worker.join();
        if (failure_) std::rethrow_exception(failure_);
        return std::move(result_);
    }

  private:
    void work(unsigned number) {
        try {
            const std::string file = scratch_.file(fmt::format("probe{}.c", number));
            for (std::size_t i; (i = next_++) < names_.size();) header(names_[i], file);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            next_ = names_.size();
        }
    }

    Verdict compile(const std::vector<std::string>& includes, const std::vector<Attempt>& attempts,
                    const std::string& file) const {
        tools::write_file(file, probe_text(includes, tables_.before, attempts));
        std::vector<std::string> command = compiler_;
        for (const char* word : {"-Werror=implicit-function-declaration", "-O0", "-fsyntax-only",
                                 "-ftrack-macro-expansion=0", "-fno-diagnostics-show-caret"})
            command.emplace_back(word);
        command.push_back(file);
        const outside::CommandResult result = outside::run_command(command);
        Verdict verdict = read_messages(result.output);
        if (result.status != 0 && verdict.failed.empty()) verdict.header_broken = true;
        return verdict;
    }

    /// Some attempts make the compiler complain of the header's lines; they are found by halving.
    Verdict compile_apart(const std::vector<std::string>& includes, const std::vector<Attempt>& attempts,
                          const std::string& file) const {
        Verdict verdict = compile(includes, attempts, file);
        if (!verdict.header_broken) return verdict;
        if (attempts.size() == 1) return {{0}, {}, false};
        const auto middle = attempts.begin() + static_cast<std::ptrdiff_t>(attempts.size() / 2);
        verdict = compile_apart(includes, {attempts.begin(), middle}, file);
        const Verdict second = compile_apart(includes, {middle, attempts.end()}, file);
        for (const std::size_t i : second.failed) verdict.failed.insert(i + attempts.size() / 2);
        for (const std::size_t i : second.wrong) verdict.wrong.insert(i + attempts.size() / 2);
        return verdict;
    }

    void header(const std::string& name, const std::string& file) {
        const bool exists = !name.empty() && std::filesystem::exists(headers_ + "/" + name);
        const bool alone = exists && !compile({name}, {}, file).header_broken;
        if (tables_.headers.contains(name)) {
            const std::lock_guard lock(mutex_);
            result_.headers[name] = alone;
        }
        std::vector<std::size_t> rows = by_header_.at(name);
        if (alone) rows = rounds(rows, {name}, file);
        std::vector<std::string> includes = k_common;
        if (alone) includes.push_back(name);
        rounds(rows, includes, file);
    }

    /// Gives the rows that aren't there.
    std::vector<std::size_t> rounds(const std::vector<std::size_t>& rows,
                                    const std::vector<std::string>& includes, const std::string& file) {
        std::vector<Trying> trying;
        std::vector<std::size_t> missing;
        for (const std::size_t row : rows) {
            const auto members = unnamed_.find(tables_.rows[row].owner);
            trying.push_back(
                {row, 0,
                 attempts_for(tables_.rows[row],
                              members == unnamed_.end() ? std::vector<std::string>{} : members->second,
                              tables_)});
        }
        while (!trying.empty()) {
            std::vector<Attempt> attempts;
            for (const Trying& t : trying) attempts.push_back(t.attempts[t.next]);
            const Verdict verdict = compile_apart(includes, attempts, file);
            std::vector<Trying> on;
            for (std::size_t i = 0; i < trying.size(); i++) {
                if (!verdict.failed.contains(i)) {
                    const std::lock_guard lock(mutex_);
                    result_.present[trying[i].row] = true;
                } else if (!verdict.wrong.contains(i) && trying[i].next + 1 < trying[i].attempts.size()) {
                    trying[i].next++;
                    on.push_back(std::move(trying[i]));
                } else {
                    missing.push_back(trying[i].row);
                }
            }
            trying = std::move(on);
        }
        return missing;
    }

    const Tables& tables_;
    std::vector<std::string> compiler_;
    std::string headers_;
    std::map<std::string, std::vector<std::string>> unnamed_; ///< by structure
    std::map<std::string, std::vector<std::size_t>> by_header_;
    std::vector<std::string> names_;
    tools::TempDir scratch_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    Judgement result_;
    std::exception_ptr failure_;
};

} // namespace

Judgement judge(const Tables& tables, const std::vector<std::string>& compiler, const std::string& headers,
                const std::set<std::string>& exports) {
    Judgement judgement = Judge(tables, compiler, headers).run();
    for (std::size_t i = 0; i < tables.rows.size(); i++)
        if (tables.rows[i].kind == Kind::symbol) judgement.present[i] = exports.contains(tables.rows[i].name);
    return judgement;
}

} // namespace alcove::compat
