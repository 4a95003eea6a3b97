// SPDX-License-Identifier: MIT
// Programs: their page directories, entering ring 3, and copies that survive bad pointers.
#pragma once
#include "lib/result.h"

namespace alcove::arch {

Result<PhysAddr> user_directory_create();
/// Frees the user half's page tables and every frame mapped there that is not lent, and the directory.
void user_directory_destroy(PhysAddr directory);
/// Errors: no_memory, exists. The frame belongs to the directory from then on.
Result<void> user_map(PhysAddr directory, VirtAddr address, PhysAddr frame, bool writable);
/// Frame mapped at a user address. Errors: bad_address.
Result<PhysAddr> user_lookup(PhysAddr directory, VirtAddr address);

struct LendRights {
    bool writable, held, uncached;
};
/// The same for a frame that stays somebody else's. Errors: invalid (no user address), no_memory, exists.
Result<void> user_lend(PhysAddr directory, VirtAddr address, PhysAddr frame, LendRights rights);
struct LentFrame {
    PhysAddr frame; ///< 0: nothing was lent there
    bool held;
};
/// Takes a lent frame out. The directory is the active one, or nobody's at the moment.
LentFrame user_unlend(PhysAddr directory, VirtAddr address);

/// Leaves for ring 3 with interrupts on, on the program's stack.
[[noreturn]] void enter_user(u32 eip, u32 esp);

/// False on a fault. The caller has checked that the range lies below k_page_offset.
bool copy_from_user_raw(void* to, const void* user_from, usize n);
bool copy_to_user_raw(void* user_to, const void* from, usize n);
/// Length without NUL, or -1 on a fault or when no NUL is within `size`.
int strncpy_from_user_raw(char* to, const char* user_from, usize size);

} // namespace alcove::arch
