// SPDX-License-Identifier: MIT
// The class of character devices (sound among them): what a driver does for the files that programs open.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// A call of a program that is under way in a driver. Only while there is one may the driver reach the
/// program's memory; what it fetches of `buffer` is counted.
struct DriverCall {
    VirtAddr buffer = 0; ///< what the call itself names; 0: nothing
    u32 size = 0;
    u32 taken = 0; ///< bytes of it, from its start, that the driver has fetched
};

/// Names the running program's call for its lifetime. Nothing where no program runs.
class DriverCallScope {
  public:
    DriverCallScope(VirtAddr buffer, u32 size);
    ~DriverCallScope();
    DriverCallScope(const DriverCallScope&) = delete;
    DriverCallScope& operator=(const DriverCallScope&) = delete;
    u32 taken() const { return call_.taken; }
    /// Of the running thread's program, or nullptr.
    static DriverCall* current();

  private:
    DriverCall call_;
};

/// A file as its driver names it.
using CharFileId = u32;

struct CharOpening {
    u32 flags;          ///< ALCOVE_OPEN_*
    i32 pid;            ///< of who opens it
    bool again = false; ///< it was open when the last driver failed: nobody waits for what it waited for then
};

/// Moves bytes between a program and a device.
struct CharTransfer {
    VirtAddr user; ///< in the program's memory
    u32 bytes;
    u64 position; ///< the file's; the driver moves it on
};

/// What a program wants to have in its memory.
struct CharMapping {
    VirtAddr user;
    u32 bytes; ///< whole pages
    u32 first; ///< page of the device
    bool writable;
};

enum class CharPoll : u8 { look, wait, end };

/// How settings are told again: `argument` is a number, or stands for `data`.
struct CharSetting {
    static constexpr u32 k_most_bytes = 64;
    u32 request = 0;
    u32 argument = 0;
    u32 bytes = 0; ///< of data; 0: the argument is a number
    u8 data[k_most_bytes] = {};
};

/// What a device's driver offers; implemented below by the driver's domain and by what stands in for it.
/// All calls in thread context; they may sleep, interruptibly, as long as the driver does. Errors: those of
/// the driver, domain_failed when it failed under the call, no_device when it is gone for good.
class CharDriver {
  public:
    virtual ~CharDriver() = default;
    virtual Result<CharFileId> open(const CharOpening& how) = 0;
    virtual void release(CharFileId file) = 0;
    virtual Result<u32> read(CharFileId file, CharTransfer& transfer) = 0;
    virtual Result<u32> write(CharFileId file, CharTransfer& transfer) = 0;
    virtual Result<i32> ioctl(CharFileId file, u32 request, u32 argument) = 0;
    /// ALCOVE_POLL_* bits; CharPoll::wait makes the driver call poll_changed() until CharPoll::end.
    virtual Result<u32> poll(CharFileId file, CharPoll how) = 0;
    /// The new position; whence as lseek's.
    virtual Result<u64> seek(CharFileId file, u64 position, i32 offset, u32 whence) = 0;
    virtual Result<void> sync(CharFileId file) = 0;
    /// Fills the mapping of the running program that is asked for (Mappings::place_frames and its like).
    virtual Result<void> map(CharFileId file, const CharMapping& mapping) = 0;
    /// The program has it no more; `file` may have been opened anew since.
    virtual void unmap(CharFileId file, const CharMapping& mapping) = 0;
    /// No file is open any more, and no name leads here.
    virtual void unused() {}
};

} // namespace alcove::exec
