/* SPDX-License-Identifier: MIT
 * Routes, which the executive keeps.
 */
#pragma once
#include <linux/if.h>
