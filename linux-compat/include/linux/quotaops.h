/* SPDX-License-Identifier: MIT
 * Disk quotas, which are off.
 */
#pragma once
#define DQUOT_OFF(sb) do { (void)(sb); } while (0)
