/* SPDX-License-Identifier: MIT
 * Socket options that drivers name.
 */
#pragma once
#define SOL_SOCKET 1
