// SPDX-License-Identifier: MIT
// The compiler's command line, and the list of files that it read.
#include "tools/outside/compiler.h"
#include "tools/common/temp_dir.h"
#include "tools/oldc/mirror.h"
#include "tools/outside/command.h"
#include "tools/outside/makefile.h"
#include <algorithm>
#include <filesystem>

namespace alcove::outside {
namespace {

namespace fs = std::filesystem;

/// The prerequisites in a makefile's rule "target: a b \ c".
std::vector<std::string> prerequisites(const std::string& rule) {
    return split_words(rule.substr(std::min(rule.size(), rule.find(':') + 1)));
}

/// `path` as it was before it was copied below `mirror`.
std::string original(const std::string& path, const std::string& mirror) {
    return path.starts_with(mirror + "/") ? path.substr(mirror.size()) : path;
}

} // namespace

Compiled compile(const Compiler& compiler, const std::string& source, const std::string& object,
                 const std::string& mirror) {
    const std::string copies = fs::absolute(mirror).lexically_normal().string();
    fs::create_directories(fs::path(object).parent_path());
    const oldc::Prepared prepared = oldc::prepare(source, copies);
    std::vector<std::string> command = compiler.command;
    const auto add = [&](std::initializer_list<std::string> words) {
        command.insert(command.end(), words.begin(), words.end());
    };
    for (const std::string& word : flags_beside(source)) add({word});
    for (const std::string& folder : prepared.folders) add({"-iquote", folder});
    if (!compiler.more_headers.empty()) add({"-idirafter", compiler.more_headers});
    if (compiler.colour) add({"-fdiagnostics-color=always"});
    const std::string list = object + ".d";
    fs::remove(list);
    add({"-MD", "-MF", list, "-c", "-o", object, prepared.path});
    const CommandResult result = run_command(command);

    Compiled compiled{result.status == 0, result.output, prepared.cures, {}, {}};
    if (fs::exists(list)) compiled.dependencies = prerequisites(tools::read_file(list));
    const std::string more = compiler.more_headers.empty() ? "" : compiler.more_headers + "/";
    const std::string beside = fs::absolute(source).lexically_normal().parent_path().string() + "/";
    for (std::string& path : compiled.dependencies) {
        path = original(path, copies);
        if (path.starts_with(beside)) continue; // the driver's own, should HDRS lie above it
        if (!more.empty() && path.starts_with(more)) compiled.from_more.push_back(path.substr(more.size()));
    }
    return compiled;
}

} // namespace alcove::outside
