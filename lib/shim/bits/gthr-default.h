// SPDX-License-Identifier: MIT
// Selects libstdc++'s single-threaded layer: its POSIX one would pull in the host's pthread.h.
#pragma once
#include <bits/gthr-single.h>
