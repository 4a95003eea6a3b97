// SPDX-License-Identifier: MIT
// Boots the machine to the point where trials begin, and runs each from there: in a copy of the emulator, or
// where that is not possible from a snapshot.
#include "tools/common/child.h"
#include "tools/common/elf_symbols.h"
#include "tools/common/error.h"
#include "tools/common/launch.h"
#include "tools/common/qmp.h"
#include "tools/common/socket.h"
#include "tools/stress/fork_client.h"
#include "tools/stress/guest_memory.h"
#include "tools/stress/record.h"
#include "tools/stress/trial.h"
#include "tools/stress/trial_setup.h"
#include <algorithm>
#include <cstring>
#include <ctime>
#include <fmt/format.h>

namespace alcove::stress {
namespace {

using namespace tools;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds k_connect(10000);
constexpr unsigned k_oldest_qemu = 6000; // -action came with 6.0
constexpr const char* k_library = "build/tools/forkserver.so";

unsigned us_since(Clock::time_point start) {
    return static_cast<unsigned>(
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count());
}

std::string tail(std::string text, std::size_t bytes) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    return text.size() > bytes ? text.substr(text.size() - bytes) : text;
}

} // namespace

struct TrialMachine::Inside {
    explicit Inside(TrialSetup wanted)
        : setup(complete_setup(std::move(wanted))),
          mailbox_address(ElfSymbols(setup.kernel).address("alcove_trial_mailbox")),
          initrd(trial_initrd(setup)), archive(initrd->pack()) {
        bundle_objects(setup);
    }

    void start();
    void stop();
    void make_ready(const std::string& memory_file);
    void restore();
    void load_snapshot();
    void reset();
    void end_copy();
    Ending wait_end(unsigned limit_s);
    bool ended_by(const std::string& event, const Qmp::Json& data, Ending& ending);
    [[noreturn]] void fail_start(const std::string& why);
    TrialMailbox& mailbox() { return memory.mailbox(mailbox_address); }

    TrialSetup setup;
    std::uint32_t mailbox_address;
    std::unique_ptr<Initrd> initrd;
    std::string archive;
    std::unique_ptr<TempDir> dir;
    std::unique_ptr<Child> child;
    std::unique_ptr<Qmp> qmp;
    std::unique_ptr<ForkClient> forks;
    std::string no_copies; ///< why there are none
    pid_t copy = 0;        ///< of the emulator, that runs the trial; 0: the emulator itself does
    std::uint64_t ended_copies_us = 0;
    std::string mailbox_before; ///< for copies: what it holds where trials begin
    GuestMemory memory;
    std::uint64_t processor_us() const;
    unsigned boot_us = 0, starts = 0;
    bool needs_reset = false; ///< after QEMU's SHUTDOWN
};

void TrialMachine::Inside::fail_start(const std::string& why) {
    std::string said = tail(read_file(dir->file("emulator.out")), 400);
    if (said.empty()) said = tail(read_file(dir->file("console")), 400);
    stop();
    fail("trials of {} ({}): {}{}{}", setup.driver, mode_name(setup.mode), why,
         said.empty() ? "" : "; it said: ", said);
}

/// What the emulator and its copies have used of the host's processors.
std::uint64_t TrialMachine::Inside::processor_us() const {
    const auto used = [](pid_t pid) -> std::uint64_t {
        clockid_t clock;
        timespec t{};
        if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0) return 0;
        return static_cast<std::uint64_t>(t.tv_sec) * 1000000 + static_cast<std::uint64_t>(t.tv_nsec) / 1000;
    };
    return (child ? used(child->pid()) : 0) + (copy ? used(copy) : 0) + ended_copies_us;
}

void TrialMachine::Inside::stop() {
    qmp.reset();
    child.reset();
    forks.reset();
    copy = 0;
    memory.unmap();
}

void TrialMachine::Inside::start() {
    stop();
    const auto begin = Clock::now();
    dir = std::make_unique<TempDir>(memory_folder());
    const std::string socket = dir->file("qmp");
    const Fd listener = listen_unix(socket);
    const MachineConfig config = trial_machine_config(setup, archive, dir->path(), socket);
    SerialEnds serial;
    serial.file[0] = dir->file("console");
    serial.file[1] = "/dev/null"; // the record is in the mailbox
    write_file(serial.file[0], "");
    std::vector<std::string> arguments = qemu_arguments(config, serial, *dir);
    if (setup.copies) {
        forks = std::make_unique<ForkClient>(dir->file("fork"), k_library);
        const std::vector<std::string> prefix = forks->prefix();
        arguments.insert(arguments.begin(), prefix.begin(), prefix.end());
    }
    child = std::make_unique<Child>(arguments, dir->file("emulator.out"));
    starts++;
    needs_reset = false;
    try {
        qmp = std::make_unique<Qmp>(listener.get(), k_connect);
        if (qmp->version() < k_oldest_qemu) fail_start("QEMU is too old: 6.0 or newer is needed");
        memory.map(config.memory_file, std::size_t{setup.memory_mib} << 20);
        const Ending ending = wait_end(setup.host_limit_s);
        if (mailbox().magic != TrialMailbox::k_magic || mailbox().state != TrialState::waiting)
            fail_start("the machine does not come to the point where trials begin" +
                       (ending.note.empty() ? "" : " (" + ending.note + ")"));
        make_ready(config.memory_file);
    } catch (const QmpGone& e) {
        if (const auto status = child->status(); status && status->code == 127)
            fail_start("qemu-system-i386 can't be started: is it installed?");
        fail_start(std::string("QEMU: ") + e.what());
    }
    boot_us = us_since(begin);
}

/// Copies, or else a snapshot.
void TrialMachine::Inside::make_ready(const std::string& memory_file) {
    // The event that the guest has stopped comes before QEMU has flushed its disks. A thread that is put to
    // rest in the middle of that holds a lock by the number it had, which is another's in a copy. Commands
    // are answered when it is over.
    qmp->command("query-status");
    const std::size_t at = GuestMemory::offset(mailbox_address);
    if (forks && forks->prepare(memory_file, at, sizeof(TrialMailbox))) {
        mailbox_before.assign(reinterpret_cast<const char*>(&mailbox()), sizeof(TrialMailbox));
        return;
    }
    if (forks) no_copies = forks->problem();
    forks.reset();
    qmp->monitor("savevm trial");
}

void TrialMachine::Inside::restore() {
    if (!forks) return load_snapshot();
    std::memcpy(&mailbox(), mailbox_before.data(), sizeof(TrialMailbox));
    qmp->forget_all(); // the last copy's words
    copy = forks->fork();
}

/// What it has left is in the mailbox.
void TrialMachine::Inside::end_copy() {
    if (!copy) return;
    ended_copies_us += forks->end();
    copy = 0;
}

/// After a SHUTDOWN only a reset lets QEMU go on, and it would take that for another one.
void TrialMachine::Inside::reset() {
    constexpr milliseconds k_patience(10000);
    qmp->forget_events();
    qmp->command("set-action", {{"reboot", "reset"}});
    qmp->command("system_reset");
    for (std::optional<Qmp::Json> event; (event = qmp->event(k_patience));)
        if (event->value("event", "") == "RESET") break;
    qmp->command("set-action", {{"reboot", "shutdown"}});
    needs_reset = false;
}

void TrialMachine::Inside::load_snapshot() {
    if (needs_reset) reset();
    qmp->monitor("loadvm trial");
    qmp->forget_events();
}

/// True when the event ends a trial.
bool TrialMachine::Inside::ended_by(const std::string& event, const Qmp::Json& data, Ending& ending) {
    if (event == "GUEST_PANICKED") return true; // the guest has something to say
    if (event == "WATCHDOG") {
        ending.hung = true;
        ending.note = "interrupts stayed off";
        return true;
    }
    if (event == "SHUTDOWN") {
        needs_reset = true;
        ending.crashed = true;
        const std::string reason = data.value("reason", "");
        ending.note =
            reason == "guest-reset" ? "the processor gave up (triple fault)" : "the machine was switched off";
        return true;
    }
    return false;
}

/// A host that is busy with other things gives the machine less of its processors, so the limit is on what it
/// got. Each wait is short, because a guest that sleeps may use none.
Ending TrialMachine::Inside::wait_end(unsigned limit_s) {
    constexpr unsigned k_wall_factor = 20;
    // A guest that waits costs the host nothing to wait for, so an emulator that does nothing is stuck.
    constexpr std::uint64_t k_least_us = 2000;
    constexpr std::chrono::seconds k_stuck(20);
    Ending ending;
    const auto begin = Clock::now();
    const std::uint64_t used = processor_us();
    std::uint64_t moved_us = used;
    auto moved = begin;
    for (;;) {
        if (const auto event = qmp->event(milliseconds(500))) {
            if (ended_by(event->value("event", ""), event->value("data", Qmp::Json::object()), ending))
                return ending;
            continue;
        }
        if (const auto how = copy ? forks->death() : std::nullopt) {
            ending.crashed = true;
            ending.note = "the emulator died " + *how;
            return ending;
        }
        if (const std::uint64_t now_us = processor_us(); now_us - moved_us >= k_least_us) {
            moved_us = now_us;
            moved = Clock::now();
        } else if (copy && Clock::now() - moved > k_stuck) {
            ending.crashed = true;
            ending.note = "the emulator died: it stands still";
            return ending;
        }
        if (processor_us() - used < limit_s * 1000000ull &&
            Clock::now() - begin < std::chrono::seconds(limit_s * k_wall_factor))
            continue;
        if (!copy) qmp->command("stop");
        ending.hung = true;
        ending.note = fmt::format("it says nothing within {} s of the host's processor", limit_s);
        return ending;
    }
}

TrialMachine::TrialMachine(TrialSetup setup) : inside_(std::make_unique<Inside>(std::move(setup))) {
    inside_->start();
}

TrialMachine::~TrialMachine() { inside_->stop(); }

const TrialSetup& TrialMachine::setup() const { return inside_->setup; }
unsigned TrialMachine::boot_us() const { return inside_->boot_us; }
unsigned TrialMachine::restarts() const { return inside_->starts - 1; }
const std::string& TrialMachine::no_copies() const { return inside_->no_copies; }

TrialResult TrialMachine::run(const TrialSpec& spec) {
    Inside& m = *inside_;
    if (spec.plan.size() > TrialMailbox::k_plan_bytes)
        fail("seed {}: the plan has {} bytes; {} fit", spec.seed, spec.plan.size(),
             +TrialMailbox::k_plan_bytes);
    TrialResult result;
    Ending ending;
    std::string record;
    if (!m.qmp) m.start();
    try {
        auto mark = Clock::now();
        const std::uint64_t used = m.processor_us();
        m.restore();
        TrialMailbox& box = m.mailbox();
        std::memcpy(box.plan, spec.plan.data(), spec.plan.size());
        box.plan_bytes = static_cast<u32>(spec.plan.size());
        box.busy_limit_ms = m.setup.busy_limit_ms;
        box.total_limit_ms = m.setup.total_limit_ms;
        box.state = TrialState::planned;
        result.steps.load = us_since(mark);
        mark = Clock::now();
        // The answer may come after the end: a guest that never rests keeps the monitor waiting.
        m.qmp->start("cont");
        ending = m.wait_end(m.setup.trial_limit_s);
        result.steps.run = us_since(mark);
        mark = Clock::now();
        m.end_copy();
        record.assign(box.record, std::min(box.record_bytes, +TrialMailbox::k_record_bytes));
        result.instructions = (box.end_tsc - box.begin_tsc - box.idle_tsc) >> k_icount_shift;
        if (box.state == TrialState::panicked) ending.crashed = true;
        ending.reached = box.reached;
        result.steps.read = us_since(mark);
        result.steps.processor = static_cast<unsigned>(m.processor_us() - used);
    } catch (const QmpGone& e) {
        ending.crashed = true;
        ending.note = std::string("the emulator died: ") + e.what();
        m.stop(); // started anew for the next trial
    }
    ending.plan = spec.plan;
    judge(result, record, m.setup, ending);
    result.planned = static_cast<unsigned>(std::count(spec.plan.begin(), spec.plan.end(), '\n'));
    return result;
}

} // namespace alcove::stress
