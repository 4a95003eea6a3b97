// SPDX-License-Identifier: MIT
// Stands in for the host's os_defines.h: the executive has no operating system below it.
#pragma once
