/* SPDX-License-Identifier: MIT
 * Version of the card services.
 */
#pragma once
#define CS_RELEASE "3.1.22"
#define CS_RELEASE_CODE 0x3116
