// SPDX-License-Identifier: MIT
// Checkers of a domain (docs/checkers.md): which are on, and what their findings are told with. What they
// watch is the personality's business (linux-compat/src/check*.c).
#pragma once
#include "lib/result.h"
#include "nim/failure.h"

namespace alcove::nim {

class Domain;
class Extension;
class ModuleSet;

/// Sets the domain's checkers: the word check=LIST in `parameters` counts, else check.NAME= or check= of the
/// command line, else driver.conf. Errors: invalid, with one line in `message`. Thread context, before
/// loading.
Result<void> checks_configure(Domain& d, const char* parameters, char* message, usize size);
/// After the modules are linked: calls in place of the no-operations at their locks, where somebody asks.
void checks_patch_locks(const Domain& d, const ModuleSet& modules);
/// Is this word of the parameters meant for checks_configure?
bool is_check_word(std::string_view word);
/// A page fault near a block that a checker watches says so: kind, detail, and where the block comes from.
void describe_fence(Domain& d, Failure& f, bool write);
/// Warns of objects that the modules have not given back. Thread context, after the upcall `stop`.
void checks_unloaded(Domain& d);

} // namespace alcove::nim
