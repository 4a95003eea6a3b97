// SPDX-License-Identifier: MIT
// What a program's descriptor refers to: a reference-counted open file, device, pipe or socket.
#pragma once
#include "exec/abi/syscall.h"
#include "exec/user_memory.h"
#include "lib/result.h"
#include <atomic>

namespace alcove::exec {

class Socket;
struct Mapping;

/// Buffers are in the executive's memory. What a file cannot do says so with an error.
class File {
  public:
    File() = default;
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// 0 at the end. May sleep; errors: interrupted, when the program is to end.
    virtual Result<u32> read(u8*, u32) { return Error::invalid; }
    virtual Result<u32> write(const u8*, u32) { return Error::invalid; }
    virtual Result<u32> seek(i32, u32) { return static_cast<Error>(29); } // ESPIPE
    virtual Result<void> truncate(u32) { return Error::invalid; }
    virtual Result<void> stat(alcove_stat&) = 0;
    /// False at the end of the directory.
    virtual Result<bool> next_entry(alcove_dirent&) { return Error::not_directory; }
    /// `argument` as the program gave it: a number, or an address of its memory.
    virtual Result<i32> ioctl(u32 request, u32 argument) {
        (void)request, (void)argument;
        return Error::not_tty;
    }
    /// What could be done now without waiting: ALCOVE_POLL_* bits. With `wait`, poll_changed() is called when
    /// that may have changed, until poll_end(). May sleep. Errors: not_permitted (such files cannot be
    /// polled).
    virtual Result<u32> poll(bool wait) {
        (void)wait;
        return u32{ALCOVE_POLL_IN | ALCOVE_POLL_OUT};
    }
    virtual void poll_end() {}
    /// Everything written so far is where it shall be. May sleep.
    virtual Result<void> sync() { return {}; }
    /// Fills the running program's memory there, by its Mappings. May sleep. Errors: no_device (such files
    /// have no memory), and the driver's.
    virtual Result<void> map(const Mapping&) { return Error::no_device; }
    /// The program has it no more.
    virtual void unmap(const Mapping&) {}
    /// The other end copies from and to the program's memory itself: the two below stand for read and write.
    virtual bool direct() const { return false; }
    virtual Result<u32> read_user(const UserSink&) { return Error::invalid; }
    virtual Result<u32> write_user(const UserSource&) { return Error::invalid; }
    virtual Socket* socket() { return nullptr; }
    /// A short read may be followed by more at once: regular files and devices, not streams.
    virtual bool seekable() const { return false; }

    File& ref() {
        references_++;
        return *this;
    }
    /// The last one closes it; may sleep.
    void unref() {
        if (--references_ == 0) delete this;
    }

  protected:
    virtual ~File() = default;

  private:
    // Atomic, because one program may hand a descriptor to another and both close it.
    std::atomic<u32> references_{1};
};

/// A file that somebody polls may be ready now. Any context.
void poll_changed();

/// The executive's own ways of making files. Errors: no_memory, and those of a look-up.
Result<File*> file_open(const char* path, u32 flags);
struct PipeEnds {
    File *reader, *writer;
};
Result<PipeEnds> pipe_create();
/// Takes the socket over; on an error the caller keeps it.
Result<File*> socket_file(Socket& socket);

/// The descriptors of one process.
class Descriptors {
  public:
    Descriptors() = default;
    ~Descriptors() { close_all(); }
    Descriptors(const Descriptors&) = delete;
    Descriptors& operator=(const Descriptors&) = delete;

    /// nullptr when not open.
    File* at(i32 fd) const { return valid(fd) ? files_[fd] : nullptr; }
    /// Takes over the caller's reference, also on failure. Errors: too_many_files.
    Result<i32> add(File* file);
    /// Takes over the caller's reference; closes what was there. Errors: bad_descriptor.
    Result<i32> put(i32 fd, File* file);
    Result<void> close(i32 fd);
    void close_all();

  private:
    static bool valid(i32 fd) { return fd >= 0 && fd < ALCOVE_FD_MAX; }
    File* files_[ALCOVE_FD_MAX] = {};
};

} // namespace alcove::exec
