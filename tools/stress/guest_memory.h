// SPDX-License-Identifier: MIT
// The guest's memory, mapped on the host, and the mailbox in it.
#pragma once
#include "lib/trial_mailbox.h"
#include <string>

namespace alcove::stress {

class GuestMemory {
  public:
    GuestMemory() = default;
    ~GuestMemory() { unmap(); }
    GuestMemory(const GuestMemory&) = delete;
    GuestMemory& operator=(const GuestMemory&) = delete;

    /// Maps the emulator's memory file; throws tools::Error.
    void map(const std::string& file, std::size_t bytes);
    void unmap();
    /// The mailbox at this address of the kernel's linear map. Throws when it lies outside.
    TrialMailbox& mailbox(std::uint32_t virtual_address);
    /// Where in the memory file that is.
    static std::size_t offset(std::uint32_t virtual_address) { return virtual_address - k_page_offset; }

  private:
    char* base_ = nullptr;
    std::size_t bytes_ = 0;
};

} // namespace alcove::stress
