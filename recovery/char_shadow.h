// SPDX-License-Identifier: MIT
// The shadow of a character device's driver: programs' files stay open over its restarts; the next driver is
// told what was set, and calls that the old one did not end are made again.
#pragma once
#include "exec/char/device.h"
#include "exec/sync.h"
#include "lib/list.h"
#include "nim/char_port.h"
#include "recovery/char_settings.h"
#include "recovery/port_place.h"

namespace alcove::nim {
class Extension;
}

namespace alcove::recovery {

/// Lives from the first time that the device is there until it has no name and no file any more. While the
/// driver is away, calls wait for the next one; without waiting (ALCOVE_OPEN_NONBLOCK) they get `again`.
class CharShadow final : public exec::CharDriver, public PortPlace<nim::CharPort> {
  public:
    CharShadow(nim::Extension& extension, u32 number) : extension_(&extension), number_(number) {}

    // --- for the recovery manager, thread context ---
    bool serves(const nim::Extension& e) const { return extension_ == &e; }
    /// Its extension, which failed at `failure_us`, is given up; another one of this name takes over.
    void await(const char* extension_name);
    bool awaits(const char* extension_name) const;
    bool away() const { return !last_port_; }
    bool matches(const nim::CharPort& p) const { return number_ == p.number(); }
    /// Takes the shadow for this port; serve() must follow. Does not sleep.
    void claim(nim::Extension& e, nim::CharPort& port, u64 failure_us);
    /// The name in /dev appears, if there is none yet; otherwise what is open is opened again and told what
    /// was set. Then the port serves. May sleep as long as the driver does; detach() waits for it. Errors:
    /// no_memory, exists (too many of that name).
    Result<void> serve(nim::CharPort& port);
    /// Takes the port out; returns when no thread uses it any more.
    void detach();
    /// The same for good: the driver closes its files, the name goes, programs' files give no_device. The
    /// shadow is gone with the last of them, so nobody else may have it any more.
    void destroy();

    // --- CharDriver ---
    Result<exec::CharFileId> open(const exec::CharOpening& how) override;
    void release(exec::CharFileId file) override;
    Result<u32> read(exec::CharFileId file, exec::CharTransfer& transfer) override;
    Result<u32> write(exec::CharFileId file, exec::CharTransfer& transfer) override;
    Result<i32> ioctl(exec::CharFileId file, u32 request, u32 argument) override;
    Result<u32> poll(exec::CharFileId file, exec::CharPoll how) override;
    Result<u64> seek(exec::CharFileId file, u64 position, i32 offset, u32 whence) override;
    Result<void> sync(exec::CharFileId file) override;
    /// What a driver that failed has lent stays as it was then, until the program maps it again.
    Result<void> map(exec::CharFileId file, const exec::CharMapping& mapping) override;
    void unmap(exec::CharFileId file, const exec::CharMapping& mapping) override;
    void unused() override { delete this; }

    ListNode link; ///< the manager's

  private:
    /// An open file; its address is what the executive names it by.
    struct Opened {
        exec::CharOpening how;
        exec::CharFileId file; ///< the driver's name of it
        bool lost = false;     ///< a later driver did not open it
        CharSettings settings;
        ListNode link;
    };
    static Opened& opened(exec::CharFileId file) { return *reinterpret_cast<Opened*>(file); }

    template <typename T, typename F>
    Result<T> ask(const Opened* file, u32 flags, F call);
    Result<void> wait_for_driver(u32 flags);
    Result<void> create_device(const nim::CharPort& port);
    void attach(nim::CharPort& port);
    bool reopen(nim::CharPort& port, Opened& file, bool& line_told);
    template <typename Due>
    bool replay(nim::CharPort& port, exec::CharFileId file, CharSettings& settings, Due is_due);
    void replay_device(nim::CharPort& port, bool line);
    void note(Opened& file, const exec::CharSetting& setting, SettingScope scope);
    void moved();
    ~CharShadow() override = default;

    nim::Extension* extension_;
    u32 number_;
    char awaited_[32] = "";
    char name_[NIM_CHAR_NAME + 4] = ""; ///< in /dev
    exec::CharDevice* device_ = nullptr;
    bool gone_ = false;    ///< for good
    exec::WaitQueue back_; ///< those who wait for a driver
    exec::Mutex telling_;  ///< what is open does not change while a driver is told
    List<Opened, &Opened::link> files_;
    CharSettings settings_; ///< the device's and the line's own
    u64 came_after_us_ = 0; ///< the failure that the port's driver comes after; 0: none
    u64 failure_us_ = 0;    ///< the same while nothing was moved since
};

} // namespace alcove::recovery
