// SPDX-License-Identifier: MIT
// Bad input: extensions that can't be loaded, each with one clear line and an errno, and nothing left behind.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"
#include <random>

namespace alcove::systest {
namespace {

constexpr int k_enoent = 2, k_eio = 5, k_enoexec = 8, k_enomem = 12, k_enodev = 19, k_einval = 22;

/// One attempt to load something bad.
struct Attempt {
    std::string command;              ///< after "load "
    std::vector<int> errors;          ///< any of these; empty: any error
    std::vector<std::string> mention; ///< the message has to say each of these
};

/// Loads, requires failure, one line that says why, and counts as before.
void must_fail(Test& test, Machine& machine, const Attempt& a) {
    const Counts before = settled_counts(machine);
    const Reply reply = machine.command("load " + a.command, Milliseconds(30000));
    if (!reply.answered) machine.fail_with_console("no answer to load " + a.command);
    test.require(reply.status < 0, "load {} went well", a.command);
    bool known = a.errors.empty();
    for (const int e : a.errors) known |= reply.status == -e;
    test.require(known, "load {}: status {}", a.command, reply.status);
    std::string message;
    for (const Json& line : reply.lines) message += line.value("message", "");
    test.require(!message.empty() && message.find('\n') == std::string::npos,
                 "load {}: not one line but \"{}\"", a.command, message);
    for (const std::string& word : a.mention)
        test.require(message.find(word) != std::string::npos, "load {}: \"{}\" does not say {}", a.command,
                     message, word);
    require_counts(test, machine, before);
}

/// Loads and unloads once, so that what is allocated once has been.
void warm_up(Machine& machine) {
    machine.must("load ticker nooks", Milliseconds(20000));
    machine.must("unload ticker", Milliseconds(20000));
}

Machine& boot_with(Test& test, TestInitrd& initrd, bool nic = true) {
    MachineConfig config = test.config("mode=nooks ip=dhcp");
    config.initrd = initrd.pack();
    if (!nic) config.nics.clear();
    Machine& machine = test.boot(config, false);
    warm_up(machine);
    return machine;
}

void modules(Test& test) {
    TestInitrd initrd(test);
    const std::string good = TestInitrd::object("ticker");
    initrd.add_bundle("noelf", "modules = noelf\n", "This is a text and no ELF file.\n");
    initrd.add_bundle("empty", "modules = empty\n", "");
    initrd.add_bundle("cut52", "modules = cut52\n", good.substr(0, 52));
    initrd.add_bundle("cuthalf", "modules = cuthalf\n", good.substr(0, good.size() / 2));
    initrd.add_bundle("cutend", "modules = cutend\n", good.substr(0, good.size() - 1));
    std::string wide = good;
    wide[4] = 2; // ELFCLASS64
    initrd.add_bundle("wide", "modules = wide\n", wide);
    std::string other = good;
    other[18] = 40; // e_machine: ARM
    initrd.add_bundle("othercpu", "modules = othercpu\n", other);
    initrd.add("lib/modules/nofile/driver.conf", "modules = nosuchmodule\n");
    Machine& machine = boot_with(test, initrd);
    const Attempt attempts[] = {
        {"nosuchbundle", {k_enoent}, {"nosuchbundle"}},
        {"../etc", {k_einval, k_enoent}, {}},
        {"nofile", {k_enoent}, {"nosuchmodule"}},
        {"noelf", {k_enoexec}, {"noelf"}},
        {"empty", {k_enoexec}, {"empty"}},
        {"cut52", {k_enoexec}, {"cut52"}},
        {"cuthalf", {k_enoexec}, {"cuthalf"}},
        {"wide", {k_enoexec}, {"wide"}},
        {"othercpu", {k_enoexec}, {"othercpu"}},
        {"unresolved", {}, {"no_such_function_one", "no_such_function_two", "no_such_function_three"}},
        {"ticker interval=soon", {k_einval}, {"interval"}},
        {"ticker nosuchparameter=1", {}, {"nosuchparameter"}},
        {"badinit", {k_eio}, {"badinit"}},
        {"crashinit", {}, {"crashinit", "page-fault"}},
        {"greedy", {}, {"greedy"}},
        {"stopper what=1", {}, {"stop-stub", "sys_uselib is not implemented"}},
        {"stopper what=2", {}, {"stop-stub", "pidhash is not implemented"}},
    };
    for (const Attempt& a : attempts) must_fail(test, machine, a);
    machine.command("load cutend", Milliseconds(20000)); // may even be whole enough
    machine.command("unload cutend", Milliseconds(20000));
    machine.must("load stopper nooks", Milliseconds(20000)); // reads imported variables
    machine.must("load ticker nooks interval=3 label=yes", Milliseconds(20000));
    const Reply twice = machine.command("load ticker nooks", Milliseconds(20000));
    test.require(twice.status < 0, "a bundle was loaded twice");
    require_healthy(test, machine);
    test.note(fmt::format("{} attempts", std::size(attempts)));
}

void missing_device(Test& test) {
    TestInitrd initrd(test);
    Machine& machine = boot_with(test, initrd, false);
    must_fail(test, machine, {"ne2k", {k_enodev}, {"ne2k"}});
    must_fail(test, machine, {"ne2k native", {k_enodev}, {"ne2k"}});
    require_healthy(test, machine);
}

/// The number of the bad line and a reason stand in the message.
void configuration(Test& test) {
    const std::string object = TestInitrd::object("ticker");
    const struct {
        std::string conf, line, word;
    } bad[] = {
        {"modules = bad0\ncolour = green\n", "2", "colour"},
        {"modules bad1\n", "1", ""},
        {"# nothing\n\nmodules = bad2\nirqs = 77\n", "4", "77"},
        {"modules = bad3\nmemory = lots\n", "2", "lots"},
        {"modules = bad4\npci = 10ec-8029\n", "2", "10ec-8029"},
        {"modules = bad5\nports = 300-200\n", "2", "300-200"},
        {"# no modules at all\n", "", "modules"},
        {"modules = bad7\nmodules = bad7\n", "2", ""},
        {std::string("modules = bad8\nclass = \x01\x02\xFF\n"), "2", ""},
    };
    TestInitrd initrd(test);
    for (std::size_t i = 0; i < std::size(bad); ++i)
        initrd.add_bundle(fmt::format("bad{}", i), bad[i].conf, object);
    Machine& machine = boot_with(test, initrd);
    for (std::size_t i = 0; i < std::size(bad); ++i)
        must_fail(test, machine, {fmt::format("bad{}", i), {k_einval}, {bad[i].line, bad[i].word}});
    require_healthy(test, machine);
}

/// MODULE_PARM of every kind: its own value, driver.conf's, and insmod's, which counts most.
void parameters(Test& test) {
    TestInitrd initrd(test);
    Machine& machine = boot_with(test, initrd);
    const auto said_when = [&](const std::string& words) {
        machine.must("load parameters nooks " + words, Milliseconds(20000));
        machine.must("unload parameters", Milliseconds(20000));
        std::string said;
        for (const Json& line : machine.must("log 20").lines) {
            const std::string text = line.value("log", "");
            const std::string mark = "parameters: parameters: "; // domain, module
            const std::size_t at = text.find(mark);
            if (at != std::string::npos) said = text.substr(at + mark.size());
        }
        return said;
    };
    const std::string plain = said_when("half=5");
    test.require(plain == "200 5 3 4 text place 7,8,9,4 one,two", "driver.conf: '{}'", plain);
    const std::string all =
        said_when("small=0xff half=65535 number=-7 wide=2147483647 text=a-b place=1234567 "
                  "list=010,0x11 names=x,y");
    test.require(all == "255 65535 -7 2147483647 a-b 1234567 8,17,9,4 x,y", "load: '{}'", all);
    for (const char* bad :
         {"small=256", "half=65536", "place=12345678", "list=1,2,3,4,5", "names=a,b,c", "number=x"}) {
        const Reply reply =
            machine.command(fmt::format("load parameters nooks {}", bad), Milliseconds(20000));
        test.require(reply.status == -k_einval, "{} ended with {}", bad, reply.status);
    }
}

/// A module with random bytes changed, or a hostile header: whatever comes of it, the machine stands.
void hostile_modules(Test& test) {
    const std::string good = TestInitrd::object("ticker");
    const int count = test.long_run() ? 300 : 40;
    TestInitrd initrd(test);
    std::mt19937 random(1);
    for (int i = 0; i < count; ++i) {
        std::string bad = good;
        const bool header = i % 2 == 0;
        const std::size_t tables = good.size() > 4096 ? 2048 : good.size() / 2;
        for (int n = 0; n < 4; ++n) {
            std::size_t at = header ? random() % 52 : good.size() - 1 - random() % tables;
            if (header && at < 16) at += 16; // keep the magic, or the rest is never read
            bad[at] = static_cast<char>(random());
        }
        initrd.add_bundle(fmt::format("fuzz{}", i), fmt::format("modules = fuzz{}\n", i), bad);
    }
    Machine& machine = boot_with(test, initrd);
    const Counts before = settled_counts(machine);
    int loaded = 0;
    for (int i = 0; i < count; ++i) {
        const Reply reply = machine.command(fmt::format("load fuzz{}", i), Milliseconds(30000));
        if (!reply.answered) machine.fail_with_console(fmt::format("no answer to load fuzz{}", i));
        loaded += reply.status == 0;
        machine.command(fmt::format("unload fuzz{}", i), Milliseconds(30000));
        require_healthy(test, machine);
    }
    require_counts(test, machine, before);
    test.note(fmt::format("{} of {} could be loaded", loaded, count));
}

/// Little memory: loading fails or works, nothing is left behind, and the machine goes on.
void out_of_memory(Test& test) {
    TestInitrd initrd(test);
    initrd.add_bundle("hungry", "modules = hungry\nmemory = 524288\n", TestInitrd::object("greedy"));
    MachineConfig config = test.config("mode=nooks ip=dhcp");
    config.initrd = initrd.pack();
    config.memory_mib = 24;
    Machine& machine = test.boot(config, false);
    warm_up(machine);
    must_fail(test, machine, {"hungry", {}, {"hungry"}});
    must_fail(test, machine, {"hungry", {}, {"hungry"}});
    machine.must("load ne2k nooks", Milliseconds(20000));
    require_healthy(test, machine);
}

/// Words and lines that no command understands.
void commands(Test& test) {
    Machine& machine = test.boot("mode=nooks load=ne2k ip=dhcp");
    const std::string long_line(5000, 'x');
    for (const std::string& line :
         {std::string("nosuchcommand"), std::string("provoke"), std::string("provoke ne2k"),
          std::string("provoke ne2k nosuchkind"), std::string("provoke nobody bug"), std::string("unload"),
          std::string("unload nobody"), std::string("restart nobody"), std::string("report"),
          std::string("report nosuchreport"), std::string("report objects nobody"), std::string("run"),
          std::string("run /bin/nosuchprogram"), std::string("run /etc"), std::string("load"),
          std::string("bench"), std::string("tcp-send"), std::string("log -1 x y z")}) {
        const Reply reply = machine.command(line);
        if (!reply.answered) machine.fail_with_console("no answer to '" + line + "'");
        const bool may_succeed = line.rfind("log", 0) == 0;
        test.require(may_succeed || reply.status < 0, "'{}' gave status {}", line, reply.status);
    }
    machine.send_line(long_line);
    machine.send_line("\x01\x02\xFF\x80 \"\\ {}");
    machine.send_line("");
    std::this_thread::sleep_for(Milliseconds(1500)); // 5,000 characters at 115,200 baud
    require_healthy(test, machine);
    require_network(test, machine);
}

const Register k_input_tests{
    {"input", "modules", 120, modules},
    {"input", "missing-device", 60, missing_device},
    {"input", "configuration", 90, configuration},
    {"input", "parameters", 60, parameters},
    {"input", "hostile-modules", 300, hostile_modules},
    {"input", "out-of-memory", 90, out_of_memory},
    {"input", "commands", 60, commands},
};

} // namespace
} // namespace alcove::systest
