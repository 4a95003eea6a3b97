// SPDX-License-Identifier: MIT
// Self tests of the RAM file system, address spaces, pipes and processes.
#include "exec/elf_exec.h"
#include "exec/frames.h"
#include "exec/process.h"
#include "exec/self_test.h"
#include "exec/device.h"
#include "exec/vfs.h"
#include <string.h>

using namespace alcove;
using namespace alcove::exec;

namespace {

bool finds(const char* path, const char* expected) {
    const Result<const Node*> node = vfs_find(path);
    return node && strcmp(node.value()->path, expected) == 0;
}

/// Lets a program run to its end and returns its status, or -errno.
struct Run {
    Semaphore ended;
    i32 status = 0;
    static void on_exit(i32, i32 status, void* self) {
        static_cast<Run*>(self)->status = status;
        static_cast<Run*>(self)->ended.up();
    }
    i32 operator()(const char* path, const char* arguments, u32 size, i32 signal = 0) {
        const Result<File*> null = open_null();
        if (!null) return to_errno(null.error());
        File* const file = null.value();
        const Result<Process*> process = Process::start({.path = path,
                                                         .arguments = arguments,
                                                         .arguments_size = size,
                                                         .files = {file, file, file},
                                                         .parent = nullptr,
                                                         .job = ALCOVE_JOB_NEW,
                                                         .on_exit = on_exit,
                                                         .argument = this});
        file->unref();
        if (!process) return to_errno(process.error());
        // Its thread is less urgent than this one, so it can't be gone yet.
        if (signal) EXPECT(process_kill(process.value()->pid, signal));
        ended.down();
        return status;
    }
};

template <u32 N>
i32 run(const char* path, const char (&arguments)[N], i32 signal = 0) {
    return Run()(path, arguments, N, signal);
}

} // namespace

SELF_TEST(vfs_understands_paths) {
    EXPECT(finds("/", ""));
    EXPECT(finds("", ""));
    EXPECT(finds("/bin/sh", "bin/sh"));
    EXPECT(finds("bin//./sh", "bin/sh"));
    EXPECT(finds("/../bin/../bin/sh", "bin/sh"));
    EXPECT(finds("/bin/", "bin"));
    EXPECT(vfs_find("/bin/sh/").error() == Error::not_directory);
    EXPECT(vfs_find("/bi").error() == Error::not_found);
    EXPECT(vfs_find("/bin/s").error() == Error::not_found);
    EXPECT(vfs_view("/bin").error() == Error::is_directory);
    EXPECT(vfs_list(
               "/bin/sh", [](const char*, bool, u32, void*) {}, nullptr)
               .error() == Error::not_directory);
}

SELF_TEST(vfs_lists_one_level) {
    struct Seen {
        bool console, other;
    } seen = {};
    EXPECT(vfs_list(
        "/dev",
        [](const char* name, bool directory, u32, void* argument) {
            Seen& s = *static_cast<Seen*>(argument);
            EXPECT(!directory && !strchr(name, '/'));
            (strcmp(name, "console") == 0 ? s.console : s.other) = true;
        },
        &seen));
    EXPECT(seen.console && seen.other);
}

SELF_TEST(address_space_gives_everything_back) {
    const u32 before = frames_stats().free;
    {
        AddressSpace space;
        EXPECT(space.create());
        EXPECT(space.map(0x08048100, 3 * k_page_size, true));
        EXPECT(space.map(0x08048100, k_page_size, true)); // there already
        EXPECT(space.write(0x08048FFC, "across a page", 14));
        EXPECT(space.write(0x0804C0F8, "across the end", 5000).error() == Error::bad_address);
        EXPECT(space.map(0, k_page_size, true).error() == Error::invalid);
        EXPECT(space.map(0xBFFFF000, 2 * k_page_size, true).error() == Error::invalid);
        EXPECT(space.map(0xFFFFF000, k_page_size, true).error() == Error::invalid);
        space.set_heap(0x08050000);
        EXPECT(space.grow_heap(100).value_or(0) == 0x08050000);
        EXPECT(space.grow_heap(0).value_or(0) == 0x08050064);
        EXPECT(space.grow_heap(-101).error() == Error::invalid);
        EXPECT(space.grow_heap(k_user_heap_limit).error() == Error::no_memory);
        EXPECT(space.grow_heap(-100).value_or(0) == 0x08050064);
    }
    EXPECT(frames_stats().free == before);
}

SELF_TEST(pipe_carries_and_ends) {
    const Result<PipeEnds> pipe = pipe_create();
    EXPECT(pipe);
    if (!pipe) return;
    File& reader = *pipe.value().reader;
    File& writer = *pipe.value().writer;
    u8 bytes[8] = {};
    EXPECT(writer.write(reinterpret_cast<const u8*>("abcd"), 4).value_or(0) == 4);
    EXPECT(reader.read(bytes, 3).value_or(0) == 3 && memcmp(bytes, "abc", 3) == 0);
    EXPECT(reader.write(bytes, 1).error() == Error::bad_descriptor);
    writer.unref();
    EXPECT(reader.read(bytes, 8).value_or(0) == 1);
    EXPECT(reader.read(bytes, 8).value_or(9) == 0);
    reader.unref();
}

SELF_TEST(programs_start_and_end) {
    u32 before = 0;
    for (int round = 0; round < 2; round++) { // the first one may leave the heap larger
        EXPECT(run("/bin/sh", "sh\0-c\0exit 7") == 7);
        EXPECT(run("/bin/sleep",
                   "sleep\0"
                   "1000",
                   k_signal_kill) == status_of_signal(k_signal_kill));
        EXPECT(run("/bin/nosuch", "x") == to_errno(Error::not_found));
        EXPECT(run("/dev/zero", "x") == to_errno(Error::access));
        EXPECT(run("/bin", "x") == to_errno(Error::is_directory));
        thread_sleep_ms(20); // the last one's stack goes when another thread runs
        if (round == 0) before = frames_stats().free;
    }
    EXPECT(frames_stats().free == before);
}

SELF_TEST(elf_loader_refuses_damage) {
    const Result<FileView> sh = vfs_view("/bin/sh");
    EXPECT(sh);
    if (!sh) return;
    AddressSpace space;
    EXPECT(space.create());
    for (u32 size : {0u, 1u, 51u, 52u, 84u, 1000u})
        EXPECT(elf_load("self test", {sh.value().data, size}, space).error() == Error::not_executable);
    EXPECT(elf_load("self test", sh.value(), space));
}
