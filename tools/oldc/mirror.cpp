// SPDX-License-Identifier: MIT
// Following quoted includes, and writing the copies.
#include "tools/oldc/mirror.h"
#include "tools/oldc/cures.h"
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace alcove::oldc {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error(path.string() + ": can't be read");
    return text.str();
}

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error(path.string() + ": can't be written");
}

/// The file and its own headers, by absolute path.
class Family {
  public:
    explicit Family(const fs::path& file) : folder_(file.parent_path()) { add(file); }
    const std::map<fs::path, Source>& members() const { return members_; }

  private:
    void add(const fs::path& file) {
        if (members_.contains(file)) return;
        const Source& source = members_.try_emplace(file, read(file)).first->second;
        for (const std::string& name : source.includes())
            for (const fs::path& folder : {file.parent_path(), folder_}) {
                const fs::path path = (folder / name).lexically_normal();
                if (!fs::is_regular_file(path)) continue;
                add(path);
                break;
            }
    }

    fs::path folder_;
    std::map<fs::path, Source> members_;
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

} // namespace

Prepared prepare(const std::string& file, const std::string& mirror) {
    const fs::path path = fs::absolute(file).lexically_normal();
    const Family family(path);
    Context context, in_headers;
    for (const auto& [member, source] : family.members()) {
        if (member == path) continue;
        collect_names(source, context.headers);
        context.function_name_pasted |= pastes_function_name(source);
    }
    // A macro of one header may do it in a function of another.
    in_headers.function_name_pasted = context.function_name_pasted;
    Prepared prepared;
    std::map<fs::path, std::string> copies;
    for (const auto& [member, source] : family.members()) {
        Cured cured = cure(source.text(), member.string(), member == path ? context : in_headers);
        if (!cured.cures.empty()) prepared.cures.push_back(member.string() + ": " + joined(cured.cures));
        // A name for every copy: messages and debugger are to lead to the original.
        copies[member] =
            cured.cures.empty() ? "#line 1 \"" + member.string() + "\"\n" + cured.text : cured.text;
    }
    const std::string folder = path.parent_path().string();
    if (prepared.cures.empty()) return {path.string(), {folder}, {}};
    for (const auto& [member, text] : copies) write(mirror + member.string(), text);
    prepared.path = mirror + path.string();
    prepared.folders = {mirror + folder, folder};
    return prepared;
}

} // namespace alcove::oldc
