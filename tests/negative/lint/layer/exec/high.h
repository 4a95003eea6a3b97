// SPDX-License-Identifier: MIT
// What it reaches for.
