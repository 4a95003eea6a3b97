// SPDX-License-Identifier: MIT
// What the parts of devcalls share.
#pragma once
#include "alcove/checks.h"
#include <fcntl.h>
#include <unistd.h>

namespace alcove::devcalls {

constexpr const char* k_device = "/dev/test/chardev";

/// The device, open for a check.
class Device {
  public:
    explicit Device(int how = O_RDWR, const char* path = k_device) : fd_(open(path, how)) {}
    ~Device() {
        if (fd_ >= 0) close(fd_);
    }
    operator int() const { return fd_; }

  private:
    int fd_;
};

// proc.cpp
void proc_texts();
void proc_chunks();
void proc_writes();
void proc_operations();

// map.cpp
void map_frames();
void map_pages();
void map_refused();
void map_device();
int child(const char* how); ///< of these; returns the program's status
int hold();

} // namespace alcove::devcalls
