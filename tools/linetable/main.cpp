// SPDX-License-Identifier: MIT
// build/tools/linetable: adds the section .alcove_lines to a module, by which the executive names source
// lines and walks stacks.
#include "tools/common/child.h"
#include "tools/common/error.h"
#include "tools/linetable/dwarf.h"
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

namespace alcove::linetable {
namespace {

constexpr const char* k_section = ".alcove_lines";

void add_table(const std::string& object) {
    const std::vector<u8> bytes = Encoder().encode(read_object(object));
    const std::string file = object + ".lines";
    std::ofstream out(file, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) tools::fail_errno(file);
    out.close();
    tools::run_program({"objcopy", fmt::format("--remove-section={}", k_section),
                        fmt::format("--add-section={}={}", k_section, file), object});
    std::filesystem::remove(file);
}

/// For people: the rows of an object.
void print(const std::string& object) {
    for (const Section& s : read_object(object)) {
        for (const LineRow& row : s.lines)
            fmt::print("{} {:6x} {}:{}\n", s.name, row.offset, row.file, row.line);
        for (const FrameRow& row : s.frames)
            fmt::print("{} {:6x} base {} top {} ebp {}\n", s.name, row.offset,
                       static_cast<int>(row.frame.base), row.frame.top, row.frame.saved_ebp);
    }
}

} // namespace
} // namespace alcove::linetable

int main(int argc, char** argv) {
    CLI::App app(
        "Adds the table of source lines and stack frames (section .alcove_lines) to module objects,\n"
        "from their DWARF.",
        "linetable");
    std::vector<std::string> objects;
    bool only_print = false;
    app.add_option("OBJECT", objects, "relocatable objects, changed in place")->required();
    app.add_flag("--print", only_print, "change nothing: print the rows");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    try {
        for (const std::string& object : objects)
            only_print ? alcove::linetable::print(object) : alcove::linetable::add_table(object);
        return 0;
    } catch (const std::exception& e) {
        fmt::print(stderr, "linetable: {}\n", e.what());
        return 1;
    }
}
