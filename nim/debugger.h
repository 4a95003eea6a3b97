// SPDX-License-Identifier: MIT
// Where a debugger on the machine learns of modules that come and go (tools/gdb).
#pragma once

/// Does nothing: gdb has a breakpoint here, and looks at the list of extensions. Called when a domain's
/// modules are linked, before any of their code runs, and when a domain is gone.
extern "C" void alcove_modules_changed();
