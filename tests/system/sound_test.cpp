// SPDX-License-Identifier: MIT
// Sound: what the emulator's sound card puts out is compared with what was played, also over failures.
#include "tools/systest/guest.h"
#include "tools/systest/modules.h"
#include <algorithm>

namespace alcove::systest {
namespace {

constexpr unsigned k_rate = 44100;
constexpr unsigned k_wav_header_bytes = 44; ///< bytes of a WAV file before its samples

/// A card: how QEMU calls it, and what drives it.
struct SoundCard {
    const char* driver;
    const char* device; ///< of QEMU; "audiodev=a0" is added
};
constexpr SoundCard k_es1370{"es1370", "ES1370"};
constexpr SoundCard k_sb16{"sb16", "sb16,iobase=0x220,irq=5,dma=1,dma16=5"};

/// Each frame says which one it is: a number times an odd one, so that all differ and none is silence.
constexpr std::uint32_t k_spread = 2654435761u;
constexpr std::uint32_t inverse(std::uint32_t n) {
    std::uint32_t x = n; // Newton: right to 3 bits, and twice as many each time
    for (int i = 0; i < 4; ++i) x *= 2 - n * x;
    return x;
}
static_assert(k_spread * inverse(k_spread) == 1);

std::string little(std::uint32_t n, int bytes) {
    std::string s;
    for (int i = 0; i < bytes; ++i) s += static_cast<char>(n >> 8 * i);
    return s;
}

/// A WAV file of so many frames, 16 bits, stereo.
std::string test_wav(unsigned frames) {
    std::string wav = "RIFF" + little(frames * 4 + 36, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) +
                      little(2, 2) + little(k_rate, 4) + little(k_rate * 4, 4) + little(4, 2) +
                      little(16, 2) + "data" + little(frames * 4, 4);
    for (unsigned i = 0; i < frames; ++i) wav += little((i + 1) * k_spread, 4);
    return wav;
}

/// A run of frames that came out one after the other, as played.
struct Run {
    unsigned first, count;
    unsigned at; ///< frame of the output
};

/// The runs of a recording of test_wav(frames).
std::vector<Run> runs_in(const std::string& wav, unsigned frames) {
    std::vector<Run> runs;
    for (std::size_t at = k_wav_header_bytes; at + 4 <= wav.size(); at += 4) {
        std::uint32_t v = 0;
        for (int i = 3; i >= 0; --i) v = v << 8 | static_cast<unsigned char>(wav[at + i]);
        const std::uint32_t index = v * inverse(k_spread) - 1;
        if (v == 0 || index >= frames) continue;
        const auto place = static_cast<unsigned>((at - k_wav_header_bytes) / 4);
        if (!runs.empty() && index == runs.back().first + runs.back().count &&
            place == runs.back().at + runs.back().count)
            ++runs.back().count;
        else
            runs.push_back({index, 1, place});
    }
    return runs;
}

/// A machine with a sound card whose output is a file, and /share/test.wav.
class SoundMachine {
  public:
    SoundMachine(Test& test, const SoundCard& card, const std::string& mode, unsigned ms,
                 Emulator emulator = Emulator::qemu)
        : test_(test), card_(card), frames_(k_rate / 100 * ms / 10) {
        TestInitrd initrd(test);
        initrd.add("share/test.wav", test_wav(frames_));
        MachineConfig config = test.config(fmt::format("mode={} load={} ip=none", mode, card.driver));
        config.initrd = initrd.pack();
        if (emulator == Emulator::bochs) {
            config.emulator = emulator;
            config.bochsrc = bochsrc();
            machine_ = &test.boot(config, false);
            return;
        }
        config.nics.clear();
        // The card plays by the guest's clock: on a busy host it must not run ahead of its driver.
        config.icount = MachineConfig::Icount::counting;
        config.icount_shift = 3;
        config.extra = {
            "-audiodev",
            fmt::format("wav,id=a0,path={},out.frequency={},out.channels=2,out.format=s16", path(), k_rate),
            "-device", fmt::format("{},audiodev=a0", card.device)};
        machine_ = &test.boot(config, false);
    }
    Machine& machine() { return *machine_; }
    unsigned frames() const { return frames_; }
    /// Ends the machine, which closes its file, and reads that.
    std::vector<Run> output() {
        std::this_thread::sleep_for(Milliseconds(200)); // the card's FIFO, and the emulator's
        machine_->send_line("run /bin/poweroff");
        if (!machine_->wait_exit(k_patience)) machine_->fail_with_console("it does not switch off");
        return runs_in(read_file(path()), frames_);
    }

    std::string path() const { return dir_.path() + "/out.wav"; }

  private:
    /// The one at the top, with a Sound Blaster whose output is a file.
    std::string bochsrc() {
        std::string text = read_file("bochsrc");
        const std::string plugins = "plugin_ctrl: ";
        text.replace(text.find(plugins), plugins.size(), plugins + "sb16=true, ");
        text += fmt::format("sound: driver=dummy\nsb16: wavemode=2, wavefile={}, dmatimer=600000\n", path());
        write_file(dir_.path() + "/bochsrc", text);
        return dir_.path() + "/bochsrc";
    }
    Test& test_;
    SoundCard card_;
    unsigned frames_;
    TempDir dir_;
    Machine* machine_;
};

void play_and_compare(Test& test, const SoundCard& card, const std::string& mode) {
    SoundMachine sound(test, card, mode, 1200);
    Machine& machine = sound.machine();
    test.require(run_program_in(machine, "/bin/play /share/test.wav", k_patience) == 0, "play fails");
    const auto runs = sound.output();
    test.require(runs.size() == 1 && runs[0].first == 0 && runs[0].count == sound.frames(),
                 "of {} frames {} came out in {} runs, the first from {} on", sound.frames(),
                 runs.empty() ? 0 : runs[0].count, runs.size(), runs.empty() ? 0 : runs[0].first);
    test.note(fmt::format("{} frames came out as they were played", sound.frames()));
}

/// Bochs mixes with levels of its own, and its file takes as much as the host's clock leaves time for: so
/// only that there is sound at all, and that the card keeps its time.
void play_in_bochs(Test& test) {
    SoundMachine sound(test, k_sb16, "nooks", 800, Emulator::bochs);
    Machine& machine = sound.machine();
    test.require(run_program_in(machine, "/bin/play /share/test.wav", k_patience) == 0, "play fails");
    test.require(run_program_in(machine, "/bin/tone -r 8000 -t 200", k_patience) == 0, "tone fails");
    (void)sound.output();
    const std::string wav = read_file(sound.path());
    const auto loud = std::count_if(wav.begin() + std::min<long>(k_wav_header_bytes, wav.size()), wav.end(),
                                    [](char c) { return c != 0; });
    test.require(loud > 1000, "{} bytes of {} that came out are sound", loud, wav.size());
}

/// Levels and devices: they come, keep what was set, refuse what is wrong, and go without a trace.
void mixer_and_wrong_input(Test& test, const std::string& mode) {
    SoundMachine sound(test, k_es1370, mode, 100);
    Machine& machine = sound.machine();
    const auto run = [&](const std::string& line) { return run_program_in(machine, line, k_patience); };
    for (const char* right :
         {"mixer vol 50 pcm 20:40", "mixer", "mixer -r line", "tone -t 50", "play /share/test.wav"})
        test.require(run(std::string("/bin/") + right) == 0, "{} fails", right);
    for (const char* wrong :
         {"mixer bass 50", "mixer vol 101", "mixer nothing 1", "mixer vol", "tone -d /dev/null",
          "play /bin/play", "tone -f 40000", "play -d /dev/mixer /share/test.wav"})
        test.require(run(std::string("/bin/") + wrong) != 0, "{} is not refused", wrong);
    machine.must(fmt::format("unload {}", k_es1370.driver));
    const Counts unloaded = settled_counts(machine);
    machine.must(fmt::format("load {} {}", k_es1370.driver, mode));
    test.require(run("/bin/play /share/test.wav") == 0, "play fails");
    machine.must(fmt::format("unload {}", k_es1370.driver));
    test.require(run("/bin/mixer") == 1 && run("/bin/tone") == 1, "devices are there without a driver");
    require_counts(test, machine, unloaded);
}

/// A tune goes on over failures of its driver; a gap is what the driver had fetched, and the time that it was
/// away.
void play_over_failures(Test& test, const SoundCard& card) {
    std::vector<const char*> kinds = {"null-write", "bug", "double-free"};
    if (test.long_run())
        kinds.insert(kinds.end(), {"divide", "loop", "loop-cli", "stack-overflow", "leak", "bad-argument",
                                   "privileged 0", "port 0x20", "wild-write 0xc0100000"});
    SoundMachine sound(test, card, "nooks", 1500 + 900 * static_cast<unsigned>(kinds.size()));
    Machine& machine = sound.machine();
    test.require(run_program_in(machine, "/bin/mixer vol 40:60", k_patience) == 0, "mixer fails");
    const std::size_t start = machine.mark();
    const int pid = start_program(machine, "/bin/play /share/test.wav");
    double longest = 0;
    for (const char* kind : kinds) {
        std::this_thread::sleep_for(Milliseconds(700));
        const std::size_t from = machine.mark();
        provoke_and_recover(machine, card.driver, kind);
        const Message back = machine.expect_event(from, "device_resumed", k_patience);
        longest = std::max(longest, back.number("us_since_failure") / 1000);
    }
    test.require(wait_program(machine, start, pid, Milliseconds(60000)) == 0, "play fails");
    const std::size_t shown = machine.console().size();
    test.require(run_program_in(machine, "/bin/mixer", k_patience) == 0, "mixer fails");
    if (!machine.wait_console("vol       40:60", k_patience, shown))
        machine.fail_with_console("the mixer's level is lost");
    const auto runs = sound.output();
    unsigned lost = 0, silent = 0, next = 0, end = 0;
    for (const Run& r : runs) {
        test.require(r.first >= next, "frame {} came out twice", r.first);
        lost += r.first - next;
        if (end) silent = std::max(silent, r.at - end);
        next = r.first + r.count;
        end = r.at + r.count;
    }
    test.require(next == sound.frames(), "the end did not come out: {} of {}", next, sound.frames());
    std::string each;
    for (const Run& r : runs) each += fmt::format(" {}+{}@{}", r.first, r.count, r.at);
    test.require(runs.size() <= kinds.size() + 1, "{} runs for {} failures:{}", runs.size(), kinds.size(),
                 each);
    // The ring holds 64 KiB: what was in it when the driver failed is not played again.
    test.require(lost <= kinds.size() * 65536 / 4 + 1, "{} frames are lost", lost);
    test.note(fmt::format(
        "{} failures; {:.0f} ms lost of {:.0f} in all, {:.0f} ms of silence at most, back after {:.0f} ms",
        kinds.size(), lost * 1000.0 / k_rate, sound.frames() * 1000.0 / k_rate, silent * 1000.0 / k_rate,
        longest));
}

/// QEMU's file does not record: another card without a sound system does, silence at the right rate.
void record_silence(Test& test) {
    MachineConfig config = test.config("mode=nooks load=es1370 ip=none");
    config.nics.clear();
    config.extra = {"-audiodev", "none,id=a0", "-device", "ES1370,audiodev=a0"};
    Machine& machine = test.boot(config, false);
    const std::size_t shown = machine.console().size();
    const auto before = SteadyClock::now();
    test.require(run_program_in(machine, "/bin/record -r 22050 -b 16 -c 2 -t 700 /tmp/r.wav", k_patience) ==
                     0,
                 "record fails");
    const auto took = SteadyClock::now() - before;
    test.require(took > Milliseconds(500), "it took {} ms only",
                 std::chrono::duration_cast<Milliseconds>(took).count());
    if (!machine.wait_console("/tmp/r.wav: 61740 bytes", k_patience, shown))
        machine.fail_with_console("no answer");
    test.require(run_program_in(machine, "/bin/play /tmp/r.wav", k_patience) == 0,
                 "what was recorded is no WAV file");
}

const Register k_sound_tests{
    {"sound", "es1370-nooks", 60, [](Test& t) { play_and_compare(t, k_es1370, "nooks"); }},
    {"sound", "es1370-native", 60, [](Test& t) { play_and_compare(t, k_es1370, "native"); }},
    {"sound", "sb16-nooks", 60, [](Test& t) { play_and_compare(t, k_sb16, "nooks"); }},
    {"sound", "sb16-native", 60, [](Test& t) { play_and_compare(t, k_sb16, "native"); }},
    {"sound", "sb16-bochs", 120, play_in_bochs},
    {"sound", "sb16-over-failures", 90, [](Test& t) { play_over_failures(t, k_sb16); }},
    {"sound", "devices-nooks", 60, [](Test& t) { mixer_and_wrong_input(t, "nooks"); }},
    {"sound", "devices-native", 60, [](Test& t) { mixer_and_wrong_input(t, "native"); }},
    {"sound", "over-failures", 90, [](Test& t) { play_over_failures(t, k_es1370); }},
    {"sound", "record", 60, record_silence},
};

} // namespace
} // namespace alcove::systest
