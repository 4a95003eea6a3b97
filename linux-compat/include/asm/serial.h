/* SPDX-License-Identifier: MIT
 * Serial ports of a PC.
 */
#pragma once
#define BASE_BAUD (1843200 / 16)
