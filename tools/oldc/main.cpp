// SPDX-License-Identifier: MIT
// build/tools/oldc: shows or writes a C file of gcc 2.95's time as gcc 12 takes it.
#include "tools/oldc/cures.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

int main(int argc, char** argv) {
    CLI::App app(
        "Cures what gcc 12 refuses in older C: casts as lvalues, static after extern, strings over lines,\n"
        "static functions declared in blocks, doubled type specifiers, asm inputs that are clobbered,\n"
        "members called jiffies, __FUNCTION__ as a literal.\n"
        "Lines stay where they are; messages name the file given.",
        "oldc");
    std::string file, output;
    app.add_option("file", file, "C source")->required();
    app.add_option("-o,--output", output, "where to write it (standard output)");
    CLI11_PARSE(app, argc, argv);

    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) {
        std::fprintf(stderr, "oldc: %s can't be read\n", file.c_str());
        return 1;
    }
    const alcove::oldc::Cured cured = alcove::oldc::cure(text, file);
    for (const std::string& name : cured.cures) std::fprintf(stderr, "%s: %s\n", file.c_str(), name.c_str());
    if (output.empty())
        return std::fwrite(cured.text.data(), 1, cured.text.size(), stdout) == cured.text.size() ? 0 : 1;
    std::ofstream out(output, std::ios::binary);
    out << cured.text;
    if (out.flush()) return 0;
    std::fprintf(stderr, "oldc: %s can't be written\n", output.c_str());
    return 1;
}
