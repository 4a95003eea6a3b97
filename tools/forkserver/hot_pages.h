// SPDX-License-Identifier: MIT
// Which pages a copy of the process writes to: the next copy gets its own of them at once.
#pragma once
#include <sys/types.h>

namespace alcove::forkserver {

/// Notes the pages that `copy`, which still lives, no longer shares with this process. Of the first few
/// copies: what they have in common with all others is known by then.
void learn_hot_pages(pid_t copy);
/// In a copy: makes the noted pages private with a few system calls, instead of a page fault for each.
void take_hot_pages();

} // namespace alcove::forkserver
