// SPDX-License-Identifier: MIT
// build/tools/survey: tries every C file below a folder against Alcove's headers and personality.
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/oldc/source.h"
#include "tools/outside/command.h"
#include "tools/outside/object.h"
#include "tools/survey/survey.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace alcove::survey {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string folder, list;
    std::string headers, flags, more_flags;
    std::string work = "build/survey", json = "build/survey.json";
    Names beside;            ///< C files of modules that are loaded before
    Names offering;          ///< objects: the personality and Alcove's own modules
    std::string our_headers; ///< folder of the 2.4 interface
    std::size_t rows = 20;
};

/// "[####    ] 12 of 200" on a terminal, nothing elsewhere.
class Progress {
  public:
    explicit Progress(std::size_t total) : total_(total), shown_(isatty(2) != 0) {}
    void step(const std::string& file) {
        const std::lock_guard lock(mutex_);
        done_++;
        if (!shown_) return;
        constexpr std::size_t k_width = 30;
        const std::size_t full = done_ * k_width / total_;
        fmt::print(stderr, "\r\033[K  [{:<{}}] {} of {}  {}", std::string(full, '#'), k_width, done_, total_,
                   file);
    }
    ~Progress() {
        if (shown_) fmt::print(stderr, "\r\033[K");
    }

  private:
    std::mutex mutex_;
    std::size_t total_, done_ = 0;
    bool shown_;
};

Names wanted_files(const Options& o) {
    Names files;
    if (o.list.empty()) {
        for (const auto& entry : fs::recursive_directory_iterator(o.folder))
            if (entry.is_regular_file() && entry.path().extension() == ".c")
                files.push_back(fs::relative(entry.path(), o.folder).string());
    } else {
        files = outside::split_words(tools::read_file(o.list));
    }
    std::ranges::sort(files);
    return files;
}

/// Files that others include are parts of those; they count only if they compile by themselves.
std::set<std::string> included_files(const std::string& folder, const Names& files) {
    std::set<std::string> included;
    for (const std::string& file : files) {
        const oldc::Source source(tools::read_file(folder + "/" + file));
        for (const std::string& name : source.includes())
            included.insert((fs::path(file).parent_path() / name).lexically_normal().string());
    }
    return included;
}

class Survey {
  public:
    Survey(const Options& options, Names files)
        : o_(options), files_(std::move(files)), cache_(o_.work + "/cache", compiler(), header_folders()),
          progress_(files_.size()) {}

    Results run() {
        std::vector<std::thread> workers;
        const unsigned n = std::max(1u, std::thread::hardware_concurrency());
        for (unsigned i = 0; i < n; i++)
            workers.emplace_back([this, i] { work(fmt::format("{}/worker-{}", o_.work, i)); });
        for (std::thread& worker : workers) worker.join();
        if (failure_) std::rethrow_exception(failure_);
        return std::move(results_);
    }
    std::size_t tried() const { return tried_; }
    /// What the modules of these files would bring.
    void add_exports(const Names& files, Offered& offered) {
        for (const std::string& file : files) {
            const FileResult result = examine(compiler(), file, o_.work + "/beside");
            if (!result.compiles) tools::fail("{}: does not compile, so it brings nothing", file);
            offered.symbols.insert(result.exports.begin(), result.exports.end());
        }
        fs::remove_all(o_.work + "/beside");
    }

  private:
    Names header_folders() const {
        return o_.headers.empty() ? Names{o_.our_headers} : Names{o_.our_headers, o_.headers};
    }
    outside::Compiler compiler() const {
        outside::Compiler c;
        c.command = {"gcc"};
        for (const std::string* flags : {&o_.flags, &o_.more_flags})
            for (const std::string& word : outside::split_words(*flags))
                if (word != "-g") c.command.push_back(word);
        if (!o_.headers.empty()) c.more_headers = fs::absolute(o_.headers).lexically_normal().string();
        return c;
    }
    void work(const std::string& folder) {
        try {
            const outside::Compiler c = compiler();
            for (std::size_t i; (i = next_++) < files_.size();) {
                const std::string path = o_.folder + "/" + files_[i];
                FileResult result;
                if (!cache_.find(path, result)) {
                    tried_++;
                    result = examine(c, path, folder);
                    cache_.store(path, result);
                }
                progress_.step(files_[i]);
                const std::lock_guard lock(mutex_);
                results_[files_[i]] = std::move(result);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            next_ = files_.size();
        }
        fs::remove_all(folder);
    }

    const Options& o_;
    Names files_;
    Cache cache_;
    Progress progress_;
    std::atomic<std::size_t> next_ = 0, tried_ = 0;
    std::mutex mutex_;
    Results results_;
    std::exception_ptr failure_;
};

Offered offered_by(const Names& objects) {
    Offered offered;
    for (const std::string& path : objects) {
        const outside::ObjectFacts facts = outside::read_object(path);
        offered.symbols.insert(facts.exports.begin(), facts.exports.end());
        offered.stubs.insert(facts.stubs.begin(), facts.stubs.end());
    }
    return offered;
}

int run(const Options& o) {
    setenv("LC_ALL", "C", 1); // the compiler's messages are read
    if (!fs::is_directory(o.folder)) tools::fail("DIR: {} is no folder", o.folder);
    const Names files = wanted_files(o);
    if (files.empty()) tools::fail("no C files below {}", o.folder);
    Survey survey(o, files);
    Results results = survey.run();
    const std::size_t before = results.size();
    for (const std::string& part : included_files(o.folder, files))
        if (const auto it = results.find(part); it != results.end() && !it->second.compiles)
            results.erase(it);
    Offered offered = offered_by(o.offering);
    survey.add_exports(o.beside, offered);
    const Summary summary = summarise(results, offered);
    fmt::print("{}: {} files tried, {} known from before", o.folder, survey.tried(),
               files.size() - survey.tried());
    if (before > results.size())
        fmt::print(", {} that are only parts of others left out", before - results.size());
    fmt::print("\n\n{}", report(summary, o.rows));
    tools::write_file(o.json, as_json(summary, results).dump(1) + "\n");
    fmt::print("all of it: {}\n", o.json);
    return 0;
}

} // namespace
} // namespace alcove::survey

int main(int argc, char** argv) {
    using namespace alcove;
    CLI::App app("Tries every C file below a folder against Alcove's headers, and says what is missing.",
                 "survey");
    survey::Options options;
    app.add_option("folder", options.folder, "where the files are")->required();
    app.add_option("--list", options.list, "file with the names, below the folder, of those that count");
    app.add_option("--headers", options.headers, "folder of headers that Alcove lacks, looked up last");
    app.add_option("--our-headers", options.our_headers, "folder of the 2.4 interface")->required();
    app.add_option("--flags", options.flags, "the compiler's flags for domains");
    app.add_option("--more-flags", options.more_flags, "more flags");
    app.add_option("--offering", options.offering, "object that exports symbols: personality, modules");
    app.add_option("--beside", options.beside,
                   "C file of a module that is loaded before, not counted itself");
    app.add_option("--rows", options.rows, "rows of each ranking");
    app.add_option("--work", options.work, "folder of what is kept for the next run");
    app.add_option("--json", options.json, "where all of it is written");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : tools::k_usage_error;
    }
    try {
        return survey::run(options);
    } catch (const std::exception& e) {
        fmt::print(stderr, "survey: {}\n", e.what());
        return 1;
    }
}
