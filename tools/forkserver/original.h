// SPDX-License-Identifier: MIT
// The C library's function behind one that stands before it.
#pragma once
#include <dlfcn.h>

namespace alcove::forkserver {

/// `as`: the one that stands before it, for the type.
template <typename F>
F* original(F* /*as*/, const char* name) {
    return reinterpret_cast<F*>(dlsym(RTLD_NEXT, name));
}

} // namespace alcove::forkserver
