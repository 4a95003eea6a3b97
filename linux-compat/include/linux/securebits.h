/* SPDX-License-Identifier: MIT
 * Bits about the rights of root.
 */
#pragma once
extern unsigned securebits;
