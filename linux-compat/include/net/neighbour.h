/* SPDX-License-Identifier: MIT
 * Neighbours of the executive's protocols.
 */
#pragma once
#include <linux/skbuff.h>
struct neighbour;
struct neigh_parms;
