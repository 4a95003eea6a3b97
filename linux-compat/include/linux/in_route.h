/* SPDX-License-Identifier: MIT
 * Flags of routes, which the executive keeps.
 */
#pragma once
