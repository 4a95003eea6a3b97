// SPDX-License-Identifier: MIT
// Results kept from run to run, by the contents of all that a file's fate depends on.
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/outside/command.h"
#include "tools/outside/makefile.h"
#include "tools/survey/survey.h"
#include <algorithm>
#include <filesystem>
#include <mutex>

namespace alcove::survey {

namespace fs = std::filesystem;

namespace {

/// Another number when the survey or the pass learns something new.
constexpr const char* k_version = "3";

/// FNV-1a, 64 bit: a fingerprint of inputs, nothing more.
std::string hash(const std::string& text) {
    std::uint64_t h = 0xcbf29ce484222325u;
    for (const unsigned char c : text) h = (h ^ c) * 0x100000001b3u;
    return fmt::format("{:016x}", h);
}

/// Hash of a file, read once in a run; "-" if it isn't there.
std::string content_hash(const std::string& path) {
    static std::mutex mutex;
    static std::map<std::string, std::string> known;
    {
        const std::lock_guard lock(mutex);
        if (const auto it = known.find(path); it != known.end()) return it->second;
    }
    const std::string text = fs::is_regular_file(path) ? hash(tools::read_file(path)) : "-";
    const std::lock_guard lock(mutex);
    return known[path] = text;
}

Names files_below(const std::string& folder) {
    Names files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path().string());
    std::ranges::sort(files);
    return files;
}

} // namespace

Cache::Cache(std::string folder, const outside::Compiler& compiler, const Names& headers)
    : folder_(std::move(folder)), compiler_(compiler) {
    common_ =
        k_version + outside::run_command({compiler.command[0], "--version"}).output + compiler.more_headers;
    for (const std::string& word : compiler.command) common_ += " " + word;
    for (const std::string& tree : headers)
        for (const std::string& file : files_below(tree)) {
            header_names_ += file + " ";
            all_headers_ += content_hash(file);
        }
    fs::create_directories(folder_);
}

std::string Cache::entry(const std::string& file) const {
    return folder_ + "/" + hash(fs::absolute(file).string()) + ".json";
}

std::string Cache::fingerprint(const Names& dependencies, bool lacks_headers) const {
    std::string all = common_;
    for (const std::string& word : outside::flags_beside(dependencies.back())) all += " " + word;
    for (const std::string& path : dependencies) all += path + content_hash(path);
    // What is missing today may be there tomorrow.
    if (lacks_headers || dependencies.size() == 1) all += header_names_;
    if (dependencies.size() == 1) all += all_headers_;
    return hash(all);
}

bool Cache::find(const std::string& file, FileResult& result) {
    const std::string path = entry(file);
    if (!fs::exists(path)) return false;
    try {
        const Json json = Json::parse(tools::read_file(path));
        FileResult kept = json.at("result").get<FileResult>();
        const auto dependencies = json.at("dependencies").get<Names>();
        if (json.at("fingerprint") != fingerprint(dependencies, !kept.missing_headers.empty())) return false;
        result = std::move(kept);
        return true;
    } catch (const Json::exception&) {
        return false; // cut off, or of another version
    }
}

void Cache::store(const std::string& file, const FileResult& result) {
    const Names dependencies = dependencies_of(file);
    const Json json = {{"result", result},
                       {"dependencies", dependencies},
                       {"fingerprint", fingerprint(dependencies, !result.missing_headers.empty())}};
    tools::write_file(entry(file), json.dump());
}

/// Asked of the preprocessor, which goes on where the compiler gives up. Just the file itself if it can't
/// say.
Names Cache::dependencies_of(const std::string& file) const {
    std::vector<std::string> command = compiler_.command;
    for (const std::string& word : {std::string("-iquote"), fs::absolute(file).parent_path().string(),
                                    std::string("-M"), std::string("-MG"), file})
        command.push_back(word);
    for (const std::string& word : outside::flags_beside(file)) command.push_back(word);
    if (!compiler_.more_headers.empty())
        command.insert(command.end(), {"-idirafter", compiler_.more_headers});
    const outside::CommandResult r = outside::run_command(command);
    if (r.status != 0) return {file};
    Names words = outside::split_words(r.output);
    words.erase(words.begin(),
                words.begin() + std::min<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(words.size())));
    words.push_back(file);
    return words;
}

} // namespace alcove::survey
