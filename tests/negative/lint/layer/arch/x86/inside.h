// SPDX-License-Identifier: MIT
// Not part of the facade.
