/* SPDX-License-Identifier: MIT
 * Nothing here concerns a driver on i386.
 */
#pragma once
