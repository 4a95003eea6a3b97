/* SPDX-License-Identifier: MIT
 * The local APIC, which is the executive's: a domain finds its words named, and no access to it.
 */
#pragma once
#include <asm/apicdef.h>
/* Debugging output that nobody has switched on */
#define Dprintk(x...) do { } while (0)
