// SPDX-License-Identifier: MIT
// Disks: what is written comes back and lies in the image, partitions, errors, failures under traffic.
#include "tests/system/canned_failures.h"
#include "tools/common/pattern.h"
#include "tools/systest/modules.h"
#include <algorithm>

namespace alcove::systest {
namespace {

constexpr std::size_t k_image_bytes = 8 << 20, k_512 = 512;
constexpr std::uint32_t k_first = 2048, k_first_sectors = 6144; ///< partition 1
constexpr std::uint32_t k_extended = 10240, k_logical = k_extended + 63, k_logical_sectors = 1000;

std::string pattern(std::size_t bytes, std::uint32_t seed) {
    std::string data(bytes, 0);
    Xorshift32(seed).fill(reinterpret_cast<unsigned char*>(data.data()), bytes);
    return data;
}

std::uint32_t crc_of(std::string_view data) {
    return crc32(0, reinterpret_cast<const unsigned char*>(data.data()), data.size());
}

/// An image with two partitions, the second a logical one; the rest is a pattern.
class DiskImage {
  public:
    DiskImage() : data_(pattern(k_image_bytes, 4711)) {
        clear(0);
        clear(k_extended);
        entry(0, 0, 0x83, k_first, k_first_sectors);
        entry(0, 1, 0x05, k_extended, 4096);
        entry(k_extended, 0, 0x83, k_logical - k_extended, k_logical_sectors);
        write_file(path(), data_);
        write_file(dir_.file("cd.iso"), pattern(k_cd_bytes, 815));
    }
    static constexpr std::size_t k_cd_bytes = 1 << 20;
    std::string path() const { return dir_.file("disk.img"); }
    std::string cd() const { return dir_.file("cd.iso"); }
    const std::string& made_of() const { return data_; }
    /// What lies in the image now.
    std::string now(std::size_t from, std::size_t bytes) const {
        return read_file(path()).substr(from, bytes);
    }
    std::vector<std::string> qemu(const std::string& disk = "") const {
        const std::string file = disk.empty() ? "format=raw,file=" + path() : disk;
        return {"-drive", "if=ide,index=0," + file, "-drive",
                "if=ide,index=2,media=cdrom,format=raw,file=" + cd()};
    }

  private:
    void clear(std::uint32_t sector) {
        data_.replace(sector * k_512, k_512, k_512, '\0');
        data_[sector * k_512 + 510] = '\x55';
        data_[sector * k_512 + 511] = '\xAA';
    }
    void entry(std::uint32_t sector, int index, int type, std::uint32_t first, std::uint32_t sectors) {
        char* p = &data_[sector * k_512 + 446 + index * 16];
        p[4] = static_cast<char>(type);
        for (int i = 0; i < 4; ++i) {
            p[8 + i] = static_cast<char>(first >> 8 * i);
            p[12 + i] = static_cast<char>(sectors >> 8 * i);
        }
    }
    TempDir dir_;
    std::string data_;
};

struct Copied {
    int status = -1;
    unsigned long long bytes = 0;
    std::uint32_t crc = 0;
};

std::optional<Copied> parse_copied(const std::string& console, std::size_t from) {
    const std::size_t at = console.find(" bytes in ", from);
    if (at == std::string::npos) return {};
    const std::size_t crc = console.find("CRC-32 ", at);
    std::size_t number = at; // the shell's prompt may stand before it
    while (number > 0 && console[number - 1] >= '0' && console[number - 1] <= '9') --number;
    if (crc == std::string::npos || console.size() < crc + 15) return {};
    return Copied{0, std::strtoull(console.c_str() + number, nullptr, 10),
                  static_cast<std::uint32_t>(std::strtoul(console.c_str() + crc + 7, nullptr, 16))};
}

/// Runs dd; its last line comes by the console, which is behind the event.
Copied dd(Machine& machine, const std::string& operands, Milliseconds patience = Milliseconds(30000)) {
    const std::size_t from = machine.console().size();
    const int status = run_program_in(machine, "/bin/dd " + operands, patience);
    for (int i = 0; i < 100; ++i) {
        if (auto copied = parse_copied(machine.console(), from)) {
            copied->status = status;
            return *copied;
        }
        std::this_thread::sleep_for(Milliseconds(20));
    }
    machine.fail_with_console("dd " + operands + " says nothing");
}

void require_copied(Test& test, const Copied& c, std::string_view wanted, const std::string& what) {
    test.require(c.status == 0 && c.bytes == wanted.size() && c.crc == crc_of(wanted),
                 "{}: status {}, {} of {} bytes, CRC {:08x} instead of {:08x}", what, c.status, c.bytes,
                 wanted.size(), c.crc, crc_of(wanted));
}

/// A number of what `blkstat` says of a disk, which is the first one.
long stat_of(Machine& machine, const std::string& name) {
    const std::size_t from = machine.console().size();
    run_program_in(machine, "/bin/blkstat", k_patience);
    if (!machine.wait_console("in flight", k_patience, from))
        machine.fail_with_console("blkstat says nothing");
    const std::string text = machine.console().substr(from);
    const std::size_t at = text.find(name + " ");
    if (at == std::string::npos) machine.fail_with_console("blkstat knows no " + name);
    return std::strtol(text.c_str() + at + name.size() + 1, nullptr, 10);
}

constexpr std::size_t k_pattern_bytes = 600 * 1024 + 300;

/// A machine with this disk and a file of a pattern.
class DiskMachine {
  public:
    DiskMachine(Test& test, const DiskImage& image, const std::string& drive = "")
        : data(pattern(k_pattern_bytes, 99)), initrd(test) {
        initrd.add("tmp/pattern", data);
        config = test.config("ip=none");
        config.initrd = initrd.pack();
        config.nics.clear();
        config.extra = image.qemu(drive);
    }
    std::string data;
    TestInitrd initrd;
    MachineConfig config;
};

// --- transfers -------------------------------------------------------------------------------------------

/// Written and read back, in blocks that are no whole sectors, and at the end of the disk.
void require_transfers(Test& test, Machine& machine, const std::string& disk, const std::string& data,
                       std::size_t disk_bytes) {
    require_copied(test, dd(machine, "if=/tmp/pattern of=" + disk), data, "writing " + disk);
    require_copied(test, dd(machine, fmt::format("if={} of=/dev/null bs={} count=1", disk, data.size())),
                   data, "reading " + disk);
    require_copied(test, dd(machine, "if=/tmp/pattern of=" + disk + " bs=777 seek=3 count=50"),
                   std::string_view(data).substr(0, 777 * 50), "writing odd pieces");
    require_copied(test, dd(machine, "if=" + disk + " of=/dev/null bs=777 skip=3 count=50"),
                   std::string_view(data).substr(0, 777 * 50), "reading odd pieces");
    // Beside the odd pieces nothing has changed.
    require_copied(test, dd(machine, "if=" + disk + " of=/dev/null bs=333 count=7"),
                   std::string_view(data).substr(0, 333 * 7), "what lies before");
    const Copied full =
        dd(machine, fmt::format("if=/dev/zero of={} bs=8k seek={}", disk, disk_bytes / 8192 - 2));
    test.require(full.status == 1 && full.bytes == 16384, "beyond the end: status {}, {} bytes", full.status,
                 full.bytes);
    const Copied end =
        dd(machine, fmt::format("if={} of=/dev/null bs=8k skip={}", disk, disk_bytes / 8192 - 2));
    require_copied(test, end, std::string(16384, 0), "the end");
}

void ramdisk(Test& test, const std::string& mode) {
    const DiskImage image;
    DiskMachine m(test, image);
    Machine& machine = test.boot(m.config, false);
    machine.must("load ramdisk disks=2", k_patience); // what is allocated once is allocated now
    machine.must("unload ramdisk", k_patience);
    const Counts before = settled_counts(machine);
    machine.must("load ramdisk " + mode + " disks=2 kib=1024 bad_sector=1500", k_patience);
    require_transfers(test, machine, "/dev/ramb", m.data, 1 << 20);
    // Only the page with the bad sector is lost.
    const Copied bad = dd(machine, "if=/dev/rama of=/dev/null bs=1M");
    test.require(bad.status == 1 && bad.bytes < 1500 * k_512, "a bad sector is not seen: {} bytes",
                 bad.bytes);
    test.require(dd(machine, "if=/dev/rama of=/dev/null bs=512 count=1500").status == 0,
                 "before the bad sector");
    test.require(dd(machine, "if=/dev/rama of=/dev/null bs=512 skip=1501 count=100").status == 0,
                 "behind the bad sector");
    test.require(dd(machine, "if=/dev/zero of=/dev/rama bs=512 seek=1500 count=1").status == 1,
                 "the bad sector can be written");
    // dd asks three times before it believes it, and then there is the write.
    test.require(stat_of(machine, "errors") == 4, "errors: {}", stat_of(machine, "errors"));
    test.require(stat_of(machine, "merges") > 50, "nothing was merged");
    machine.must("unload ramdisk", k_patience);
    require_counts(test, machine, before);
}

void ide_reads(Test& test, Machine& machine, const DiskImage& image) {
    const std::string_view disk = image.made_of();
    require_copied(test, dd(machine, "if=/dev/hda of=/dev/null bs=100k", Milliseconds(60000)), disk,
                   "the disk");
    require_copied(test, dd(machine, "if=/dev/hda5 of=/dev/null"),
                   disk.substr(k_logical * k_512, k_logical_sectors * k_512), "a logical partition");
    require_copied(test, dd(machine, "if=/dev/hdc of=/dev/null bs=50k", Milliseconds(60000)),
                   pattern(DiskImage::k_cd_bytes, 815), "the CD");
    test.require(run_program_in(machine, "/bin/dd if=/dev/zero of=/dev/hdc count=1", k_patience) == 1,
                 "a CD can be written");
}

/// Host and guest agree on every byte; a partition's end is one, whatever lies behind.
void ide(Test& test, const std::string& how) {
    const DiskImage image;
    DiskMachine m(test, image);
    Machine& machine = test.boot(m.config, false);
    machine.must("load ide " + how, k_patience);
    ide_reads(test, machine, image);
    require_copied(test, dd(machine, "if=/tmp/pattern of=/dev/hda1 bs=10000 seek=5"), m.data, "writing hda1");
    require_copied(test, dd(machine, "if=/tmp/pattern of=/dev/hda bs=777 seek=11 count=100"),
                   std::string_view(m.data).substr(0, 77700), "writing hda");
    const Copied full = dd(machine, fmt::format("if=/dev/zero of=/dev/hda5 bs=1000 seek={}", 510));
    test.require(full.status == 1 && full.bytes == 2000, "beyond the partition: {} bytes", full.bytes);
    machine.must("unload ide", k_patience);
    std::string wanted = image.made_of();
    wanted.replace(k_first * k_512 + 50000, m.data.size(), m.data);
    wanted.replace(777 * 11, 77700, m.data, 0, 77700);
    wanted.replace(k_logical * k_512 + 510000, 2000, 2000, '\0');
    const std::string now = image.now(0, k_image_bytes);
    const auto differs = std::mismatch(wanted.begin(), wanted.end(), now.begin(), now.end()).first;
    test.require(differs == wanted.end(), "the image differs at byte {}", differs - wanted.begin());
}

/// A sector that the drive cannot read: what the request has beside it comes all the same.
void ide_bad_sector(Test& test) {
    const DiskImage image;
    TempDir dir;
    write_file(dir.file("errors"),
               "[inject-error]\nevent = \"read_aio\"\nerrno = \"5\"\nsector = \"5000\"\nonce = \"off\"\n");
    DiskMachine m(test, image,
                  fmt::format("file.driver=blkdebug,file.config={},file.image.driver=file,file.image."
                              "filename={},format=raw,rerror=report,werror=report",
                              dir.file("errors"), image.path()));
    Machine& machine = test.boot(m.config, false);
    machine.must("load ide", k_patience);
    const auto read_at = [&](unsigned sector, unsigned count) {
        return dd(machine, fmt::format("if=/dev/hda of=/dev/null bs=512 skip={} count={}", sector, count));
    };
    test.require(read_at(5000, 1).status == 1, "the bad sector can be read");
    require_copied(test, read_at(4990, 10),
                   std::string_view(image.made_of()).substr(4990 * k_512, 10 * k_512),
                   "before the bad sector");
    require_copied(test, read_at(5001, 100),
                   std::string_view(image.made_of()).substr(5001 * k_512, 100 * k_512), "behind it");
    test.require(stat_of(machine, "errors") == 1, "errors are counted wrongly");
    require_healthy(test, machine);
}

/// Where DMA is confined, the drive reaches what the request names, for as long as it is under way.
void ide_confined(Test& test) {
    const DiskImage image;
    DiskMachine m(test, image);
    m.config.machine = "q35";
    m.config.iommu = "intel-iommu";
    m.config.extra = {"-device", "piix3-ide,id=p",
                      "-device", "ide-hd,bus=p.0,drive=d",
                      "-drive",  "if=none,id=d,format=raw,file=" + image.path()};
    Machine& machine = test.boot(m.config, false);
    machine.must("load ide nooks", k_patience);
    test.require(machine.must("report objects ide").report().find("DMA confined") != std::string::npos,
                 "DMA is not confined");
    require_copied(test, dd(machine, "if=/tmp/pattern of=/dev/hda1"), m.data, "writing");
    require_copied(test, dd(machine, fmt::format("if=/dev/hda1 of=/dev/null bs={} count=1", m.data.size())),
                   m.data, "reading");
    test.require(image.now(k_first * k_512, m.data.size()) == m.data, "the image has other bytes");
    for (const Message& message : machine.messages(0))
        test.require(message.event() != "failure", "{}", message.text("detail"));
}

/// Bochs' own model of the controller and its drives.
void ide_bochs(Test& test) {
    const DiskImage image;
    DiskMachine m(test, image);
    m.config.emulator = Emulator::bochs;
    m.config.extra.clear();
    m.config.nics = {NicConfig{}};
    m.config.bochs_extra = {fmt::format(
        "ata0-slave: type=disk, path={}, mode=flat, cylinders=16, heads=16, spt=63", image.path())};
    Machine& machine = test.boot(m.config, false);
    for (const char* how : {"dma=1", "dma=0"}) {
        machine.must(fmt::format("load ide nooks {}", how), k_patience);
        require_copied(test, dd(machine, "if=/tmp/pattern of=/dev/hdb1 bs=64k", Milliseconds(60000)), m.data,
                       how);
        require_copied(test,
                       dd(machine, fmt::format("if=/dev/hdb1 of=/dev/null bs={} count=1", m.data.size()),
                          Milliseconds(60000)),
                       m.data, how);
        machine.must("unload ide", k_patience);
    }
    test.require(image.now(k_first * k_512, m.data.size()) == m.data, "the image has other bytes");
}

// --- failures --------------------------------------------------------------------------------------------

/// A program that reads or writes all the time; what it moved is checked at its end.
struct Stream {
    int pid;
    std::size_t mark;
};
Stream start_stream(Machine& machine, const std::string& operands) {
    const std::size_t mark = machine.mark();
    return {start_program(machine, "/bin/dd " + operands), mark};
}

/// Every kind while one program reads and another writes: they only wait.
void disk_failures(Test& test) {
    const DiskImage image;
    DiskMachine m(test, image);
    const ElfSymbols symbols(test.options().kernel);
    Machine& machine = test.boot(m.config, false);
    std::mt19937 random(20031019);
    machine.must("load ide nooks", k_patience);
    dd(machine, "if=/dev/hda of=/dev/null bs=64k");
    machine.must("unload ide", k_patience);
    const Counts unloaded = settled_counts(machine);
    machine.must("load ide nooks dma=0", k_patience); // slow enough to be met underway
    const int rounds = test.long_run() ? 20 : 1;
    int seen = 0, streams = 0;
    for (int round = 0; round < rounds; ++round) {
        for (const Kind& kind : k_kinds) {
            const std::size_t console = machine.console().size();
            const Stream reader = start_stream(machine, "if=/dev/hda5 of=/dev/null bs=64k");
            const Stream writer = start_stream(machine, "if=/tmp/pattern of=/dev/hda1 bs=64k");
            const std::string argument = argument_of(kind, symbols, random, round);
            const std::size_t from = machine.mark();
            machine.must(fmt::format("provoke ide {}{}", kind.name, argument));
            const bool may_miss = kind.argument == Kind::text;
            const auto failure =
                machine.wait(from, event_is("failure"), Milliseconds(may_miss ? 3000 : 15000));
            test.require(failure || may_miss, "{} was not detected", kind.name);
            if (failure) {
                require_kind(test, kind, *failure, argument);
                wait_recovered(machine, from);
                ++seen;
            }
            for (const Stream& s : {reader, writer}) {
                const int status = wait_program(machine, s.mark, s.pid, Milliseconds(60000));
                test.require(status == 0, "{}: dd ended with {}:\n{}", kind.name, status,
                             machine.console_tail());
                ++streams;
            }
            const std::string said = machine.console().substr(console);
            const auto crc = fmt::format(
                "{:08x}",
                crc_of(
                    std::string_view(image.made_of()).substr(k_logical * k_512, k_logical_sectors * k_512)));
            test.require(machine.wait_console(crc, k_patience, console), "{}: what was read has not {}:\n{}",
                         kind.name, crc, said);
            test.require(image.now(k_first * k_512, m.data.size()) == m.data, "{}: the image has other bytes",
                         kind.name);
            std::this_thread::sleep_for(k_row_ends);
        }
    }
    const long retries = stat_of(machine, "retries");
    machine.must("unload ide", k_patience);
    require_counts(test, machine, unloaded);
    test.note(
        fmt::format("{} failures seen and recovered, {} transfers right, {} requests made again, no leak",
                    seen, streams, retries));
}

/// The driver is given up: whoever waits gets an error, and so does everybody later; a new one serves again.
void disk_given_up(Test& test) {
    const DiskImage image;
    DiskMachine m(test, image);
    m.initrd.add("lib/modules/ide/driver.conf", TestInitrd::conf("ide") + "recovery.retries = 0\n");
    m.config.initrd = m.initrd.pack();
    Machine& machine = test.boot(m.config, false);
    machine.must("load ide nooks dma=0", k_patience);
    const Stream reader = start_stream(machine, "if=/dev/hda of=/dev/null bs=64k");
    const std::size_t from = machine.mark();
    machine.must("provoke ide null-write");
    machine.expect_event(from, "given_up", k_patience);
    test.require(wait_program(machine, reader.mark, reader.pid, k_patience) == 1, "the reader saw no error");
    test.require(run_program_in(machine, "/bin/dd if=/dev/hda of=/dev/null count=1", k_patience) == 1,
                 "the disk is still there");
    machine.must("unload ide", k_patience);
    machine.must("load ide nooks", k_patience);
    require_copied(test, dd(machine, "if=/dev/hda of=/dev/null bs=64k count=4"),
                   std::string_view(image.made_of()).substr(0, 4 * 65536), "the new driver");
}

/// A disk in memory comes back empty: who had it open must not take that for what he wrote.
void volatile_disk(Test& test) {
    const DiskImage image;
    DiskMachine m(test, image);
    Machine& machine = test.boot(m.config, false);
    machine.must("load ramdisk nooks", k_patience);
    require_copied(test, dd(machine, "if=/tmp/pattern of=/dev/rama"), m.data, "writing");
    const std::size_t console = machine.console().size();
    machine.send_console("dd of=/dev/rama bs=5 count=1\n"); // has it open, and waits for what is typed
    for (int i = 0; stat_of(machine, "open") != 1; ++i) test.require(i < 20, "dd does not open the disk");
    const std::size_t from = machine.mark();
    machine.must("restart ramdisk");
    wait_recovered(machine, from);
    machine.send_console("hello\n");
    test.require(machine.wait_console("dd: /dev/rama: block 0:", k_patience, console),
                 "what was open before can be written:\n{}", machine.console_tail());
    test.require(machine.wait_console("CRC-32", k_patience, console), "dd does not end");
    require_copied(test, dd(machine, fmt::format("if=/dev/rama of=/dev/null bs={} count=1", 65536)),
                   std::string(65536, 0), "the new disk");
}

/// The driver's merge function decides what a request takes, and counts its segments.
void merged_by_driver(Test& test, const std::string& mode) {
    const DiskImage image;
    DiskMachine m(test, image);
    Machine& machine = test.boot(m.config, false);
    machine.must("load baddisk " + mode + " kind=merging", k_patience);
    const std::string_view data = std::string_view(m.data).substr(0, 65536);
    require_copied(test, dd(machine, "if=/tmp/pattern of=/dev/bad0 bs=16k count=4"), data, "writing");
    require_copied(test, dd(machine, "if=/dev/bad0 of=/dev/null bs=32k"), data, "reading");
    machine.must("unload baddisk", k_patience);
}

/// Rules that a driver breaks: it fails, and nobody else.
void bad_disk(Test& test) {
    struct Row {
        const char* kind;
        const char* operands;
        const char* seen_as; ///< nullptr: not loaded at all
    };
    constexpr Row rows[] = {
        {"slot", "if=/dev/bad0", "bad-argument"},
        {"never-taken", "if=/dev/bad0", "bad-argument"},
        {"index", "if=/dev/bad0", "bad-argument"},
        {"address", "if=/dev/bad0", "bad-argument"},
        {"write-data", "if=/dev/zero of=/dev/bad0", "page-fault"},
        {"block-twice", "if=/dev/bad0", "bug"},
        {"request-twice", "if=/dev/bad0", "bug"},
        {"never", "if=/dev/bad0", "health"},
        {"sector-size", "", nullptr},
        {"name", "", nullptr},
    };
    const DiskImage image;
    DiskMachine m(test, image);
    Machine& machine = test.boot(m.config, false);
    machine.must("load baddisk nooks", k_patience);
    const std::string all = "if=/dev/bad0 of=/dev/null bs=16k";
    require_copied(test, dd(machine, all), std::string(65536, 0), "a disk that keeps to the rules");
    machine.must("unload baddisk", k_patience);
    for (const Row& row : rows) {
        const std::size_t from = machine.mark();
        const Reply loaded = machine.command(fmt::format("load baddisk nooks kind={}", row.kind), k_patience);
        test.require((loaded.status == 0) == (row.seen_as != nullptr), "{}: loading said {}", row.kind,
                     loaded.status);
        if (!row.seen_as) continue;
        const std::string operands =
            fmt::format("{} bs=16k count=4{}", row.operands,
                        std::string(row.operands).find("of=") == std::string::npos ? " of=/dev/null" : "");
        test.require(run_program_in(machine, "/bin/dd " + operands, k_patience) == 1, "{}: no error",
                     row.kind);
        const Message failure = machine.expect_event(from, "failure", k_patience);
        test.require(failure.text("kind") == row.seen_as, "{} was seen as {}: {}", row.kind,
                     failure.text("kind"), failure.text("detail"));
        machine.must("unload baddisk", k_patience);
        require_healthy(test, machine);
    }
}

const Register k_block_tests{
    {"block", "ramdisk-nooks", 60, [](Test& t) { ramdisk(t, "nooks"); }},
    {"block", "ramdisk-native", 60, [](Test& t) { ramdisk(t, "native"); }},
    {"block", "ide-dma-nooks", 60, [](Test& t) { ide(t, "nooks"); }},
    {"block", "ide-dma-native", 60, [](Test& t) { ide(t, "native"); }},
    {"block", "ide-pio-nooks", 90, [](Test& t) { ide(t, "nooks dma=0"); }, true},
    {"block", "ide-pio-native", 90, [](Test& t) { ide(t, "native dma=0"); }, true},
    {"block", "ide-bad-sector", 60, ide_bad_sector},
    {"block", "ide-confined", 60, ide_confined},
    {"block", "ide-bochs", 200, ide_bochs},
    {"block", "failures", 600, disk_failures},
    {"block", "given-up", 60, disk_given_up},
    {"block", "volatile", 60, volatile_disk},
    {"block", "merged-by-driver-nooks", 60, [](Test& t) { merged_by_driver(t, "nooks"); }},
    {"block", "merged-by-driver-native", 60, [](Test& t) { merged_by_driver(t, "native"); }},
    {"block", "bad-disk", 60, bad_disk},
};

} // namespace
} // namespace alcove::systest
