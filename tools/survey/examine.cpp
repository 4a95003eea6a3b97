// SPDX-License-Identifier: MIT
// Trying one file: does it compile, and if not, what does it lack?
#include "tools/common/temp_dir.h"
#include "tools/outside/object.h"
#include "tools/survey/survey.h"
#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>

namespace alcove::survey {

namespace fs = std::filesystem;

namespace {

/// A file that asks for more is hopeless.
constexpr int k_most_missing = 40;

/// The messages behind "error: " or "fatal error: ", each once.
Names errors_in(const std::string& messages) {
    static const std::string mark = "error: ";
    Names errors;
    std::istringstream lines(messages);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t at = line.find(mark);
        if (at == std::string::npos || at == 0 || line[0] == ' ') continue;
        std::string text = short_error(line.substr(at + mark.size()));
        if (std::ranges::find(errors, text) == errors.end()) errors.push_back(std::move(text));
    }
    return errors;
}

/// The header that "X: No such file or directory" names, or "".
std::string missing_header(const std::string& messages) {
    static const std::regex pattern("fatal error: ([^\n]*): No such file or directory");
    std::smatch match;
    return std::regex_search(messages, match, pattern) ? match[1].str() : "";
}

void take_symbols(const std::string& object, FileResult& result) {
    const outside::ObjectFacts facts = outside::read_object(object);
    result.imports.assign(facts.imports.begin(), facts.imports.end());
    result.defines.assign(facts.defines.begin(), facts.defines.end());
    result.exports.assign(facts.exports.begin(), facts.exports.end());
}

} // namespace

FileResult examine(const outside::Compiler& compiler, const std::string& file, const std::string& work) {
    const std::string object = work + "/object.o", stand_ins = fs::absolute(work + "/stand-ins").string();
    fs::remove_all(work);
    fs::create_directories(work);
    FileResult result;
    outside::Compiled compiled = outside::compile(compiler, file, object, work + "/cured");
    result.cures = compiled.cures;
    result.compiles = compiled.right;
    if (compiled.right) {
        take_symbols(object, result);
        return result;
    }
    // An empty file in the place of each missing header shows what else is in the way.
    outside::Compiler patient = compiler;
    for (const char* word : {"-idirafter", stand_ins.c_str()}) patient.command.emplace_back(word);
    for (std::string name; !(name = missing_header(compiled.messages)).empty();) {
        const bool again = std::ranges::find(result.missing_headers, name) != result.missing_headers.end();
        if (again || result.missing_headers.size() == k_most_missing) break;
        result.missing_headers.push_back(name);
        const fs::path path = fs::path(stand_ins) / name;
        if (name.find("..") != std::string::npos || name.starts_with('/')) break;
        fs::create_directories(path.parent_path());
        tools::write_file(path.string(), "");
        compiled = outside::compile(patient, file, object, work + "/cured");
    }
    if (!compiled.right) result.errors = errors_in(compiled.messages);
    return result;
}

std::string short_error(const std::string& message) {
    struct Form {
        std::regex pattern;
        const char* text;
    };
    static const std::vector<Form> forms = {
        {std::regex("^'([^']*)' undeclared.*"), "undeclared: $1"},
        {std::regex("^unknown type name '([^']*)'.*"), "type: $1"},
        {std::regex("^'([^']*)' has no member named '([^']*)'.*"), "member: $1.$2"},
        {std::regex(
             "^(?:invalid use of undefined type|dereferencing pointer to incomplete type) '([^']*)'.*"),
         "incomplete: $1"},
        {std::regex(
             "^(?:invalid use of incomplete typedef|invalid application of 'sizeof' to incomplete type) "
             "'([^']*)'.*"),
         "incomplete: $1"},
        {std::regex("^[^ ]+: No such file or directory$"), "missing header"},
    };
    for (const Form& form : forms)
        if (std::regex_match(message, form.pattern))
            return std::regex_replace(message, form.pattern, form.text);
    return message;
}

void to_json(Json& json, const FileResult& r) {
    json = {{"compiles", r.compiles}, {"missing_headers", r.missing_headers},
            {"errors", r.errors},     {"imports", r.imports},
            {"defines", r.defines},   {"exports", r.exports},
            {"cures", r.cures}};
}

void from_json(const Json& json, FileResult& r) {
    json.at("compiles").get_to(r.compiles);
    json.at("missing_headers").get_to(r.missing_headers);
    json.at("errors").get_to(r.errors);
    json.at("imports").get_to(r.imports);
    json.at("defines").get_to(r.defines);
    json.at("exports").get_to(r.exports);
    json.at("cures").get_to(r.cures);
}

} // namespace alcove::survey
