/* SPDX-License-Identifier: MIT
 * Memory at boot, which is over.
 */
#pragma once
