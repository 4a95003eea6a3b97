/* SPDX-License-Identifier: MIT
 * Symbol versions are not used.
 */
#pragma once
