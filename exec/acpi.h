// SPDX-License-Identifier: MIT
// Finds firmware's ACPI tables.
#pragma once
#include "lib/result.h"

namespace alcove::exec {

/// A copy of the first table of that signature (four characters); empty when the machine has none, or it is
/// damaged. Thread context.
class AcpiTable {
  public:
    explicit AcpiTable(const char* signature);
    ~AcpiTable();
    AcpiTable(const AcpiTable&) = delete;
    AcpiTable& operator=(const AcpiTable&) = delete;
    explicit operator bool() const { return bytes_ != nullptr; }
    const u8* bytes() const { return bytes_; }
    u32 size() const { return size_; }

  private:
    u8* bytes_ = nullptr;
    u32 size_ = 0;
};

} // namespace alcove::exec
