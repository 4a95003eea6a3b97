/* SPDX-License-Identifier: MIT
 * Machines of several processors (Intel, MultiProcessor Specification 1.4): there is one here.
 */
#pragma once
enum { MAX_APICS = 16, MAX_MPC_ENTRY = 1024 };
