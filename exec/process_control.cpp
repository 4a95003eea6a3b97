// SPDX-License-Identifier: MIT
// Programs that the executive itself starts: init on the console, and the control channel's `run`.
#include "exec/boot_info.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/log.h"
#include "exec/process.h"
#include "exec/shutdown.h"
#include "exec/tty.h"
#include "exec/device.h"
#include <stdio.h>
#include <string.h>

namespace alcove::exec {

namespace {

constexpr u32 k_restart_delay_ms = 1000;
constexpr u32 k_agent_delay_ms = 50, k_agent_delay_most_ms = 5000;
constexpr u64 k_agent_stable_us = 10000000;

/// A program of the executive's own starting: /bin/NAME unless the name has a slash.
struct Launch {
    char path[ALCOVE_TEXT_MAX];
    char arguments[1024];
    u32 arguments_size = 0;

    Result<void> set(int argc, const char* const* argv) {
        const char* folder = strchr(argv[0], '/') ? "" : "/bin/";
        if (strlen(folder) + strlen(argv[0]) >= sizeof path) return Error::name_too_long;
        sniprintf(path, sizeof path, "%s%s", folder, argv[0]);
        for (int i = 0; i < argc; i++) {
            const u32 length = strlen(argv[i]) + 1;
            if (length > sizeof arguments - arguments_size) return Error::too_big;
            memcpy(arguments + arguments_size, argv[i], length);
            arguments_size += length;
        }
        return {};
    }

    Result<Process*> start(bool console_input, void (*on_exit)(i32, i32, void*), void* argument) const {
        const Result<File*> output = open_console();
        if (!output) return output.error();
        const Result<File*> input = console_input ? Result<File*>(&output.value()->ref()) : open_null();
        if (!input) {
            output.value()->unref();
            return input.error();
        }
        const Result<Process*> process =
            Process::start({.path = path,
                            .arguments = arguments,
                            .arguments_size = arguments_size,
                            .files = {input.value(), output.value(), output.value()},
                            .parent = nullptr,
                            .job = ALCOVE_JOB_NEW,
                            .on_exit = on_exit,
                            .argument = argument});
        input.value()->unref();
        output.value()->unref();
        return process;
    }
};

void report_exit(i32 pid, i32 status, void*) {
    JsonLine().field("event", "exit").field("pid", int(pid)).field("status", int(status));
}

int command_run(int argc, char** argv) {
    if (argc < 2) return to_errno(Error::invalid);
    Launch launch;
    if (const Result<void> r = launch.set(argc - 1, argv + 1); !r) return to_errno(r.error());
    // Its thread has a lower priority than this one, so "started" comes before "exit".
    const Result<Process*> process = launch.start(false, report_exit, nullptr);
    if (!process) return to_errno(process.error());
    JsonLine().field("event", "started").field("pid", int(process.value()->pid));
    return 0;
}

int command_kill(int argc, char** argv) {
    int pid = 0;
    if (argc != 2 || siscanf(argv[1], "%d", &pid) != 1) return to_errno(Error::invalid);
    return to_errno(process_kill(pid, k_signal_kill).error());
}

int command_ps(int, char**) {
    process_for_each(
        [](const alcove_process& info, void*) {
            JsonLine()
                .field("pid", int(info.pid))
                .field("name", info.name)
                .field("cpu_ms", info.cpu_ms)
                .field("memory_kib", info.memory_kib);
        },
        nullptr);
    return 0;
}

constexpr ControlCommand k_commands[] = {
    {"run", "run PROGRAM ARGS...", command_run},
    {"kill", "kill PID", command_kill},
    {"ps", "ps", command_ps},
};

struct Ended {
    Semaphore semaphore;
    i32 status = 0;
};

void init_ended(i32, i32 status, void* argument) {
    Ended& ended = *static_cast<Ended*>(argument);
    ended.status = status;
    ended.semaphore.up();
}

/// The recovery agent (agent=PATH, agent=none), started again whenever it ends, later each time it ends soon.
void agent_thread(void*) {
    const char* path = boot_option("agent");
    if (!path || !*path) path = "/bin/recoveryd";
    if (strcmp(path, "none") == 0) return;
    Launch launch;
    if (const Result<void> r = launch.set(1, &path); !r) return log(LogLevel::error, "agent: path too long");
    for (u32 delay = k_agent_delay_ms;; delay = delay < k_agent_delay_most_ms ? delay * 2 : delay) {
        Ended ended;
        const u64 started = now_us();
        const Result<Process*> process = launch.start(false, init_ended, &ended);
        if (!process)
            return log(LogLevel::notice, "init: no recovery agent: %s does not start (error %d)", launch.path,
                       int(process.error()));
        ended.semaphore.down();
        if (now_us() - started > k_agent_stable_us) delay = k_agent_delay_ms;
        log(LogLevel::notice, "init: the recovery agent ended with status %d; starting it again in %u ms",
            int(ended.status), unsigned(delay));
        thread_sleep_ms(delay);
    }
}

/// init=PATH,ARGUMENT,...
bool init_from_command_line(Launch& launch) {
    constexpr int k_most = 16;
    const char* option = boot_option("init");
    char words[256];
    if (sniprintf(words, sizeof words, "%s", option && *option ? option : "/bin/sh") >= int(sizeof words))
        return false;
    const char* argv[k_most];
    int argc = 0;
    char* rest = nullptr;
    for (char* w = strtok_r(words, ",", &rest); w && argc < k_most; w = strtok_r(nullptr, ",", &rest))
        argv[argc++] = w;
    return argc > 0 && launch.set(argc, argv).ok();
}

void init_thread(void*) {
    Launch launch;
    if (!init_from_command_line(launch)) return log(LogLevel::error, "init: path or arguments too long");
    for (;;) {
        Ended ended;
        tty_reset();
        const Result<Process*> process = launch.start(true, init_ended, &ended);
        if (!process) {
            log(LogLevel::error, "init: cannot start %s (error %d)", launch.path, int(process.error()));
            if (boot_option("exit")) shutdown(1);
            return;
        }
        ended.semaphore.down();
        if (boot_option("exit")) shutdown(static_cast<u32>(ended.status));
        log(LogLevel::notice, "init: %s ended with status %d; starting it again", launch.path,
            int(ended.status));
        thread_sleep_ms(k_restart_delay_ms);
    }
}

} // namespace

void process_start_init() {
    control_register(k_commands, sizeof k_commands / sizeof k_commands[0]);
    tty_init();
    if (!Thread::create("agent", priority::worker, agent_thread, nullptr))
        log(LogLevel::error, "init: no memory for the recovery agent's thread");
    if (!Thread::create("init", priority::worker, init_thread, nullptr))
        log(LogLevel::error, "init: no memory for its thread");
}

void process_report_ready() {
    static bool reported = false;
    if (reported) return;
    reported = true;
    JsonLine().field("event", "ready").field("us", now_us());
}

} // namespace alcove::exec
