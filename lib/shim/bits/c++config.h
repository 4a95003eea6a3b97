// SPDX-License-Identifier: MIT
// Passes on libstdc++'s own configuration, then takes back what only glibc on Linux offers.
#pragma once
#include_next <bits/c++config.h>

#undef _GLIBCXX_HAS_GTHREADS
#undef _GLIBCXX_HAVE_LINUX_FUTEX
#undef _GLIBCXX_HAVE_TLS
#undef _GLIBCXX_HAVE_ALIGNED_ALLOC
#undef _GLIBCXX_HAVE_MEMALIGN
#undef _GLIBCXX_HAVE_POSIX_MEMALIGN
#undef _GLIBCXX_USE_CLOCK_MONOTONIC
#undef _GLIBCXX_USE_CLOCK_REALTIME
#undef _GLIBCXX_USE_CLOCK_GETTIME_SYSCALL
