/* SPDX-License-Identifier: MIT
 * For files that no packet passes through: compiled for size, for each domain has its own copy of the code.
 */
#pragma once
#pragma GCC optimize("Os")
