// SPDX-License-Identifier: MIT
// Mapping of the file that QEMU uses as the guest's memory.
#include "tools/stress/guest_memory.h"
#include "tools/common/error.h"
#include "tools/common/fd.h"
#include <fcntl.h>
#include <sys/mman.h>

namespace alcove::stress {

void GuestMemory::map(const std::string& file, std::size_t bytes) {
    unmap();
    const tools::Fd fd(open(file.c_str(), O_RDWR | O_CLOEXEC));
    if (!fd) tools::fail_errno("opening " + file);
    void* p = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd.get(), 0);
    if (p == MAP_FAILED) tools::fail_errno("mapping " + file);
    base_ = static_cast<char*>(p);
    bytes_ = bytes;
}

void GuestMemory::unmap() {
    if (base_) munmap(base_, bytes_);
    base_ = nullptr;
}

TrialMailbox& GuestMemory::mailbox(std::uint32_t virtual_address) {
    const std::size_t at = offset(virtual_address);
    if (at > bytes_ || bytes_ - at < sizeof(TrialMailbox))
        tools::fail("the mailbox lies outside of the guest's memory");
    return *reinterpret_cast<TrialMailbox*>(base_ + at);
}

} // namespace alcove::stress
