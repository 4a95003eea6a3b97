/* SPDX-License-Identifier: MIT
 * Software suspend, which Alcove has not: no thread is ever asked to freeze.
 */
#pragma once
#define refrigerator(flag) do { (void)(flag); } while (0)
