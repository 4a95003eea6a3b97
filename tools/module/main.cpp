// SPDX-License-Identifier: MIT
// build/tools/module: builds a module from 2.4 sources where they lie, and the bundle that it belongs to.
#include "tools/common/child.h"
#include "tools/common/display.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/module/bundle.h"
#include "tools/outside/command.h"
#include "tools/outside/compiler.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <unistd.h>

namespace alcove::outside {
namespace {

namespace fs = std::filesystem;
using tools::fail;

struct Options {
    std::string name, bundle;
    std::vector<std::string> sources;
    std::string headers, flags, more_flags;
    std::string build = "build", personality;
    std::vector<std::string> ours; ///< objects of the drivers that come with Alcove
};

std::string join(const std::set<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

/// As lib/driver_conf.h has it.
void check_name(const std::string& name) {
    const bool good = std::ranges::all_of(
        name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; });
    if (name.empty() || name.size() > 31 || !good)
        fail("NAME=\"{}\" is no module's name: letters, digits, '_' and '-', 31 at most", name);
}

class Builder {
  public:
    explicit Builder(const Options& options)
        : o_(options), work_(fmt::format("{}/outside/{}/{}", o_.build, o_.bundle, o_.name)),
          bundle_(fmt::format("{}/modules/{}", o_.build, o_.bundle)) {
        compiler_.command = {"gcc"};
        for (const std::string& word : outside::split_words(o_.flags)) compiler_.command.push_back(word);
        for (const std::string& word : outside::split_words(o_.more_flags)) compiler_.command.push_back(word);
        if (!o_.headers.empty())
            compiler_.more_headers = fs::absolute(o_.headers).lexically_normal().string();
        compiler_.colour = isatty(2) != 0;
    }

    int build() {
        check();
        if (!compile_all()) return 1;
        link();
        const Modules modules = gather();
        report(modules);
        configure(modules);
        return 0;
    }

  private:
    void check() const {
        check_name(o_.name);
        check_name(o_.bundle);
        for (const std::string& source : o_.sources)
            if (!fs::is_regular_file(source)) fail("SRC: {} is no file", source);
        if (!o_.headers.empty() && !fs::is_directory(o_.headers)) fail("HDRS: {} is no folder", o_.headers);
    }

    bool compile_all() {
        bool right = true;
        for (std::size_t i = 0; i < o_.sources.size(); i++) {
            const std::string& source = o_.sources[i];
            fmt::print("  C    {}\n", source);
            std::fflush(stdout);
            objects_.push_back(fmt::format("{}/{}-{}.o", work_, i, fs::path(source).stem().string()));
            const outside::Compiled c =
                outside::compile(compiler_, source, objects_.back(), work_ + "/cured");
            fmt::print(stderr, "{}", c.messages);
            right &= c.right;
            cures_.insert(cures_.end(), c.cures.begin(), c.cures.end());
            from_more_.insert(c.from_more.begin(), c.from_more.end());
        }
        return right;
    }

    void link() {
        object_ = fmt::format("{}/{}.o", bundle_, o_.name);
        fmt::print("  LINK {}\n", object_);
        fs::create_directories(bundle_);
        std::vector<std::string> command = {"ld", "-m", "elf_i386", "-r", "-z", "noexecstack", "-o", object_};
        command.insert(command.end(), objects_.begin(), objects_.end());
        const auto result = outside::run_command(command);
        fmt::print(stderr, "{}", result.output);
        if (result.status != 0) fail("{} could not be linked", object_);
        tools::run_program({o_.build + "/tools/linetable", object_});
        // A driver of our own keeps its object; in a bundle, one from outside may have the same name.
        const std::string plain = fmt::format("{}/modules/{}.o", o_.build, o_.name);
        if (std::ranges::find(o_.ours, plain) == o_.ours.end())
            fs::copy_file(object_, plain, fs::copy_options::overwrite_existing);
    }

    /// All modules of the bundle; those of our own that they need join it.
    Modules gather() {
        Modules modules;
        for (const auto& entry : fs::directory_iterator(bundle_))
            if (entry.path().extension() == ".o")
                modules[entry.path().stem().string()] = outside::read_object(entry.path().string());
        if (!o_.personality.empty()) personality_ = outside::read_object(o_.personality);
        for (const std::string& path : o_.ours) {
            const std::string name = fs::path(path).stem().string();
            // One that is there and was not built for the bundle is a copy from before.
            if (modules.contains(name) &&
                fs::exists(fmt::format("{}/outside/{}/{}", o_.build, o_.bundle, name)))
                continue;
            modules.erase(name);
            const outside::ObjectFacts facts = outside::read_object(path);
            const std::set<std::string> missing = unresolved(modules, personality_.exports);
            if (!std::ranges::any_of(missing, [&](auto& symbol) { return facts.exports.contains(symbol); }))
                continue;
            fs::copy_file(path, fmt::format("{}/{}.o", bundle_, name), fs::copy_options::overwrite_existing);
            fmt::print("  {} of Alcove's own joins the bundle\n", name);
            modules[name] = facts;
        }
        return modules;
    }

    void report(const Modules& modules) const {
        const outside::ObjectFacts& facts = modules.at(o_.name);
        fmt::print("\n{}: {} of code, {} of data, {} symbols imported\n", o_.name,
                   tools::bytes_text(facts.text_bytes), tools::bytes_text(facts.data_bytes),
                   facts.imports.size());
        for (const std::string& cure : cures_) fmt::print("  cured on a copy: {}\n", cure);
        if (!from_more_.empty()) fmt::print("  headers from HDRS: {}\n", join(from_more_));
        std::set<std::string> stubs;
        std::ranges::set_intersection(facts.imports, personality_.stubs, std::inserter(stubs, stubs.end()));
        if (!stubs.empty())
            fmt::print("  declared but not implemented, a call fails the domain: {}\n", join(stubs));
        const std::set<std::string> missing = unresolved(modules, personality_.exports);
        if (!missing.empty()) fmt::print("  unresolved, so the bundle can't be loaded: {}\n", join(missing));
    }

    void configure(const Modules& modules) const {
        const std::string path = bundle_ + "/driver.conf",
                          made = fmt::format("{}/outside/{}/driver.conf", o_.build, o_.bundle);
        const std::string text = write_conf(modules);
        // What was written here before and not touched since may be written anew.
        const bool untouched =
            fs::exists(made) && fs::exists(path) && tools::read_file(made) == tools::read_file(path);
        if (fs::exists(path) && !untouched && tools::read_file(path) != text) {
            fmt::print("{} stays as you left it; as made now: {}\n", path, path + ".new");
            tools::write_file(path + ".new", text);
        } else {
            fmt::print("{} is there to adjust\n", path);
            tools::write_file(path, text);
            tools::write_file(made, text);
        }
        fmt::print("next: make shell MODULES={} APPEND=\"load={} ip=dhcp\"\n", o_.bundle, o_.bundle);
    }

    const Options& o_;
    std::string work_, bundle_, object_;
    outside::Compiler compiler_;
    std::vector<std::string> objects_, cures_;
    std::set<std::string> from_more_;
    outside::ObjectFacts personality_;
};

} // namespace
} // namespace alcove::outside

int main(int argc, char** argv) {
    using namespace alcove;
    CLI::App app(
        "Builds a module from 2.4 sources where they lie: BUILD/modules/BUNDLE/NAME.o and driver.conf.",
        "module");
    outside::Options options;
    app.add_option("--name", options.name, "the module's name")->required();
    app.add_option("--bundle", options.bundle, "the bundle that it belongs to (one of its own)");
    app.add_option("--headers", options.headers, "folder of headers that Alcove lacks, looked up last");
    app.add_option("--flags", options.flags, "the compiler's flags for domains");
    app.add_option("--more-flags", options.more_flags, "more flags");
    app.add_option("--build", options.build, "folder of products");
    app.add_option("--personality", options.personality, "object of the personality");
    app.add_option("--ours", options.ours, "objects of Alcove's own drivers");
    app.add_option("--sources", options.sources, "C files")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : tools::k_usage_error;
    }
    if (options.bundle.empty()) options.bundle = options.name;
    try {
        return outside::Builder(options).build();
    } catch (const std::exception& e) {
        fmt::print(stderr, "module: {}\n", e.what());
        return 1;
    }
}
