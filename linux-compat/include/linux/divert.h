/* SPDX-License-Identifier: MIT
 * Frame diversion, which is not offered.
 */
#pragma once
